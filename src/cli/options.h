// What the user asked for: command-line arguments turned into a value, without any other effect.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "passes/pass.h"
#include "rules/lint.h"

namespace heaplift {

enum class ColorChoice { automatic, always, never };
enum class Verbosity { quiet, normal, verbose };

// What messages look like: a line with the code below it, or a workflow command of GitHub Actions.
enum class MessageFormat { text, github };

// Where the results of `rewrite` go.
struct Destination {
  enum class Kind { standard_output, file, folder, in_place };
  Kind kind = Kind::standard_output;
  std::string path;  // of the file or folder
};

// What becomes of the source map of what `rewrite` makes.
struct SourceMapChoice {
  enum class Kind { none, beside, file, inlined };  // beside: the name of the output with `.map` behind it
  Kind kind = Kind::none;
  std::string path;  // of the file
};

// Which files folders and patterns stand for.
struct SearchOptions {
  std::vector<std::string> ignore_patterns;  // lines as in .gitignore
  bool respect_gitignore = true;
};

struct RewriteCommand {
  std::vector<std::string> files;  // at least one; `-` is standard input, at most once; folders and patterns, too
  SearchOptions search;
  std::vector<const Pass*> passes;  // at least one; applied one after the other
  RewriteOptions options;
  Destination destination;
  SourceMapChoice source_map;
  std::string stdin_name = "<stdin>";
  bool check = false;
  bool diff = false;
  bool verify = false;
  bool stats = false;
  MessageFormat format = MessageFormat::text;
  unsigned jobs = 0;  // files at once; 0: one for each processor
  ColorChoice color = ColorChoice::automatic;
  Verbosity verbosity = Verbosity::normal;
};

struct ViewsCommand {
  std::vector<std::string> files;  // as above
  SearchOptions search;
  ViewOptions options;
  std::string stdin_name = "<stdin>";
  bool json = false;
  ColorChoice color = ColorChoice::automatic;
  Verbosity verbosity = Verbosity::normal;
};

// How `lint` reports.
enum class LintFormat { text, short_, json, sarif, github, junit };

// What the user says about one rule; no severity: the rule is off.
struct RuleLevel {
  const Rule* rule;
  std::optional<Severity> severity;
};

struct LintCommand {
  std::vector<std::string> files;  // as above; folders and patterns, too
  SearchOptions search;
  ViewOptions views;
  std::vector<RuleLevel> levels;  // over those of the configuration; the last about a rule counts
  bool shared_memory = false;
  std::string config;  // a file that holds for all; empty: the nearest one above each
  bool use_config = true;
  std::string print_config;  // a file; empty: lint
  LintFormat format = LintFormat::text;
  std::string output_file;  // empty: standard output
  std::size_t max_warnings = 0;
  std::string baseline;  // a file; empty: none
  bool update_baseline = false;
  bool fix = false;
  std::string stdin_name = "<stdin>";
  bool stats = false;
  unsigned jobs = 0;
  ColorChoice color = ColorChoice::automatic;
  Verbosity verbosity = Verbosity::normal;
};

struct PassesCommand {};
struct RulesCommand {};

// One of both is null.
struct ExplainCommand {
  const Pass* pass;
  const Rule* rule;
};

struct RuntimeCommand {
  const Pass* pass;
  RuntimeSite site;
};

// The user asked for help or the version.
struct HelpText {
  std::string text;
};

// The arguments make no sense; the message may be followed by lines that help.
struct UsageError {
  std::string message;
};

using Command = std::variant<RewriteCommand, ViewsCommand, LintCommand, PassesCommand, RulesCommand, ExplainCommand,
                             RuntimeCommand, HelpText, UsageError>;

// `arguments` without the name of the program.
[[nodiscard]] Command parse_arguments(const std::vector<std::string>& arguments);

}  // namespace heaplift
