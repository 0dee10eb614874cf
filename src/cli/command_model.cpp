#include "src/cli/command_model.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "passes/pass.h"

namespace heaplift {
namespace {

// CLI11 keeps what a flag means without a value behind some names: `source-map{beside}`.
std::string without_default(const std::string& name) { return name.substr(0, name.find('{')); }

bool takes_several(const CLI::Option& option) { return option.get_items_expected_max() > 1; }

FlagModel flag_of(const CLI::Option& option) {
  FlagModel flag;
  for (const std::string& name : option.get_snames()) flag.names.push_back("-" + without_default(name));
  for (const std::string& name : option.get_lnames()) flag.names.push_back("--" + without_default(name));
  flag.value = option.get_type_name();
  if (flag.value.starts_with("[=") && flag.value.ends_with("]")) {
    flag.value_optional = true;
    flag.value = flag.value.substr(2, flag.value.size() - 3);
  }
  flag.repeatable = !flag.value.empty() && takes_several(option);
  flag.comma_list = option.get_delimiter() == ',';
  flag.help = option.get_description();
  return flag;
}

OperandModel operand_of(const CLI::Option& option) {
  const std::string name = option.get_name(true);
  const std::string value = option.get_type_name();
  return {name, value.empty() ? name : value, takes_several(option) && option.get_allow_extra_args(),
          option.get_description()};
}

CommandModel command_of(const CLI::App& app) {
  CommandModel command{app.get_name(), app.get_description(), app.get_footer(), {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    if (option->get_positional()) {
      command.operands.push_back(operand_of(*option));
    } else {
      command.flags.push_back(flag_of(*option));
    }
  }
  return command;
}

bool stands_for_itself(std::string_view word) {
  return std::ranges::none_of(word, [](char c) { return c >= 'A' && c <= 'Z'; }) &&
         std::ranges::any_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

ProgramModel describe(const CLI::App& app) {
  ProgramModel model{command_of(app), {}};
  for (const CLI::App* command : app.get_subcommands({})) {
    if (command->get_group().empty()) continue;
    model.commands.push_back(command_of(*command));
    // A command without a footer of its own has inherited that of the program.
    if (model.commands.back().notes == model.program.notes) model.commands.back().notes.clear();
  }
  return model;
}

Proposals proposals_for(std::string_view value) {
  Proposals proposals;
  for (const std::string& part : split(value, '|')) {
    if (stands_for_itself(part)) {
      proposals.words.push_back(part);
    } else if (part == "FILE") {
      proposals.files = true;
    } else if (part == "DIR") {
      proposals.folders = true;
    } else if (part == "PASS") {
      for (const Pass& pass : passes()) proposals.words.emplace_back(pass.name);
    }
  }
  return proposals;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.emplace_back(text);
  return parts;
}

std::string join(const std::vector<std::string>& words, std::string_view separator) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += separator;
    text += word;
  }
  return text;
}

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  for (std::size_t at = text.find(from); at != std::string_view::npos; at = text.find(from)) {
    out.append(text.substr(0, at)).append(to);
    text.remove_prefix(at + from.size());
  }
  return out.append(text);
}

}  // namespace heaplift
