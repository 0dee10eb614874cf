#include "src/cli/completion.h"

namespace heaplift {
namespace {

constexpr std::string_view kBegin = R"(#compdef heaplift
# zsh completion for heaplift, made by 'heaplift completion zsh'.

_heaplift() {
  local context state state_descr line
  typeset -A opt_args
)";

constexpr std::string_view kEnd = R"(}

if [[ $funcstack[1] == _heaplift ]]; then
  _heaplift "$@"
else
  compdef _heaplift heaplift
fi
)";

std::string quoted(std::string_view text) { return "'" + replace_all(text, "'", "'\\''") + "'"; }

// Explanations end at a bracket, and parts of a specification at a colon.
std::string explanation(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// The action of _arguments that proposes what can stand for a value; a blank proposes nothing.
std::string action(const std::string& value, bool comma_list) {
  const Proposals proposals = proposals_for(value);
  const std::string words = join(proposals.words, " ");
  if (proposals.folders) return "_files -/";
  if (proposals.files) {
    return words.empty() ? "_files" : "_alternative \"files:file:_files\" \"words:word:(" + words + ")\"";
  }
  if (words.empty()) return " ";
  return comma_list ? "_values -s , " + explanation(value) + " " + words : "(" + words + ")";
}

// One specification for each name; names of one flag exclude each other unless it can be repeated.
std::string flag_specifications(const FlagModel& flag, const std::string& indent) {
  std::string text;
  for (const std::string& name : flag.names) {
    std::string specification = flag.repeatable ? "*" : "(" + join(flag.names, " ") + ")";
    specification += name;
    const bool is_long = name.starts_with("--");
    if (!flag.value.empty()) specification += is_long ? (flag.value_optional ? "=-" : "=") : "+";
    specification += "[" + explanation(flag.help) + "]";
    if (!flag.value.empty()) {
      specification +=
          (flag.value_optional ? "::" : ":") + explanation(flag.value) + ":" + action(flag.value, flag.comma_list);
    }
    text += indent + quoted(specification) + " \\\n";
  }
  return text;
}

std::string arguments_of(const CommandModel& command) {
  std::string text = "          _arguments -s -S \\\n";
  const std::string indent(12, ' ');
  for (const FlagModel& flag : command.flags) text += flag_specifications(flag, indent);
  for (const OperandModel& operand : command.operands) {
    text += indent +
            quoted((operand.repeatable ? "*:" : ":") + explanation(operand.name) + ":" + action(operand.value, false)) +
            " \\\n";
  }
  return text.substr(0, text.size() - 3) + "\n";
}

}  // namespace

std::string zsh_completion(const ProgramModel& model) {
  std::string text(kBegin);
  text += "  _arguments -C \\\n";
  for (const FlagModel& flag : model.program.flags) text += flag_specifications(flag, "    ");
  text += "    '1:command:->command' \\\n    '*::argument:->argument'\n";
  text += "  case $state in\n    command)\n      local -a commands=(\n";
  for (const CommandModel& command : model.commands) {
    text += "        " + quoted(command.name + ":" + command.summary) + "\n";
  }
  text += "      )\n      _describe command commands\n      ;;\n    argument)\n      case $words[1] in\n";
  for (const CommandModel& command : model.commands) {
    text += "        " + command.name + ")\n" + arguments_of(command) + "          ;;\n";
  }
  return text + "      esac\n      ;;\n  esac\n" + std::string(kEnd);
}

}  // namespace heaplift
