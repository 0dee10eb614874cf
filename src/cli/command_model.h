// What the command line offers, as plain data read off CLI11's declarations: what manual page and completions are
// made from, so that they cannot differ from the program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming)
class App;
}

namespace heaplift {

// The names that may stand for one another, as they are typed: `-p`, `--pass`.
struct FlagModel {
  std::vector<std::string> names;
  std::string value;            // what stands for the value in the help, `PASS` or `auto|always|never`; empty: none
  bool value_optional = false;  // then a value can only be given as `--flag=VALUE`
  bool repeatable = false;
  bool comma_list = false;  // several values may be given in one word, joined by commas
  std::string help;
};

// A word that is no flag.
struct OperandModel {
  std::string name;   // `FILE`
  std::string value;  // like a flag's, or the name
  bool repeatable = false;
  std::string help;
};

struct CommandModel {
  std::string name;  // of the program itself for its own flags
  std::string summary;
  std::string notes;  // what is printed behind the flags: examples
  std::vector<FlagModel> flags;
  std::vector<OperandModel> operands;
};

struct ProgramModel {
  CommandModel program;
  std::vector<CommandModel> commands;
};

// In the order of declaration. What is declared with an empty group, which hides it from the help, is left out.
[[nodiscard]] ProgramModel describe(const CLI::App& app);

// What can be proposed for a value.
struct Proposals {
  std::vector<std::string> words;
  bool files = false;
  bool folders = false;  // folders only
};

// `value` is a list of alternatives, joined by `|`: words in lower case stand for themselves; FILE, DIR and PASS are
// known; nothing can be said about others (`NAME=TYPE`, `N`).
[[nodiscard]] Proposals proposals_for(std::string_view value);

// The parts of `text` between `separator`s; one, when there is none.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);

// The words with `separator` between them.
[[nodiscard]] std::string join(const std::vector<std::string>& words, std::string_view separator);

// `text` with each `from`, which is not empty, replaced by `to`.
[[nodiscard]] std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

}  // namespace heaplift
