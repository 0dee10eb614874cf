#include "src/cli/completion.h"

namespace heaplift {
namespace {

std::string quoted(std::string_view text) {
  return "'" + replace_all(replace_all(text, "\\", "\\\\"), "'", "\\'") + "'";
}

// What goes for a value: `-x` proposes nothing but the words, `-r` files as well.
std::string value_options(const std::string& value) {
  const Proposals proposals = proposals_for(value);
  std::string text = proposals.files ? " -r" : " -x";
  std::string words = join(proposals.words, " ");
  if (proposals.folders) words = "(__fish_complete_directories)";
  if (proposals.files && !words.empty()) text += " -F";
  return words.empty() ? text : text + " -a " + quoted(words);
}

std::string flag_line(const std::string& condition, const FlagModel& flag) {
  std::string text = "complete -c heaplift -n " + quoted(condition);
  for (const std::string& name : flag.names) {
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!flag.value.empty() && !flag.value_optional) text += value_options(flag.value);
  return text + " -d " + quoted(flag.help) + "\n";
}

std::string operand_lines(const std::string& condition, const CommandModel& command) {
  std::string words;
  bool files = false;
  for (const OperandModel& operand : command.operands) {
    const Proposals proposals = proposals_for(operand.value);
    files = files || proposals.files || proposals.folders;
    words += (words.empty() ? "" : " ") + join(proposals.words, " ");
  }
  const std::string begin = "complete -c heaplift -n " + quoted(condition);
  std::string text = files ? "" : begin + " -f\n";
  return words.empty() ? text : text + begin + " -a " + quoted(words) + "\n";
}

}  // namespace

std::string fish_completion(const ProgramModel& model) {
  std::string text = "# fish completion for heaplift, made by 'heaplift completion fish'.\n";
  const std::string none = "__fish_use_subcommand";
  text += "complete -c heaplift -n " + quoted(none) + " -f\n";
  for (const FlagModel& flag : model.program.flags) text += flag_line(none, flag);
  for (const CommandModel& command : model.commands) {
    text += "complete -c heaplift -n " + quoted(none) + " -a " + command.name + " -d " + quoted(command.summary) + "\n";
  }
  for (const CommandModel& command : model.commands) {
    const std::string condition = "__fish_seen_subcommand_from " + command.name;
    text += operand_lines(condition, command);
    for (const FlagModel& flag : command.flags) text += flag_line(condition, flag);
  }
  return text;
}

}  // namespace heaplift
