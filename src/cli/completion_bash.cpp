#include "src/cli/completion.h"

namespace heaplift {
namespace {

constexpr std::string_view kBegin = R"(# bash completion for heaplift, made by 'heaplift completion bash'.

# Proposes those of the words in $1 that begin with $cur, or with what follows its last comma if $2 is a comma.
_heaplift_words() {
  local before=
  if [[ ${2-} == , && $cur == *,* ]]; then before=${cur%,*},; fi
  mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -P "$before" -W "$1" -- "${cur#"$before"}")
}

# Proposes files, or folders only if $1 is -d.
_heaplift_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen "${1--f}" -- "$cur")
}

_heaplift() {
  local cur=${COMP_WORDS[COMP_CWORD]} flag=${COMP_WORDS[COMP_CWORD-1]} command= only_files= i
  COMPREPLY=()
  # bash takes --flag=value for three words.
  if [[ $cur == = ]]; then
    flag=$flag= cur=
  elif [[ $flag == = ]]; then
    flag=${COMP_WORDS[COMP_CWORD-2]}=
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ ${COMP_WORDS[i]} == -- ]]; then
      only_files=1
    elif [[ -z $command && ${COMP_WORDS[i]} != -* ]]; then
      command=${COMP_WORDS[i]}
    fi
  done
  if [[ -n $only_files ]]; then
    _heaplift_files
    return
  fi
)";

constexpr std::string_view kEnd = R"(}

complete -F _heaplift heaplift
)";

// Statements that propose what can stand for a value.
std::string proposing(const std::string& value, bool comma_list) {
  const Proposals proposals = proposals_for(value);
  std::vector<std::string> statements;
  if (!proposals.words.empty()) {
    statements.push_back("_heaplift_words '" + join(proposals.words, " ") + "'" + (comma_list ? " ," : ""));
  }
  if (proposals.files) statements.emplace_back("_heaplift_files");
  if (proposals.folders) statements.emplace_back("_heaplift_files -d");
  return statements.empty() ? ":" : join(statements, "; ");
}

// The flags behind which a value is expected, as patterns of a `case`.
std::string patterns(const CommandModel& command, const FlagModel& flag) {
  std::vector<std::string> words;
  for (const std::string& name : flag.names) {
    if (!flag.value_optional) words.push_back(command.name + ":" + name);
    if (name.starts_with("--")) words.push_back(command.name + ":" + name + "=");
  }
  return join(words, " | ");
}

std::string values_case(const ProgramModel& model) {
  std::string text = "  case $command:$flag in\n";
  for (const CommandModel& command : model.commands) {
    for (const FlagModel& flag : command.flags) {
      if (flag.value.empty()) continue;
      text += "    " + patterns(command, flag) + ") " + proposing(flag.value, flag.comma_list) + "; return ;;\n";
    }
  }
  return text + "  esac\n";
}

std::string flag_words(const CommandModel& command) {
  std::vector<std::string> words;
  for (const FlagModel& flag : command.flags) words.insert(words.end(), flag.names.begin(), flag.names.end());
  return join(words, " ");
}

std::string operands_of(const CommandModel& command) {
  std::vector<std::string> statements;
  for (const OperandModel& operand : command.operands) statements.push_back(proposing(operand.value, false));
  return statements.empty() ? ":" : join(statements, "; ");
}

// One branch for each command: its flags behind a dash, else its operands.
std::string branch(const std::string& pattern, const std::string& flags, const std::string& operands) {
  return "    " + pattern + ") if [[ $cur == -* ]]; then _heaplift_words '" + flags + "'; else " + operands +
         "; fi ;;\n";
}

}  // namespace

std::string bash_completion(const ProgramModel& model) {
  std::vector<std::string> names;
  for (const CommandModel& command : model.commands) names.push_back(command.name);
  std::string text = std::string(kBegin) + values_case(model) + "  case $command in\n";
  text += branch("''", flag_words(model.program), "_heaplift_words '" + join(names, " ") + "'");
  for (const CommandModel& command : model.commands) {
    text += branch(command.name, flag_words(command), operands_of(command));
  }
  return text + "  esac\n" + std::string(kEnd);
}

std::string completion_for(std::string_view shell, const ProgramModel& model) {
  if (shell == "zsh") return zsh_completion(model);
  return shell == "fish" ? fish_completion(model) : bash_completion(model);
}

}  // namespace heaplift
