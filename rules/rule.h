// What a lint rule is: a name, and a function that looks at what the analysis found in one file and reports places.
//
// A rule reads the analysis and never changes anything. Which rules run, how severe they are, and which findings a
// comment in the file suppresses is decided outside of them (lint.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/syntax_index.h"
#include "src/analysis/accesses.h"
#include "src/analysis/functions.h"
#include "src/analysis/growth.h"
#include "src/analysis/scopes.h"
#include "src/analysis/tracer.h"
#include "src/analysis/views.h"
#include "src/base/diagnostics.h"
#include "src/base/source.h"

namespace heaplift {

class Findings;
struct ViewUses;

// All that rules may look at. Refers to objects that outlive the run of the rules.
struct LintContext {
  const Source& source;
  Node root;
  const Scopes& scopes;
  const Views& views;  // with ViewOptions::any_object: `x.HEAPU8` is a view, whatever x is
  const Accesses& accesses;
  const Tracer& tracer;
  const SyntaxIndex& syntax;
  const Functions& functions;
  const GrowthPoints& growth;
  const ViewUses& view_uses;
  bool memory_is_shared = false;  // the user says that other threads use the memory, whatever the file shows

  [[nodiscard]] std::string_view text(const Node& node) const { return source.text(node.range()); }
};

struct Rule {
  std::string_view name;
  std::string_view summary;  // one line, without a full stop
  Severity severity;         // error or warning, unless the user says otherwise
  bool on_by_default;
  bool fixable;  // `heaplift rewrite` makes findings go away
  // Null for what only the driver can tell: unused suppressions.
  void (*run)(const LintContext& context, Findings& findings);
};

// All rules, in the order in which they are listed.
[[nodiscard]] const std::vector<Rule>& rules();

// The rule called `name`, or null.
[[nodiscard]] const Rule* find_rule(std::string_view name);

// One place that a rule reports.
struct Finding {
  const Rule* rule = nullptr;
  Severity severity = Severity::warning;  // error or warning
  Range range;
  std::string message;  // one line, without a full stop
};

// Where a rule puts what it finds, in any order.
class Findings {
 public:
  void begin(const Rule& rule, Severity severity) {
    rule_ = &rule;
    severity_ = severity;
  }
  void add(Range range, std::string message) { found_.push_back({rule_, severity_, range, std::move(message)}); }
  [[nodiscard]] std::vector<Finding> take() { return std::move(found_); }

 private:
  const Rule* rule_ = nullptr;
  Severity severity_ = Severity::warning;
  std::vector<Finding> found_;
};

}  // namespace heaplift
