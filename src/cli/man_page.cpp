#include "src/cli/man_page.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

namespace heaplift {
namespace {

// Text for roff: no backslash, hyphen (which becomes a typographic one) or quote is left to be understood.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '\'') {
      out += "\\(aq";
    } else if (c == '`') {
      out += "\\(ga";
    } else if (c == '^') {
      out += "\\(ha";
    } else if (c == '~') {
      out += "\\(ti";
    } else {
      out += c;
    }
  }
  return out;
}

// A whole line; a dot in front would make it a request.
std::string line(std::string_view text) { return (text.starts_with('.') ? "\\&" : "") + escaped(text) + "\n"; }

std::string bold(std::string_view text) { return "\\fB" + escaped(text) + "\\fR"; }

// Names in capitals stand for something else and are set in italics; the rest is typed as it is.
std::string value_text(std::string_view value) {
  std::string out;
  while (!value.empty()) {
    const auto is_name = [](char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; };
    const bool name = is_name(value.front());
    const auto* end = std::find_if(value.begin(), value.end(), [&](char c) { return is_name(c) != name; });
    const auto size = static_cast<std::size_t>(end - value.begin());
    out += (name ? "\\fI" : "\\fR") + escaped(value.substr(0, size)) + "\\fR";
    value.remove_prefix(size);
  }
  return out;
}

std::string flag_head(const FlagModel& flag) {
  std::string head;
  for (const std::string& name : flag.names) head += (head.empty() ? "" : ", ") + bold(name);
  if (flag.value.empty()) return head;
  return head + (flag.value_optional ? "[=" + value_text(flag.value) + "]" : " " + value_text(flag.value));
}

std::string entries(const CommandModel& command) {
  std::string text;
  for (const OperandModel& operand : command.operands) {
    text += ".TP\n" + value_text(operand.name) + (operand.repeatable ? " ..." : "") + "\n" + line(operand.help);
  }
  for (const FlagModel& flag : command.flags) text += ".TP\n" + flag_head(flag) + "\n" + line(flag.help);
  return text;
}

// Notes as the help prints them: indented lines are shown as they are, the others are paragraphs.
std::string notes_text(std::string_view notes) {
  std::string text;
  bool verbatim = false;
  for (const std::string& written : split(notes, '\n')) {
    const bool indented = written.starts_with("  ");
    if (indented && !verbatim) text += ".PP\n.nf\n.RS 4\n";
    if (!indented && verbatim) text += ".RE\n.fi\n";
    if (!indented && (verbatim || text.empty() || written.empty())) text += ".PP\n";
    verbatim = indented;
    if (!written.empty()) text += line(indented ? std::string_view(written).substr(2) : written);
  }
  return verbatim ? text + ".RE\n.fi\n" : text;
}

// Two empty lines and their like give a paragraph twice, which man(7) complains of.
std::string without_empty_paragraphs(std::string text) {
  for (std::size_t before = text.size() + 1; text.size() < before;) {
    before = text.size();
    text = replace_all(text, ".PP\n.PP\n", ".PP\n");
  }
  return text;
}

std::string synopsis(const ProgramModel& model) {
  std::string text;
  for (const CommandModel& command : model.commands) {
    std::string words = bold(model.program.name) + " " + bold(command.name);
    if (command.flags.size() > 1) words += " [\\fIFLAGS\\fR]";  // all have --help
    for (const OperandModel& operand : command.operands) {
      words += operand.repeatable ? " [" + value_text(operand.name) + " ...]" : " " + value_text(operand.name);
    }
    text += (text.empty() ? "" : ".br\n") + words + "\n";
  }
  return text;
}

std::string first_letter_small(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace

std::string man_page(const ProgramModel& model) {
  const CommandModel& program = model.program;
  std::string text = ".\\\" Made by 'heaplift man'; changes belong to its source.\n";
  text += ".TH HEAPLIFT 1 \"\" \"heaplift " HEAPLIFT_VERSION "\" \"User Commands\"\n";
  text += ".SH NAME\n" + escaped(program.name) + " \\- " + escaped(first_letter_small(program.summary)) + "\n";
  text += ".SH SYNOPSIS\n" + synopsis(model);
  text += ".SH DESCRIPTION\n" + line(program.summary) + notes_text(program.notes);
  text += ".SH OPTIONS\n" + entries(program);
  text += ".SH COMMANDS\n";
  for (const CommandModel& command : model.commands) {
    text += ".SS " + escaped(command.name) + "\n" + line(command.summary + ".") + entries(command);
    text += notes_text(command.notes);
  }
  return without_empty_paragraphs(std::move(text));
}

}  // namespace heaplift
