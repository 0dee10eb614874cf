// unused-suppression: a comment that switches a rule off where the rule finds nothing.
//
// Only the driver can tell, when all other rules have run: suppressions.cpp.
#include "rules/rule.h"

namespace heaplift {

Rule unused_suppression_rule() {
  return {.name = "unused-suppression",
          .summary = "a comment that suppresses nothing, or names no rule",
          .severity = Severity::warning,
          .on_by_default = true,
          .fixable = false,
          .run = nullptr};
}

}  // namespace heaplift
