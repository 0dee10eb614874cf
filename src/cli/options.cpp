#include "src/cli/options.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "src/base/result.h"
#include "src/cli/arguments.h"
#include "src/cli/completion.h"
#include "src/cli/lint_config.h"
#include "src/cli/man_page.h"
#include "src/cli/suggestion.h"

namespace heaplift {
namespace {

constexpr std::string_view kDefaultPass = "growth-check";

bool is_identifier_start(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalpha(byte) != 0 || c == '_' || c == '$' || byte >= 0x80U;
}

bool is_identifier(std::string_view word) {
  return !word.empty() && is_identifier_start(word.front()) && std::ranges::all_of(word, [](char c) {
    return is_identifier_start(c) || std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
}

std::vector<std::string> pass_names() {
  std::vector<std::string> names;
  for (const Pass& pass : passes()) names.emplace_back(pass.name);
  return names;
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> flag_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

Result<const Pass*> pass_of(const std::string& name) {
  if (const Pass* pass = find_pass(name)) return pass;
  return Error{"unknown pass '" + name + "'" + hint(name, pass_names()) + "\n'heaplift passes' lists them"};
}

Result<std::vector<const Pass*>> passes_of(const RawArguments& raw) {
  std::vector<const Pass*> chosen;
  for (const std::string& name : raw.passes) {
    auto pass = pass_of(name);
    if (!pass) return pass.error();
    chosen.push_back(pass.value());
  }
  if (chosen.empty()) chosen.push_back(find_pass(kDefaultPass));
  return chosen;
}

Result<ViewOptions> view_options_of(const RawArguments& raw) {
  ViewOptions options{.memory = raw.memory, .names = {}};
  for (const std::string& word : raw.views) {
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    if (equals == std::string::npos) return Error{"--view needs NAME=TYPE, such as B=HEAPU8, and got '" + word + "'"};
    if (!is_identifier(name)) return Error{"--view: '" + name + "' is no JavaScript identifier"};
    const auto type = view_type_called(word.substr(equals + 1));
    if (!type) return Error{"--view: " + type.error().message};
    for (const auto& [known, known_type] : options.names) {
      if (known == name && known_type != type.value()) return Error{"--view: '" + name + "' is given two types"};
    }
    options.names.emplace_back(name, type.value());
  }
  return options;
}

Status check_prefix(const std::string& prefix) {
  if (prefix.empty() || is_identifier(prefix)) return kOk;
  return Error{"--prefix: names cannot begin with '" + prefix + "' in JavaScript"};
}

MethodNames method_names_of(const RawArguments& raw) { return raw.names == "js" ? MethodNames::js : MethodNames::wasm; }

ColorChoice color_of(const RawArguments& raw) {
  if (raw.color == "always") return ColorChoice::always;
  return raw.color == "never" ? ColorChoice::never : ColorChoice::automatic;
}

Verbosity verbosity_of(const RawArguments& raw) {
  if (raw.quiet) return Verbosity::quiet;
  return raw.verbose ? Verbosity::verbose : Verbosity::normal;
}

Destination destination_of(const RawArguments& raw) {
  if (raw.in_place) return {Destination::Kind::in_place, ""};
  if (!raw.out_dir.empty()) return {Destination::Kind::folder, raw.out_dir};
  if (!raw.output.empty() && raw.output != "-") return {Destination::Kind::file, raw.output};
  return {};
}

SourceMapChoice source_map_of(const RawArguments& raw) {
  if (raw.source_map.empty()) return {};
  if (raw.source_map == kSourceMapBeside) return {SourceMapChoice::Kind::beside, ""};
  if (raw.source_map == "inline") return {SourceMapChoice::Kind::inlined, ""};
  return {SourceMapChoice::Kind::file, raw.source_map};
}

bool reads_stdin(const RawArguments& raw) { return raw.files.empty() || std::ranges::count(raw.files, "-") != 0; }

Status check_files(const RawArguments& raw) {
  if (std::ranges::count(raw.files, "-") > 1) return Error{"standard input ('-') can be read only once"};
  if (raw.quiet && raw.verbose) return Error{"--quiet and --verbose contradict each other"};
  return kOk;
}

Status check_destination(const RawArguments& raw, const CLI::App& command) {
  const auto given = [&](const char* flag) { return command.count(flag) > 0; };
  const int places = int{given("--output")} + int{given("--out-dir")} + int{raw.in_place};
  const bool dry = raw.check || raw.diff;
  if (given("--output") && raw.output.empty()) return Error{"--output needs the name of a file"};
  if (given("--out-dir") && raw.out_dir.empty()) return Error{"--out-dir needs the name of a folder"};
  if (places > 1) return Error{"only one of --output, --out-dir and --in-place can be given"};
  if (dry && places > 0) return Error{"--check and --diff write nothing; leave out --output, --out-dir or --in-place"};
  if (given("--output") && raw.files.size() > 1)
    return Error{"--output takes one input file; use --out-dir for several"};
  if (raw.files.size() > 1 && !dry && places == 0) {
    return Error{"several files cannot all go to standard output; add --in-place, --out-dir DIR, --check or --diff"};
  }
  if (raw.in_place && reads_stdin(raw)) return Error{"--in-place needs files; standard input cannot be replaced"};
  if (given("--out-dir") && reads_stdin(raw) && raw.stdin_name.empty()) {
    return Error{"--out-dir needs files, or --stdin-filename for standard input"};
  }
  return kOk;
}

Status check_source_map(const RawArguments& raw, const Destination& destination) {
  if (raw.source_map.empty()) return kOk;
  if (raw.check || raw.diff) return Error{"--check and --diff write nothing; leave out --source-map"};
  if (raw.source_map == kSourceMapBeside && destination.kind == Destination::Kind::standard_output) {
    return Error{
        "--source-map needs --output, --out-dir or --in-place; for standard output use --source-map=FILE or "
        "--source-map=inline"};
  }
  if (raw.source_map == "-") return Error{"--source-map cannot be written to standard output"};
  if (source_map_of(raw).kind == SourceMapChoice::Kind::file && raw.files.size() > 1) {
    return Error{"--source-map=FILE takes one input file; for several leave out the name"};
  }
  return kOk;
}

std::vector<std::string> files_of(const RawArguments& raw) {
  return raw.files.empty() ? std::vector<std::string>{"-"} : raw.files;
}

Result<Command> rewrite_command(const RawArguments& raw, const CLI::App& given) {
  RewriteCommand command;
  for (const Status& status : {check_files(raw), check_destination(raw, given),
                               check_source_map(raw, destination_of(raw)), check_prefix(raw.prefix)}) {
    if (!status) return status.error();
  }
  auto chosen = passes_of(raw);
  if (!chosen) return chosen.error();
  auto views = view_options_of(raw);
  if (!views) return views.error();
  command.files = files_of(raw);
  command.search = {raw.ignore_patterns, !raw.no_ignore};
  command.passes = std::move(chosen).value();
  command.options = {std::move(views).value(), raw.prefix,   method_names_of(raw),
                     raw.assume_aligned,       raw.optimize, raw.runtime == "inject"};
  command.destination = destination_of(raw);
  command.source_map = source_map_of(raw);
  if (!raw.stdin_name.empty()) command.stdin_name = raw.stdin_name;
  command.check = raw.check;
  command.diff = raw.diff;
  command.verify = raw.verify;
  command.stats = raw.stats;
  if (raw.format == "github") command.format = MessageFormat::github;
  command.jobs = raw.jobs;
  command.color = color_of(raw);
  command.verbosity = verbosity_of(raw);
  return Command(std::move(command));
}

Result<Command> views_command(const RawArguments& raw) {
  if (const Status status = check_files(raw); !status) return status.error();
  auto options = view_options_of(raw);
  if (!options) return options.error();
  ViewsCommand command;
  command.files = files_of(raw);
  command.search = {raw.ignore_patterns, !raw.no_ignore};
  command.options = std::move(options).value();
  if (!raw.stdin_name.empty()) command.stdin_name = raw.stdin_name;
  command.json = raw.json;
  command.color = color_of(raw);
  command.verbosity = verbosity_of(raw);
  return Command(std::move(command));
}

std::vector<std::string> rule_names() {
  std::vector<std::string> names;
  for (const Rule& rule : rules()) names.emplace_back(rule.name);
  return names;
}

// `NAME=LEVEL`
Result<RuleLevel> rule_level(const std::string& word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string::npos) {
    return Error{"--rule needs RULE=LEVEL, such as shift-mismatch=off, and got '" + word + "'"};
  }
  const auto rule = rule_called(word.substr(0, equals));
  if (!rule) return Error{"--rule: " + rule.error().message + "\n'heaplift rules' lists them"};
  const auto severity = severity_called(word.substr(equals + 1));
  if (!severity) return Error{"--rule: " + severity.error().message};
  return RuleLevel{rule.value(), severity.value()};
}

Result<std::vector<RuleLevel>> rule_levels(const std::vector<std::string>& words) {
  std::vector<RuleLevel> levels;
  for (const std::string& word : words) {
    auto level = rule_level(word);
    if (!level) return level.error();
    levels.push_back(level.value());
  }
  return levels;
}

LintFormat format_of(const std::string& word) {
  if (word == "short") return LintFormat::short_;
  if (word == "json") return LintFormat::json;
  if (word == "sarif") return LintFormat::sarif;
  if (word == "github") return LintFormat::github;
  return word == "junit" ? LintFormat::junit : LintFormat::text;
}

Status check_lint(const RawArguments& raw) {
  if (raw.fix && reads_stdin(raw)) return Error{"--fix needs files; standard input cannot be rewritten"};
  if (raw.update_baseline && raw.baseline.empty()) return Error{"--update-baseline needs --baseline FILE"};
  if (raw.no_config && !raw.config.empty()) return Error{"--config and --no-config contradict each other"};
  return kOk;
}

Result<Command> lint_command(const RawArguments& raw) {
  for (const Status& status : {check_files(raw), check_lint(raw)}) {
    if (!status) return status.error();
  }
  auto views = view_options_of(raw);
  if (!views) return views.error();
  auto levels = rule_levels(raw.rules);
  if (!levels) return levels.error();
  LintCommand command;
  command.files = files_of(raw);
  command.search = {raw.ignore_patterns, !raw.no_ignore};
  command.views = std::move(views).value();
  command.levels = std::move(levels).value();
  command.shared_memory = raw.shared_memory;
  command.config = raw.config;
  command.use_config = !raw.no_config;
  command.print_config = raw.print_config;
  command.format = format_of(raw.format);
  command.output_file = raw.output_file == "-" ? "" : raw.output_file;
  command.max_warnings = raw.max_warnings;
  command.baseline = raw.baseline;
  command.update_baseline = raw.update_baseline;
  command.fix = raw.fix;
  if (!raw.stdin_name.empty()) command.stdin_name = raw.stdin_name;
  command.stats = raw.stats;
  command.jobs = raw.jobs;
  command.color = color_of(raw);
  command.verbosity = verbosity_of(raw);
  return Command(std::move(command));
}

Result<Command> explain_command(const RawArguments& raw) {
  if (raw.passes.size() != 1) {
    return Error{"explain needs the name of one pass or rule\n'heaplift passes' and 'heaplift rules' list them"};
  }
  const std::string& name = raw.passes.front();
  const ExplainCommand command{find_pass(name), find_rule(name)};
  if (command.pass != nullptr || command.rule != nullptr) return Command(command);
  std::vector<std::string> known = pass_names();
  for (const std::string& rule : rule_names()) known.push_back(rule);
  return Error{"unknown pass or rule '" + name + "'" + hint(name, known) +
               "\n'heaplift passes' and 'heaplift rules' list them"};
}

Result<Command> runtime_command(const RawArguments& raw) {
  if (raw.passes.size() > 1) return Error{"runtime prints the helpers of one pass at a time"};
  if (const Status status = check_prefix(raw.prefix); !status) return status.error();
  auto chosen = passes_of(raw);
  if (!chosen) return chosen.error();
  RuntimeCommand command{chosen.value().front(), {}};
  if (!raw.prefix.empty()) command.site.prefix = raw.prefix;
  if (!raw.memory.empty()) command.site.memory = raw.memory;
  command.site.names = method_names_of(raw);
  return Command(std::move(command));
}

Result<Command> command_of(const CLI::App& chosen, const RawArguments& raw) {
  const std::string& name = chosen.get_name();
  if (name == "rewrite") return rewrite_command(raw, chosen);
  if (name == "views") return views_command(raw);
  if (name == "lint") return lint_command(raw);
  if (name == "rules") return Command(RulesCommand{});
  if (name == "explain") return explain_command(raw);
  if (name == "runtime") return runtime_command(raw);
  if (name == "completion") return Command(HelpText{completion_for(raw.shell, describe(*chosen.get_parent()))});
  if (name == "man") return Command(HelpText{man_page(describe(*chosen.get_parent()))});
  return Command(PassesCommand{});
}

// The message for words that no flag or command takes; CLI11's own has no hint.
std::string unexpected(const CLI::App& command, const std::vector<std::string>& words) {
  const std::string& word = words.front();
  if (!word.starts_with("-")) return "unexpected argument '" + word + "'";
  const std::string flag = word.substr(0, word.find('='));
  return "unknown option '" + flag + "'" + hint(flag, flag_names(command));
}

// A flag without its value, or given too often.
std::string mismatch(const CLI::ArgumentMismatch& error) {
  const std::string what = error.what();
  const std::string flag = what.substr(0, what.find(':'));
  return flag + (what.find("missing") == std::string::npos ? " can be given only once" : " needs a value");
}

std::string see_help(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return "\nsee 'heaplift " + (chosen.empty() ? "" : chosen.front()->get_name() + " ") + "--help'";
}

// CLI11 takes a file called `[a,b]` to be a list of two; with a folder in front it does not.
std::string without_list(const std::string& word) {
  return word.starts_with('[') && word.ends_with(']') ? "./" + word : word;
}

Command parse_by(CLI::App& app, const RawArguments& raw, std::vector<std::string> reversed) {
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    return HelpText{app.help()};
  } catch (const CLI::CallForVersion& version) {
    return HelpText{std::string(version.what()) + "\n"};
  } catch (const CLI::ExtrasError&) {
    const auto chosen = app.get_subcommands();
    return UsageError{unexpected(chosen.empty() ? app : *chosen.front(), app.remaining(true)) + see_help(app)};
  } catch (const CLI::ArgumentMismatch& error) {
    return UsageError{mismatch(error) + see_help(app)};
  } catch (const CLI::ParseError& error) {
    return UsageError{error.what() + see_help(app)};
  }
  const auto chosen = app.get_subcommands();
  if (chosen.empty()) return UsageError{"a command is missing\n\n" + app.help()};
  auto command = command_of(*chosen.front(), raw);
  return command ? std::move(command).value() : UsageError{command.error().message};
}

}  // namespace

Command parse_arguments(const std::vector<std::string>& arguments) {
  RawArguments raw;
  CLI::App app("Rewrites JavaScript accesses to WebAssembly memory views so that they survive memory growth.",
               "heaplift");
  declare_commands(app, raw);
  const auto commands = command_names(app);
  if (!arguments.empty() && !arguments.front().starts_with("-") &&
      std::ranges::find(commands, arguments.front()) == commands.end()) {
    return UsageError{"unknown command '" + arguments.front() + "'" + hint(arguments.front(), commands) +
                      "\nsee 'heaplift --help'"};
  }
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  std::ranges::transform(reversed, reversed.begin(), without_list);
  return parse_by(app, raw, std::move(reversed));
}

}  // namespace heaplift
