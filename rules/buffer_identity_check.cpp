// buffer-identity-check: a check for growth that compares `memory.buffer`, on a memory that is shared.
//
// Before:  if (wasmMemory.buffer != HEAP8.buffer) updateMemoryViews();
// Safe:    if (HEAP8.length < wasmMemory.grow(0) * 65536) updateMemoryViews();
//
// On V8, `.buffer` can still be the old one after another thread has grown the memory. Declines where the file shows
// no sign that the memory is shared: a growth in the same thread changes `.buffer` at once.
#include "rules/memory_values.h"

namespace heaplift {
namespace {

// `x.buffer`, or something that such a value was put into.
bool is_buffer(const LintContext& context, const Node& node) {
  return node.kind() == Kind::identifier ||
         (node.kind() == Kind::member_expression && context.text(node.child(Field::property)) == "buffer");
}

// `memory.buffer`. The buffer of a view alone is compared to find out whether something lies in the memory.
bool is_buffer_of_memory(const LintContext& context, const Node& node) {
  return node.kind() == Kind::member_expression && context.text(node.child(Field::property)) == "buffer" &&
         is_memory(context, node.child(Field::object));
}

void run(const LintContext& context, Findings& findings) {
  const MemoryKinds kinds(context);
  if (!kinds.any()) return;
  for (const Site& site : context.syntax.comparisons) {
    const Node left = site.node.child(Field::left);
    const Node right = site.node.child(Field::right);
    if (!is_buffer(context, left) || !is_buffer(context, right)) continue;
    if (!is_buffer_of_memory(context, left) && !is_buffer_of_memory(context, right)) continue;
    if (!kinds.at(site.node.range().begin).shared) continue;
    findings.add(site.node.range(),
                 "the buffer of a shared memory can be an old one after another thread has grown the memory");
  }
}

}  // namespace

Rule buffer_identity_check_rule() {
  return {.name = "buffer-identity-check",
          .summary = "a check for growth that compares buffers, of a memory that other threads can grow",
          .severity = Severity::warning,
          .on_by_default = true,
          .fixable = false,
          .run = run};
}

}  // namespace heaplift
