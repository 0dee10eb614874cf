// Flow: the control-flow graph of each function of a file, with what matters to views as events in the order of
// evaluation, and a solver for forward data-flow problems over it.
//
// Every construct of the language has its edges: branches, short-circuit operators, optional chains, defaults, loops
// with their back edges, switches with fall-through, labels, exceptions, `finally` (once, with an edge to wherever it
// may go on). What a `finally` or an optional chain goes on with does not depend on how it was reached: the graph has
// some paths that no program takes, and none too few. The bodies of functions are graphs of their own; static blocks
// and static fields belong to the function around the class, other fields to that of the class.
//
// The graph has a size in proportion to the file's. It is built in one walk over the tree, without recursion.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <utility>
#include <vector>

#include "grammar/node.h"
#include "src/analysis/accesses.h"
#include "src/analysis/functions.h"
#include "src/analysis/growth.h"
#include "src/analysis/places.h"
#include "src/analysis/scopes.h"

namespace heaplift {

using BlockId = std::uint32_t;

enum class EventKind : std::uint8_t {
  growth,   // subject: of GrowthPoints::points; not those that are proven to be `never`
  access,   // subject: of Accesses::accesses; behind its operands
  read,     // subject: a ReferenceId of a followed variable, whose value is taken
  write,    // subject: a ReferenceId of a followed variable, which has its new value
  declare,  // subject: the BindingId of a followed variable, declared without a value
  bind,     // subject: of Accesses::accesses; its view is evaluated, ahead of its operands. Only where places are given
  place,    // subject: of the places that were given
};

struct Event {
  EventKind kind;
  std::uint32_t subject;
};

// Events that follow each other without a branch.
struct Block {
  std::uint32_t first_event = 0;
  std::uint32_t end_event = 0;
  std::uint32_t first_edge = 0;  // of Flow::edges
  std::uint32_t end_edge = 0;
};

// The blocks of a function: consecutive, the first is where it is entered.
struct FunctionFlow {
  BlockId first_block = 0;
  BlockId end_block = 0;
};

struct Flow {
  std::vector<Event> events;
  std::vector<Block> blocks;
  std::vector<BlockId> edges;
  std::vector<FunctionFlow> functions;  // by FunctionId

  [[nodiscard]] std::span<const Event> events_of(BlockId block) const {
    return std::span(events).subspan(blocks[block].first_event, blocks[block].end_event - blocks[block].first_event);
  }
  [[nodiscard]] std::span<const BlockId> successors(BlockId block) const {
    return std::span(edges).subspan(blocks[block].first_edge, blocks[block].end_edge - blocks[block].first_edge);
  }
};

// `followed` says for each binding whether reads and writes of it are events; empty: none are. `places` are those that
// get an event. The arguments must outlive the call only.
[[nodiscard]] Flow build_flow(const Node& root, std::string_view text, const Scopes& scopes, const Functions& functions,
                              const GrowthPoints& growth, const Accesses& accesses, const std::vector<bool>& followed,
                              std::span<const Place> places = {});

// Solves a forward problem over one function, to the least fixed point. `transfer(block, state)` gives the state behind
// a block from that before it; `join(into, from)` adds a state to another and says whether that changed it. Gives the
// states before each block, by its place in the function. Blocks that are never reached keep `State()`, which has to
// be neutral in `join`. Takes time in proportion to the edges, times how often a state can change.
template <class State, class Transfer, class Join>
std::vector<State> solve_forward(const Flow& flow, FunctionId function, const State& at_entry, const Transfer& transfer,
                                 const Join& join) {
  const FunctionFlow& part = flow.functions[function];
  const std::size_t count = part.end_block - part.first_block;
  std::vector<State> before(count);
  if (count == 0) return before;
  std::vector<bool> reached(count, false);
  std::vector<bool> queued(count, false);
  std::deque<BlockId> queue{part.first_block};
  join(before[0], at_entry);
  reached[0] = queued[0] = true;
  for (; !queue.empty(); queue.pop_front()) {
    const BlockId block = queue.front();
    const std::size_t place = block - part.first_block;
    queued[place] = false;
    const State after = transfer(block, before[place]);
    for (const BlockId next : flow.successors(block)) {
      const std::size_t target = next - part.first_block;
      const bool changed = join(before[target], after);
      if ((!changed && reached[target]) || queued[target]) {
        reached[target] = true;
        continue;
      }
      reached[target] = queued[target] = true;
      queue.push_back(next);
    }
  }
  return before;
}

}  // namespace heaplift
