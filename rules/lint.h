// Linting a file: the library's other front door. Maps a source to findings and diagnostics; touches no disk.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "rules/rule.h"
#include "src/base/result.h"

namespace heaplift {

// How severe each rule is, by its place in rules(); none: the rule is off.
using RuleLevels = std::vector<std::optional<Severity>>;

[[nodiscard]] RuleLevels default_levels();

struct LintOptions {
  ViewOptions views;
  RuleLevels levels = default_levels();
  GrowthOptions growth;
  bool memory_is_shared = false;  // other threads may use the memory, whatever the file shows
};

struct LintResult {
  std::vector<Finding> findings;        // ascending by place, then by rule; without those that are suppressed
  std::vector<Diagnostic> diagnostics;  // ascending: text that is no JavaScript; nothing that rules found
  std::size_t suppressed = 0;           // findings that comments suppress
  [[nodiscard]] bool failed() const;    // a diagnostic is an error: the file could not be judged
};

// Runs the rules that are on over `source`. An Error means that heaplift itself is at fault.
[[nodiscard]] Result<LintResult> lint(const Source& source, const LintOptions& options);

}  // namespace heaplift
