// shift-mismatch: a byte address that is shifted for elements of another size than the view has.
//
// Before:  HEAP32[p >> 1]
// Meant:   HEAP32[p >> 2]
//
// Declines: variables that are shifted themselves (`p >>= 2`) or stepped (`p++ >> 1`), sums with a shifted part (`base + (i >> 1)` is an element index, whatever i is), shifts by more than 3
// bits, and `HEAPU8[i >> 3]`, which looks up bits.
#include <set>
#include <string>

#include "rules/pointer_index.h"

namespace heaplift {
namespace {

constexpr std::uint32_t kMostBits = 3;  // of the largest element

bool is_mismatch(const PointerIndex& index, ViewType type) {
  const std::uint32_t wanted = shift_of(type);
  if (index.bits == wanted || index.bits > kMostBits || index.bits == 0) return false;
  return wanted != 0 || index.bits < kMostBits;
}

std::string message(const PointerIndex& index, const ViewReference& view, std::string_view name) {
  const std::uint32_t size = info(view.type).element_size;
  const std::string right = size == 1 ? "are not shifted" : "are shifted by " + std::to_string(shift_of(view.type));
  return "elements of `" + std::string(name) + "` have " + std::to_string(size) + (size == 1 ? " byte" : " bytes") +
         ": byte addresses " + right + ", not by " + std::to_string(index.bits);
}

// Variables that are set to a shifted value somewhere: they hold indices, at least at times.
std::set<BindingId> shifted_variables(const LintContext& context) {
  std::set<BindingId> found;
  for (const Node& name : context.syntax.shifted_in_place) {
    const Reference* reference = context.tracer.reference_at(name.range().begin);
    if (reference != nullptr && reference->binding != kNone) found.insert(reference->binding);
  }
  for (const Write& write : context.scopes.writes) {
    const BindingId binding = context.scopes.references[write.reference].binding;
    if (binding == kNone || context.scopes.bindings[binding].writes < 2 || !write.value) continue;
    const Node value = unwrap(write.value);
    const bool shifts =
        value.kind() == Kind::binary_expression && context.text(value.child(Field::operator_)).starts_with(">>");
    if (shifts) found.insert(binding);
  }
  return found;
}

bool is_address(const LintContext& context, const Node& pointer, const std::set<BindingId>& shifted) {
  if (pointer.kind() == Kind::update_expression) return false;
  if (pointer.kind() != Kind::identifier) return true;
  const Reference* reference = context.tracer.reference_at(pointer.range().begin);
  return reference == nullptr || !shifted.contains(reference->binding);
}

void run(const LintContext& context, Findings& findings) {
  const std::set<BindingId> shifted = shifted_variables(context);
  for (const Access& access : context.accesses.accesses) {
    const ViewReference& view = context.accesses.leaves_of(access).front();
    if (access.leaf_count != 1) continue;
    for (const Node& node : element_indices(context, access)) {
      const auto index = read_pointer_index(context, node);
      if (!index || !is_mismatch(*index, view.type) || !is_address(context, index->pointer, shifted)) continue;
      findings.add(node.range(), message(*index, view, context.source.text(view.range)));
    }
  }
}

}  // namespace

Rule shift_mismatch_rule() {
  return {.name = "shift-mismatch",
          .summary = "a byte address shifted for elements of another size than the view has",
          .severity = Severity::error,
          .on_by_default = true,
          .fixable = false,
          .run = run};
}

}  // namespace heaplift
