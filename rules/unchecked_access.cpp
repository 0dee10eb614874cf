// unchecked-access: a plain access through a view, where a growth of the memory is not looked for.
//
// Off by default: ordinary glue consists of such accesses. Switched on, it is the gate that a file was rewritten.
// Declines: definitions, aliases, `typeof HEAP8`, and the functions that re-create views.
#include <algorithm>

#include "rules/rule.h"

namespace heaplift {
namespace {

bool reaches_memory(AccessKind kind) {
  switch (kind) {
    case AccessKind::load:
    case AccessKind::store:
    case AccessKind::compound:
    case AccessKind::logical:
    case AccessKind::increment:
    case AccessKind::target:
    case AccessKind::remove:
    case AccessKind::call:
    case AccessKind::property:
    case AccessKind::atomics:
    case AccessKind::value:
      return true;
    case AccessKind::untouched:
      return false;
  }
  return false;
}

// `(growMemViews(), HEAP8)`
bool has_check(const LintContext& context, Range view) {
  const auto& checks = context.views.check_calls;
  const auto found = std::lower_bound(checks.begin(), checks.end(), view.begin,
                                      [](Range check, std::uint32_t at) { return check.begin < at; });
  return found != checks.end() && view.contains(*found);
}

void run(const LintContext& context, Findings& findings) {
  for (const Access& access : context.accesses.accesses) {
    if (!reaches_memory(access.kind)) continue;
    const ViewReference& view = context.accesses.leaves_of(access).front();
    if (view.origin == ViewOrigin::checked || has_check(context, view.range)) continue;
    findings.add(access.base, "`" + std::string(context.source.text(view.range)) +
                                  "` is used without a check whether the memory has grown");
  }
}

}  // namespace

Rule unchecked_access_rule() {
  return {.name = "unchecked-access",
          .summary = "a plain access through a view, in code that must be safe when the memory grows",
          .severity = Severity::error,
          .on_by_default = false,
          .fixable = true,
          .run = run};
}

}  // namespace heaplift
