#include "src/cli/options.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "src/base/result.h"
#include "src/cli/arguments.h"
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

std::optional<ViewType> view_type(std::string_view word) {
  for (std::size_t i = 0; i < kViewTypeCount; ++i) {
    if (kViewTypes[i].id == word) return static_cast<ViewType>(i);
  }
  return view_type_of_name(word);
}

std::vector<std::string> view_type_words() {
  std::vector<std::string> words;
  for (const ViewTypeInfo& type : kViewTypes) {
    words.emplace_back(type.id);
    words.emplace_back(type.canonical_name);
  }
  return words;
}

Result<ViewOptions> view_options_of(const RawArguments& raw) {
  ViewOptions options{raw.memory, {}};
  for (const std::string& word : raw.views) {
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    if (equals == std::string::npos) return Error{"--view needs NAME=TYPE, such as B=HEAPU8, and got '" + word + "'"};
    if (!is_identifier(name)) return Error{"--view: '" + name + "' is no JavaScript identifier"};
    const std::string type_word = word.substr(equals + 1);
    const auto type = view_type(type_word);
    if (!type) return Error{"--view: unknown type '" + type_word + "'" + hint(type_word, view_type_words())};
    options.names.emplace_back(name, *type);
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

std::vector<std::string> files_of(const RawArguments& raw) {
  return raw.files.empty() ? std::vector<std::string>{"-"} : raw.files;
}

Result<Command> rewrite_command(const RawArguments& raw, const CLI::App& given) {
  RewriteCommand command;
  for (const Status& status : {check_files(raw), check_destination(raw, given), check_prefix(raw.prefix)}) {
    if (!status) return status.error();
  }
  auto chosen = passes_of(raw);
  if (!chosen) return chosen.error();
  auto views = view_options_of(raw);
  if (!views) return views.error();
  command.files = files_of(raw);
  command.passes = std::move(chosen).value();
  command.options = {std::move(views).value(), raw.prefix, method_names_of(raw), raw.assume_aligned,
                     raw.runtime == "inject"};
  command.destination = destination_of(raw);
  if (!raw.stdin_name.empty()) command.stdin_name = raw.stdin_name;
  command.check = raw.check;
  command.diff = raw.diff;
  command.verify = raw.verify;
  command.stats = raw.stats;
  command.jobs = raw.jobs;
  command.color = color_of(raw);
  command.verbosity = verbosity_of(raw);
  return Command(std::move(command));
}

Result<Command> views_command(const RawArguments& raw) {
  if (const Status status = check_files(raw); !status) return status.error();
  auto options = view_options_of(raw);
  if (!options) return options.error();
  ViewsCommand command{files_of(raw), std::move(options).value()};
  if (!raw.stdin_name.empty()) command.stdin_name = raw.stdin_name;
  command.json = raw.json;
  command.color = color_of(raw);
  command.verbosity = verbosity_of(raw);
  return Command(std::move(command));
}

Result<Command> explain_command(const RawArguments& raw) {
  if (raw.passes.size() != 1) return Error{"explain needs the name of one pass\n'heaplift passes' lists them"};
  auto pass = pass_of(raw.passes.front());
  if (!pass) return pass.error();
  return Command(ExplainCommand{pass.value()});
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
  if (name == "explain") return explain_command(raw);
  if (name == "runtime") return runtime_command(raw);
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
