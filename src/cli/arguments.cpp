#include "src/cli/arguments.h"

#include <memory>

namespace heaplift {
namespace {

constexpr auto kOverview =
    R"(Examples:
  heaplift rewrite app.js -o app.safe.js      rewrites one file into another
  heaplift rewrite -i dist/*.js               rewrites files where they are
  heaplift rewrite --diff app.js              only shows what would change
  heaplift lint dist/*.js                     reports what can go wrong when memory grows
  heaplift views app.js                       shows which memory views were found

'heaplift COMMAND --help' tells more about each command.
Exit codes: 0 done; 1 lint has findings, or --check found files to\nchange; 2 anything that went wrong.)";

constexpr auto kRewriteHelp =
    R"(Examples:
  heaplift rewrite app.js                     prints the rewritten file
  heaplift rewrite < app.js > app.safe.js     the same, as a filter
  heaplift rewrite app.js -o app.safe.js      writes it to another file
  heaplift rewrite -i dist/*.js               rewrites all these files where they are
  heaplift rewrite --out-dir out a.js lib/b.js
                                              writes out/a.js and out/lib/b.js
  heaplift rewrite --diff app.js | git apply  shows the changes, for others to make
  heaplift rewrite --check dist/*.js          for continuous integration: exit code 1
                                              if a file still has to be rewritten
  heaplift rewrite --source-map app.js -o b.js
                                              writes b.js.map, too
  heaplift rewrite --check --format github dist/*.js
                                              the same, annotating a pull request
  heaplift rewrite -p memory-methods app.js   another pass; 'heaplift passes' lists them

If anything is wrong with any of the files, none is written.)";

constexpr auto kViewsHelp =
    R"(Examples:
  heaplift views app.js                       the views of a file and their memories
  heaplift views --json dist/*.js | jq .      the same for programs
  heaplift views --view B=HEAPU8 min.js       with a name that only you know)";

constexpr auto kLintHelp =
    R"(Examples:
  heaplift lint src dist/app.js               reports what can go wrong when memory grows
  heaplift lint --format sarif -o out.sarif src
                                              for tools; json, github and junit as well
  heaplift lint --rule unchecked-access=error dist/app.js
                                              also whatever has not been rewritten
  heaplift explain shift-mismatch             what a rule is about

Comments switch rules off: // heaplift-disable-next-line RULE -- reason
Exit codes: 0 no findings; 1 findings; 2 anything that went wrong.)";

constexpr auto kExplainHelp =
    R"(Examples:
  heaplift explain growth-check
  heaplift explain shift-mismatch)";

constexpr auto kRuntimeHelp =
    R"(Rewritten files carry the part of the runtime that they need. With 'rewrite --runtime none' they do not, and
you load this instead, in a scope that they all see.

Examples:
  heaplift runtime > runtime.js
  heaplift runtime -p memory-methods --names js --memory Module.wasmMemory)";

constexpr auto kCompletionHelp =
    R"(Examples:
  source <(heaplift completion bash)          for this session; or in ~/.bashrc
  heaplift completion zsh > "${fpath[1]}/_heaplift"
  heaplift completion fish > ~/.config/fish/completions/heaplift.fish)";

// Help without the marks that CLI11 puts behind flags that may be repeated.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter() {
    column_width(kColumn);
    label("SUBCOMMAND", "COMMAND");
    label("OPTIONS", "FLAGS");
  }

  // Less what a flag means without a value, `{.}`.
  std::string make_option_name(const CLI::Option* option, bool is_positional) const override {
    const std::string name = CLI::Formatter::make_option_name(option, is_positional);
    return name.substr(0, name.find('{'));
  }

  std::string make_option_opts(const CLI::Option* option) const override {
    const std::string type = option->get_type_name();
    return type.empty() || type.starts_with('[') ? type : " " + type;
  }

 private:
  static constexpr std::size_t kColumn = 36;
};

// Each time the flag is given adds one word, so that a file name may follow it.
CLI::Option* add_list(CLI::App& app, const char* name, std::vector<std::string>& words, const char* description) {
  return app.add_option(name, words, description)->allow_extra_args(false);
}

CLI::Option* add_text(CLI::App& app, const char* name, std::string& text, const char* type, const char* description) {
  return app.add_option(name, text, description)->type_name(type);
}

std::string joined(const std::vector<std::string>& choices) {
  std::string text;
  for (const std::string& choice : choices) text += (text.empty() ? "" : "|") + choice;
  return text;
}

void add_choice(CLI::App& app, const char* name, std::string& text, const std::vector<std::string>& choices,
                const char* description) {
  app.add_option(name, text, description)->check(CLI::IsMember(choices).description(""))->type_name(joined(choices));
}

void add_files(CLI::App& app, RawArguments& raw, const char* description) {
  app.add_option("FILE", raw.files, description)->type_name("");
  add_text(app, "--stdin-filename", raw.stdin_name, "NAME", "What messages call standard input");
  add_list(app, "--ignore-pattern", raw.ignore_patterns, "Leave out what the pattern matches, as in .gitignore")
      ->type_name("PATTERN");
  app.add_flag("--no-ignore", raw.no_ignore, "Take files, too, that .gitignore excludes from folders and patterns");
}

void add_pass(CLI::App& app, RawArguments& raw, const char* description) {
  add_list(app, "-p,--pass", raw.passes, description)->delimiter(',')->type_name("PASS");
}

void add_view_names(CLI::App& app, RawArguments& raw) {
  add_text(app, "--memory", raw.memory, "NAME", "How the files refer to the memory, if not as wasmMemory");
  add_list(app, "--view", raw.views, "Another name of a view; TYPE is i8, u8, ..., f64 or HEAP8, ..., HEAPF64")
      ->type_name("NAME=TYPE");
}

void add_method_names(CLI::App& app, RawArguments& raw) {
  add_text(app, "--prefix", raw.prefix, "P", "What added names begin with; default hl_");
  add_choice(app, "--names", raw.names, {"wasm", "js"}, "Names of memory methods: load8_s (default) or loadInt8");
}

void add_messages(CLI::App& app, RawArguments& raw) {
  add_choice(app, "--color", raw.color, {"auto", "always", "never"},
             "Colours in messages; default auto: on a terminal, unless NO_COLOR is set");
  app.add_flag("-q,--quiet", raw.quiet, "No warnings");
  app.add_flag("-v,--verbose", raw.verbose, "Notes, too");
}

void add_jobs(CLI::App& app, RawArguments& raw) {
  app.add_option("-j,--jobs", raw.jobs, "Files to work on at once; default: one for each processor")
      ->check(CLI::Range(0U, 1024U).description(""))
      ->type_name("N");
}

void add_destination(CLI::App& app, RawArguments& raw) {
  add_text(app, "-o,--output", raw.output, "FILE", "Write the result to FILE");
  add_text(app, "--out-dir", raw.out_dir, "DIR", "Write each result below DIR, under the path of its input");
  app.add_flag("-i,--in-place,-w,--write", raw.in_place, "Replace each file by its result");
  app.add_flag("--check", raw.check,
               "Write nothing; list the files that would change and exit with 1 if there are any");
  app.add_flag("--diff", raw.diff, "Write nothing; print a patch");
  app.add_flag(std::string("--source-map{") + kSourceMapBeside + "}", raw.source_map,
               "Make a source map, too: beside the result, or in FILE, or inline")
      ->type_name("[=FILE|inline]");
}

void declare_rewrite(CLI::App& app, RawArguments& raw) {
  CLI::App& command = *app.add_subcommand("rewrite", "Rewrite accesses to memory views so that they survive growth");
  add_files(command, raw, "JavaScript files, folders of them, or patterns; - or none: standard input");
  add_pass(command, raw, "What to do, several times or with commas for several; default growth-check");
  add_destination(command, raw);
  add_view_names(command, raw);
  add_method_names(command, raw);
  command.add_flag("-O,--optimize", raw.optimize,
                   "Check once for many accesses, where the memory cannot grow in between");
  command.add_flag("--assume-aligned", raw.assume_aligned, "Take p in HEAP32[p >> 2] to be a multiple of 4");
  add_choice(command, "--runtime", raw.runtime, {"inject", "none"},
             "Put the needed helpers into the file (default) or not");
  command.add_flag("--verify", raw.verify, "Check the result: it parses, and a second run changes nothing");
  add_jobs(command, raw);
  command.add_flag("--stats", raw.stats, "Print what was done to standard error");
  add_choice(command, "--format", raw.format, {"text", "github"},
             "Messages for people (default), or annotations for GitHub Actions");
  add_messages(command, raw);
  command.footer(kRewriteHelp);
}

void declare_views(CLI::App& app, RawArguments& raw) {
  CLI::App& command = *app.add_subcommand("views", "Show the views and memories that are found in files");
  add_files(command, raw, "JavaScript files, folders of them, or patterns; - or none: standard input");
  command.add_flag("--json", raw.json, "Print JSON");
  add_view_names(command, raw);
  add_messages(command, raw);
  command.footer(kViewsHelp);
}

void declare_lint(CLI::App& app, RawArguments& raw) {
  CLI::App& command = *app.add_subcommand("lint", "Report what can go wrong when the memory grows");
  add_files(command, raw, "JavaScript files, folders of them, or patterns; - or none: standard input");
  add_choice(command, "--format", raw.format, {"text", "short", "json", "sarif", "github", "junit"},
             "How to report; default text");
  add_text(command, "-o,--output-file", raw.output_file, "FILE", "Write the report to FILE");
  add_list(command, "--rule", raw.rules, "Switch a rule off or on; LEVEL is off, warning or error")
      ->type_name("RULE=LEVEL");
  command
      .add_option("--max-warnings", raw.max_warnings, "Exit with 0 as long as there are no more warnings; default 0")
      ->type_name("N");
  add_text(command, "--config", raw.config, "FILE", "Read FILE instead of the nearest heaplift.jsonc above each file");
  command.add_flag("--no-config", raw.no_config, "Read no heaplift.jsonc");
  add_text(command, "--print-config", raw.print_config, "FILE", "Print what holds for FILE, and lint nothing");
  add_text(command, "--baseline", raw.baseline, "FILE", "Do not report the findings that FILE lists");
  command.add_flag("--update-baseline", raw.update_baseline, "Write the findings of now to the baseline");
  command.add_flag("--fix", raw.fix, "Rewrite files (growth-check) that have findings which that fixes");
  command.add_flag("--shared-memory", raw.shared_memory, "Other threads use the memory, whatever a file shows");
  add_view_names(command, raw);
  add_jobs(command, raw);
  command.add_flag("--stats", raw.stats, "Print how many findings there are of each rule to standard error");
  add_messages(command, raw);
  command.footer(kLintHelp);
}

void declare_others(CLI::App& app, RawArguments& raw) {
  app.add_subcommand("passes", "List the passes");
  app.add_subcommand("rules", "List the rules of lint");
  CLI::App& explain = *app.add_subcommand("explain", "Show what a pass does, or what a rule is about");
  explain.add_option("NAME", raw.passes, "The name of a pass or rule")->type_name("")->allow_extra_args(false);
  explain.footer(kExplainHelp);
  CLI::App& runtime = *app.add_subcommand("runtime", "Print the helpers that rewritten files call");
  add_pass(runtime, raw, "The pass; default growth-check");
  add_method_names(runtime, raw);
  add_text(runtime, "--memory", raw.memory, "NAME", "An expression for the memory; default wasmMemory");
  runtime.footer(kRuntimeHelp);
  CLI::App& completion = *app.add_subcommand("completion", "Print a script that lets a shell complete heaplift");
  const std::vector<std::string> shells = {"bash", "zsh", "fish"};
  completion.add_option("SHELL", raw.shell, "The shell")
      ->required()
      ->check(CLI::IsMember(shells).description(""))
      ->type_name(joined(shells));
  completion.footer(kCompletionHelp);
  app.add_subcommand("man", "Print the manual page")->footer("Example:\n  heaplift man | man -l -");
}

}  // namespace

void declare_commands(CLI::App& app, RawArguments& raw) {
  app.formatter(std::make_shared<HelpFormatter>());
  app.set_version_flag("--version", "heaplift " HEAPLIFT_VERSION, "Print the version and exit");
  app.require_subcommand(0, 1);
  app.footer(kOverview);
  declare_rewrite(app, raw);
  declare_views(app, raw);
  declare_lint(app, raw);
  declare_others(app, raw);
}

}  // namespace heaplift
