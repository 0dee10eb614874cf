#include "src/cli/workflow_command.h"

namespace heaplift {
namespace {

// Each of `special`, and always a per cent sign, CR and LF, as % and two hexadecimal digits.
std::string escaped(std::string_view text, std::string_view special) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (c == '%' || c == '\r' || c == '\n' || special.find(c) != std::string_view::npos) {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte / 16U];
      out += digits[byte % 16U];
    } else {
      out += c;
    }
  }
  return out;
}

std::string_view command_name(Severity severity) {
  return severity == Severity::note ? "notice" : severity_name(severity);
}

}  // namespace

std::string workflow_command(const Annotation& annotation) {
  const auto& [severity, file, begin, end, title, message] = annotation;
  std::string text = "::" + std::string(command_name(severity)) + " ";
  if (!file.empty()) text += "file=" + escaped(file, ":,") + ",";
  if (begin) text += "line=" + std::to_string(begin->line) + ",";
  if (end) text += "endLine=" + std::to_string(end->line) + ",";
  if (begin) text += "col=" + std::to_string(begin->column) + ",";
  // The runner takes columns of one line only.
  if (begin && end && begin->line == end->line) text += "endColumn=" + std::to_string(end->column) + ",";
  return text + "title=" + escaped(title, ":,") + "::" + escaped(message, "") + "\n";
}

}  // namespace heaplift
