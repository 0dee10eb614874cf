// view-bound-before-growth: JavaScript takes a view first and evaluates the other operands then. When one of them
// grows the memory, the operation goes to the old view.
//
// Before:  HEAPU8.set(bytes, _malloc(bytes.length));
// Meant:   const p = _malloc(bytes.length); HEAPU8.set(bytes, p);
//
// The view may be a range (`HEAPU8.subarray(a, b).set(…)`), a buffer (`new Uint8Array(memory.buffer, _malloc(n), n)`),
// or a variable that holds one of these. Declines where the operands are only not known to leave the memory alone:
// growth has to be likely (see growth.h).
#include "rules/view_uses.h"

namespace heaplift {
namespace {

bool takes_operands(const ViewUse& use) {
  return use.kind == UseKind::element || use.kind == UseKind::method || use.kind == UseKind::argument;
}

// `HEAP32[a() >> 2] = v` with the minified `___errno_location`, as in all glue: an export that is called for the address
// of something that is there, without arguments. One that allocates would be told how much.
bool gives_address(const LintContext& context, const ViewUse& use, const GrowthPoint& point) {
  constexpr std::uint32_t kLongest = 3;  // bytes of a minified name
  if (use.kind != UseKind::element || use.user.kind() != Kind::subscript_expression) return false;
  const Node index = use.user.child(Field::index);
  if (index.kind() != Kind::binary_expression) return false;
  const Node call = unwrap(index.child(Field::left));
  if (call.range() != point.range || call.kind() != Kind::call_expression) return false;
  const Node callee = call.child(Field::function);
  const std::string_view op = context.text(index.child(Field::operator_));
  return (op == ">>" || op == ">>>") && callee.kind() == Kind::identifier && callee.range().size() <= kLongest &&
         !call.child(Field::arguments).operand(0);
}

void run(const LintContext& context, Findings& findings) {
  for (const ViewUse& use : context.view_uses.uses) {
    if (!takes_operands(use)) continue;
    const Range operands{use.range.end, use.operation.end};
    const GrowthPoint* point = context.growth.first_in(operands, use.function, Growth::likely);
    if (point != nullptr && gives_address(context, use, *point)) {
      point = context.growth.first_in({point->range.end, operands.end}, use.function, Growth::likely);
    }
    if (point == nullptr) continue;
    findings.add(use.range, "`" + shortened(context, use.range) + "` is taken before " + what_grows(context, *point) +
                                ", which may grow the memory");
  }
}

}  // namespace

Rule view_bound_before_growth_rule() {
  return {.name = "view-bound-before-growth",
          .summary = "a view that is taken before an operand that may grow the memory",
          .severity = Severity::warning,
          .on_by_default = true,
          .fixable = true,
          .run = run};
}

}  // namespace heaplift
