// signed-pointer: `p >> 2`, which is negative for addresses from 2 GiB on.
//
// Before:  HEAP32[p >> 2]
// Safe:    HEAP32[p >>> 2]
//
// Off by default: memories of less than 2 GiB are most memories. Declines `/ 4`, which keeps the sign of its operand.
#include "rules/pointer_index.h"

namespace heaplift {
namespace {

void run(const LintContext& context, Findings& findings) {
  for (const Access& access : context.accesses.accesses) {
    for (const Node& node : element_indices(context, access)) {
      const auto index = read_pointer_index(context, node);
      if (!index || !index->sign || index->bits == 0) continue;
      findings.add(node.range(), "this index is negative for addresses of 2 GiB and more; shift with `>>>`");
    }
  }
}

}  // namespace

Rule signed_pointer_rule() {
  return {.name = "signed-pointer",
          .summary = "a byte address shifted by `>>`, in code for memories of 2 GiB and more",
          .severity = Severity::warning,
          .on_by_default = false,
          .fixable = false,
          .run = run};
}

}  // namespace heaplift
