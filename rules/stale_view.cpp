// stale-view: a variable holds a view, a range of one, or the memory's buffer, something happens that may grow the
// memory, and then the variable is used.
//
// Before:  const out = HEAPU8.subarray(p, p + n); run(); return out[0];
// Meant:   run(); const out = HEAPU8.subarray(p, p + n); return out[0];
//
// On some path through the function; a variable that is set again behind the growth is fresh. Declines: variables that
// other functions set, uses that only ask whether the variable is there or is of the right buffer, and growth that is
// not known to be likely (see growth.h).
#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "rules/view_uses.h"
#include "src/analysis/flow.h"

namespace heaplift {
namespace {

// What up to 64 variables of a function may hold, a bit for each.
struct State {
  std::uint64_t fresh = 0;
  std::uint64_t stale = 0;
  std::uint32_t growth = kNone;  // a point that made some of them stale
};

class StaleFinder {
 public:
  StaleFinder(const LintContext& context, Findings& findings) : context_(context), findings_(findings) {}

  void run() {
    choose_variables();
    if (variables_.empty()) return;
    for (const Capture& capture : context_.view_uses.captures) {
      if (capture.local) local_.emplace(capture.closure, capture.reference);
    }
    bit_.assign(context_.scopes.bindings.size(), kNone);
    for (std::size_t first = 0; first < variables_.size();) {
      std::size_t end = first + 1;
      while (end < variables_.size() && variables_[end].function == variables_[first].function &&
             end - first < chunk_size(variables_[first].function)) {
        ++end;
      }
      solve(first, end);
      first = end;
    }
  }

 private:
  struct Variable {
    FunctionId function;
    BindingId binding;
  };

  // Variables that only their own function sets.
  void choose_variables() {
    const Scopes& scopes = context_.scopes;
    std::vector<bool> usable(scopes.bindings.size(), false);
    for (BindingId id = 0; id < usable.size(); ++id) usable[id] = context_.view_uses.holds(id);
    std::vector<FunctionId> declared(scopes.bindings.size(), kNone);
    for (BindingId id = 0; id < usable.size(); ++id) {
      if (usable[id]) declared[id] = context_.functions.around(scopes.bindings[id].declaration.begin);
    }
    for (const Reference& reference : scopes.references) {
      if (reference.binding == kNone || !usable[reference.binding]) continue;
      if (sets(reference.use) && context_.functions.around(reference.range.begin) != declared[reference.binding]) {
        usable[reference.binding] = false;
      }
    }
    for (BindingId id = 0; id < usable.size(); ++id) {
      if (usable[id]) variables_.push_back({declared[id], id});
    }
    std::stable_sort(variables_.begin(), variables_.end(),
                     [](const Variable& a, const Variable& b) { return a.function < b.function; });
  }

  // One variable at a time gives the best messages; many at a time bound the work in large functions.
  [[nodiscard]] std::size_t chunk_size(FunctionId function) const {
    constexpr std::size_t kLargeFunction = 1000;  // blocks
    const FunctionFlow& part = context_.view_uses.flow.functions[function];
    return part.end_block - part.first_block > kLargeFunction ? 64 : 1;
  }

  void step(State& state, const Event& event) const {
    switch (event.kind) {
      case EventKind::growth:
        if (context_.growth.points()[event.subject].growth < Growth::likely || state.fresh == 0) break;
        state.stale |= state.fresh;
        state.fresh = 0;
        state.growth = event.subject;
        break;
      case EventKind::write:
      case EventKind::declare: {
        const bool write = event.kind == EventKind::write;
        const BindingId binding = write ? context_.scopes.references[event.subject].binding : event.subject;
        if (bit_[binding] == kNone) break;
        const std::uint64_t mask = std::uint64_t{1} << bit_[binding];
        state.stale &= ~mask;
        state.fresh &= ~mask;
        if (write && context_.view_uses.sets_view[event.subject]) state.fresh |= mask;
        break;
      }
      case EventKind::read:
      case EventKind::access:
      case EventKind::bind:
      case EventKind::place:
        break;
    }
  }

  void solve(std::size_t first, std::size_t end) {
    const Flow& flow = context_.view_uses.flow;
    for (std::size_t i = first; i < end; ++i) bit_[variables_[i].binding] = static_cast<std::uint32_t>(i - first);
    const FunctionId function = variables_[first].function;
    State entry;
    for (std::size_t i = first; i < end; ++i) {
      const Binding& binding = context_.scopes.bindings[variables_[i].binding];
      if (binding.kind == BindingKind::parameter && binding.writes == 1) entry.fresh |= std::uint64_t{1} << (i - first);
    }
    const auto states = solve_forward(
        flow, function, entry,
        [&](BlockId block, State state) {
          for (const Event& event : flow.events_of(block)) step(state, event);
          return state;
        },
        [](State& into, const State& from) {
          const State before = into;
          into.fresh |= from.fresh;
          into.stale |= from.stale;
          if (into.growth == kNone) into.growth = from.growth;
          return into.fresh != before.fresh || into.stale != before.stale;
        });
    const FunctionFlow& part = flow.functions[function];
    for (BlockId block = part.first_block; block < part.end_block; ++block) {
      State state = states[block - part.first_block];
      for (const Event& event : flow.events_of(block)) {
        if (event.kind == EventKind::read) {
          check(state, event.subject);
          check_closure(state, event.subject);
        }
        step(state, event);
      }
    }
    for (std::size_t i = first; i < end; ++i) bit_[variables_[i].binding] = kNone;
  }

  void check(const State& state, ReferenceId id) {
    const Reference& reference = context_.scopes.references[id];
    const std::uint32_t bit = bit_[reference.binding];
    if (bit == kNone || ((state.stale >> bit) & 1) == 0 || context_.view_uses.benign_read[id]) return;
    const GrowthPoint& point = context_.growth.points()[state.growth];
    findings_.add(reference.range, "`" + shortened(context_, reference.range) + "` was taken before " +
                                       what_grows(context_, point) + ", which may have grown the memory");
  }

  // A closure that is called here uses the variables that it captures.
  void check_closure(const State& state, ReferenceId callee) {
    const FunctionId closure = context_.functions.of_binding[context_.scopes.references[callee].binding];
    if (closure == kNone || state.stale == 0) return;
    const auto [first, last] = local_.equal_range(closure);
    for (auto i = first; i != last; ++i) {
      const std::uint32_t bit = bit_[context_.scopes.references[i->second].binding];
      const bool stale = bit != kNone && ((state.stale >> bit) & 1) != 0;
      if (stale && reported_.insert(i->second).second) check(state, i->second);
    }
  }

  const LintContext& context_;
  Findings& findings_;
  std::multimap<FunctionId, ReferenceId> local_;  // what closures capture that only their function calls
  std::set<ReferenceId> reported_;                // of these
  std::vector<Variable> variables_;               // by function
  std::vector<std::uint32_t> bit_;                // by BindingId: in the state; kNone: not looked at now
};

void run(const LintContext& context, Findings& findings) { StaleFinder(context, findings).run(); }

}  // namespace

Rule stale_view_rule() {
  return {.name = "stale-view",
          .summary = "a variable with a view that is used after the memory may have grown",
          .severity = Severity::warning,
          .on_by_default = true,
          .fixable = false,
          .run = run};
}

}  // namespace heaplift
