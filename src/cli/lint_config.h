// heaplift.jsonc: what a project says about linting (docs/lint.md, heaplift.schema.json).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/lint.h"
#include "src/base/source.h"
#include "src/cli/options.h"

namespace heaplift {

// The severities for some files.
struct LintOverride {
  std::vector<std::string> files;  // patterns as in .gitignore, relative to the folder of the configuration
  std::vector<RuleLevel> levels;
};

struct LintConfig {
  std::vector<RuleLevel> levels;
  std::vector<LintOverride> overrides;  // the last that matches counts
  std::vector<std::string> ignore;      // patterns as in .gitignore
  ViewOptions views;
  GrowthOptions growth;
  bool shared_memory = false;
};

inline constexpr std::string_view kConfigName = "heaplift.jsonc";

// Reads a configuration. What it does not know is an error, with a hint for misspelled words.
[[nodiscard]] LintConfig read_lint_config(const Source& source, std::vector<Diagnostic>& diagnostics);

// What holds for a file; `path` is relative to the folder of the configuration.
[[nodiscard]] LintOptions lint_options(const LintConfig& config, std::string_view path);

// Whether `ignore` of the configuration excludes the file.
[[nodiscard]] bool is_ignored(const LintConfig& config, std::string_view path);

// JSON with all that holds for a file, as `--print-config` shows it.
[[nodiscard]] std::string print_lint_options(const LintOptions& options);

// The rule called `name`, or an Error with a hint; and a severity by its word: off, warning or error.
[[nodiscard]] Result<const Rule*> rule_called(const std::string& name);
[[nodiscard]] Result<std::optional<Severity>> severity_called(const std::string& word);
// The type of a view by its word: i8 … f64 or HEAP8 … HEAPF64.
[[nodiscard]] Result<ViewType> view_type_called(const std::string& word);

}  // namespace heaplift
