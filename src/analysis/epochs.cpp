#include "src/analysis/epochs.h"

#include <algorithm>

namespace heaplift {
namespace {

// The state at a point: the event that began the epoch, or one of these.
using State = std::uint32_t;
constexpr State kUnreached = UINT32_MAX;
constexpr State kOutside = UINT32_MAX - 1;

State joined(State a, State b) { return a == kUnreached ? b : b == kUnreached || a == b ? a : kOutside; }

class EpochFinder {
 public:
  EpochFinder(const Flow& flow, FunctionId function, const std::vector<EpochEvent>& effects)
      : flow_(flow), part_(flow.functions[function]), effects_(effects) {}

  std::vector<Epoch> run();

 private:
  void order_blocks();
  bool pass();
  [[nodiscard]] State after(BlockId block, State state) const;
  [[nodiscard]] State step(State state, std::uint32_t event) const;
  [[nodiscard]] std::size_t place_of(BlockId block) const { return block - part_.first_block; }

  const Flow& flow_;
  FunctionFlow part_;
  const std::vector<EpochEvent>& effects_;
  std::vector<BlockId> order_;     // reverse postorder
  std::vector<std::size_t> rank_;  // by block of the function: its place in `order_`
  std::vector<State> before_;      // by block of the function
  std::vector<bool> outside_;      // by block of the function: a path from behind comes in with another state
};

// Depth first, with a stack of blocks and how many of their successors were seen.
void EpochFinder::order_blocks() {
  const std::size_t count = part_.end_block - part_.first_block;
  rank_.assign(count, count);
  std::vector<bool> seen(count, false);
  std::vector<std::pair<BlockId, std::size_t>> stack{{part_.first_block, 0}};
  seen[0] = true;
  while (!stack.empty()) {
    auto& [block, next] = stack.back();
    const auto successors = flow_.successors(block);
    if (next == successors.size()) {
      order_.push_back(block);
      stack.pop_back();
      continue;
    }
    const BlockId successor = successors[next++];
    if (seen[place_of(successor)]) continue;
    seen[place_of(successor)] = true;
    stack.emplace_back(successor, 0);
  }
  std::reverse(order_.begin(), order_.end());
  for (std::size_t i = 0; i < order_.size(); ++i) rank_[place_of(order_[i])] = i;
}

State EpochFinder::step(State state, std::uint32_t event) const {
  switch (effects_[event]) {
    case EpochEvent::end:
      return kOutside;
    case EpochEvent::place:
    case EpochEvent::access:
      return state == kOutside ? event : state;
    case EpochEvent::none:
      break;
  }
  return state;
}

State EpochFinder::after(BlockId block, State state) const {
  for (std::uint32_t event = flow_.blocks[block].first_event; event < flow_.blocks[block].end_event; ++event) {
    state = step(state, event);
  }
  return state;
}

// One walk ahead through all blocks, which takes loops to come back with the state that they were entered with; then
// those that do not are noted. Says whether there were such.
bool EpochFinder::pass() {
  before_.assign(rank_.size(), kUnreached);
  before_[0] = kOutside;
  std::vector<State> behind(rank_.size(), kUnreached);
  for (const BlockId block : order_) {
    State& state = before_[place_of(block)];
    if (outside_[place_of(block)]) state = kOutside;
    behind[place_of(block)] = after(block, state);
    for (const BlockId next : flow_.successors(block)) {
      if (rank_[place_of(next)] <= rank_[place_of(block)]) continue;
      before_[place_of(next)] = joined(before_[place_of(next)], behind[place_of(block)]);
    }
  }
  bool changed = false;
  for (const BlockId block : order_) {
    for (const BlockId next : flow_.successors(block)) {
      const std::size_t place = place_of(next);
      if (rank_[place] > rank_[place_of(block)] || outside_[place]) continue;
      if (behind[place_of(block)] == before_[place]) continue;
      outside_[place] = changed = true;
    }
  }
  return changed;
}

std::vector<Epoch> EpochFinder::run() {
  if (part_.first_block == part_.end_block) return {};
  const auto wanted = [&](BlockId block) {
    const auto& of = flow_.blocks[block];
    return std::any_of(effects_.begin() + of.first_event, effects_.begin() + of.end_event,
                       [](EpochEvent effect) { return effect == EpochEvent::access; });
  };
  bool any = false;
  for (BlockId block = part_.first_block; block < part_.end_block && !any; ++block) any = wanted(block);
  if (!any) return {};
  order_blocks();
  outside_.assign(rank_.size(), false);
  constexpr int kMostPasses = 16;  // more than loops in loops are deep
  for (int passes = 0; pass() && passes < kMostPasses; ++passes) {
  }
  std::vector<std::pair<State, std::uint32_t>> members;  // with the event of the access
  for (const BlockId block : order_) {
    State state = before_[place_of(block)];
    for (std::uint32_t event = flow_.blocks[block].first_event; event < flow_.blocks[block].end_event; ++event) {
      state = step(state, event);
      if (effects_[event] == EpochEvent::access) members.emplace_back(state, event);
    }
  }
  std::sort(members.begin(), members.end());
  std::vector<Epoch> epochs;
  for (const auto& [start, event] : members) {
    if (epochs.empty() || epochs.back().first != start) epochs.emplace_back(start, std::vector<std::uint32_t>());
    epochs.back().second.push_back(flow_.events[event].subject);
  }
  return epochs;
}

}  // namespace

std::vector<Epoch> find_epochs(const Flow& flow, FunctionId function, const std::vector<EpochEvent>& effects) {
  return EpochFinder(flow, function, effects).run();
}

}  // namespace heaplift
