#include "rules/mixed_variables.h"

#include <algorithm>

namespace heaplift {

MixedVariables::MixedVariables(const LintContext& context, const std::vector<bool>& held,
                               const std::vector<bool>& sets_view)
    : context_(context), mixed_(context.scopes.bindings.size(), false) {
  choose(held, sets_view);
}

void MixedVariables::choose(const std::vector<bool>& held, const std::vector<bool>& sets_view) {
  const Scopes& scopes = context_.scopes;
  std::vector<FunctionId> declared(scopes.bindings.size(), kNone);
  std::vector<bool> usable = held;
  for (BindingId id = 0; id < usable.size(); ++id) {
    if (usable[id]) declared[id] = context_.functions.around(scopes.bindings[id].declaration.begin);
  }
  for (ReferenceId id = 0; id < scopes.references.size(); ++id) {
    const Reference& reference = scopes.references[id];
    if (reference.binding == kNone || !usable[reference.binding] || !sets(reference.use)) continue;
    if (!sets_view[id]) mixed_[reference.binding] = true;
    if (context_.functions.around(reference.range.begin) != declared[reference.binding]) {
      usable[reference.binding] = false;
    }
  }
  for (BindingId id = 0; id < usable.size(); ++id) {
    const bool passed = scopes.bindings[id].kind == BindingKind::parameter && scopes.bindings[id].writes > 1;
    mixed_[id] = usable[id] && (passed || mixed_[id]);
    if (mixed_[id]) variables_.push_back({declared[id], id});
  }
  if (variables_.empty()) return;
  std::stable_sort(variables_.begin(), variables_.end(),
                   [](const Variable& a, const Variable& b) { return a.function < b.function; });
  bit_.assign(scopes.bindings.size(), kNone);
  reads_view_.assign(scopes.references.size(), false);
  for (ReferenceId id = 0; id < scopes.references.size(); ++id) {  // closures run at any time
    const Reference& reference = scopes.references[id];
    if (reference.binding == kNone || !mixed_[reference.binding]) continue;
    reads_view_[id] = context_.functions.around(reference.range.begin) != declared[reference.binding];
  }
}

bool MixedVariables::reads_view(ReferenceId reference) const {
  const BindingId binding = context_.scopes.references[reference].binding;
  return binding == kNone || !mixed_[binding] || reads_view_[reference];
}

bool MixedVariables::follow_some(const Flow& flow, const std::vector<bool>& sets_view, std::size_t first,
                                 std::size_t end) {
  for (std::size_t i = first; i < end; ++i) bit_[variables_[i].binding] = static_cast<std::uint32_t>(i - first);
  const auto step = [&](std::uint64_t& state, const Event& event) {
    const bool write = event.kind == EventKind::write;
    if (!write && event.kind != EventKind::declare) return;
    const BindingId binding = write ? context_.scopes.references[event.subject].binding : event.subject;
    if (bit_[binding] == kNone) return;
    const std::uint64_t mask = std::uint64_t{1} << bit_[binding];
    state &= ~mask;
    if (write && sets_view[event.subject]) state |= mask;
  };
  const FunctionId function = variables_[first].function;
  const auto states = solve_forward(
      flow, function, std::uint64_t{0},
      [&](BlockId block, std::uint64_t state) {
        for (const Event& event : flow.events_of(block)) step(state, event);
        return state;
      },
      [](std::uint64_t& into, std::uint64_t from) {
        const std::uint64_t before = into;
        into |= from;
        return into != before;
      });
  bool changed = false;
  const FunctionFlow& part = flow.functions[function];
  for (BlockId block = part.first_block; block < part.end_block; ++block) {
    std::uint64_t state = states[block - part.first_block];
    for (const Event& event : flow.events_of(block)) {
      step(state, event);
      if (event.kind != EventKind::read || reads_view_[event.subject]) continue;
      const std::uint32_t bit = bit_[context_.scopes.references[event.subject].binding];
      if (bit == kNone || ((state >> bit) & 1) == 0) continue;
      reads_view_[event.subject] = changed = true;
    }
  }
  for (std::size_t i = first; i < end; ++i) bit_[variables_[i].binding] = kNone;
  return changed;
}

bool MixedVariables::follow(const Flow& flow, const std::vector<bool>& sets_view) {
  constexpr std::size_t kMost = 64;  // the bits of a state
  bool changed = false;
  for (std::size_t first = 0; first < variables_.size();) {
    std::size_t end = first + 1;
    while (end < variables_.size() && variables_[end].function == variables_[first].function && end - first < kMost) {
      ++end;
    }
    changed |= follow_some(flow, sets_view, first, end);
    first = end;
  }
  return changed;
}

}  // namespace heaplift
