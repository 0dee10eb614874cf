// Flow graph: the graph while it is built, and where jumps and exceptions go.
//
// There is a current block, to which events are added. Blocks may be made before they begin, so that jumps have a
// target. A jump out of a `try` with `finally` goes there first; the end of the `finally` has an edge to wherever jumps
// through it want to go.
#pragma once

#include <cstdint>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "src/analysis/flow.h"

namespace heaplift {

inline constexpr BlockId kNoBlock = UINT32_MAX;

class FlowGraph {
 public:
  // Functions nest: what was current comes back at the end.
  void begin_function(FunctionId function);
  void end_function();

  [[nodiscard]] BlockId current() const { return contexts_.back().current; }
  // A block of the current function that has not begun.
  [[nodiscard]] BlockId make();
  // From now on, events belong to `block`, which has not begun before. No edge leads to it yet.
  void begin(BlockId block);
  // Begins a new block behind `from`, or behind nothing if that is kNoBlock.
  BlockId begin_after(BlockId from);
  void edge(BlockId from, BlockId to);
  void add(EventKind kind, std::uint32_t subject);
  // What was just added may throw, or changes what is known: if this is seen by a handler, a block ends here.
  void may_throw();

  // The constructs that jumps look for. Each has to be left by `leave`.
  void enter_loop(BlockId continue_to, BlockId break_to);
  void enter_switch(BlockId break_to);
  void enter_label(std::string_view name, BlockId break_to);
  // From here on exceptions go to `handler`: a `catch`, or a `finally` that jumps pass through as well.
  void enter_handler(BlockId handler, bool is_finally);
  // The innermost handler is done with; `enter_handler` may follow for the next part of the same statement.
  void leave();
  // Leaves the `finally` handler; at the end of the `finally`, `leave_finally` makes its edges.
  using Jumps = std::set<std::pair<std::uint32_t, BlockId>>;
  [[nodiscard]] Jumps leave_handler();
  void leave_finally(Jumps jumps);

  // Jumps out of the current block; a new one begins, to which nothing leads.
  void jump_break(std::string_view label);
  void jump_continue(std::string_view label);
  void jump_return();
  void jump_throw();

  [[nodiscard]] Flow take(std::size_t function_count);

 private:
  struct Control {
    std::string_view label{};
    BlockId break_to = kNoBlock;
    BlockId continue_to = kNoBlock;
    bool breakable = false;  // by `break` without a label
    bool is_finally = false;
    std::uint32_t handler = 0;   // one more than the innermost handler's place, this one's included
    std::uint32_t finally = 0;   // the same for `finally`
    std::uint32_t loop = 0;      // the same for loops
    std::uint32_t breaking = 0;  // the same for what `break` leaves
    Jumps jumps{};               // `finally`: by place of the target's construct, and target
  };
  struct Context {
    FunctionId function = 0;
    BlockId current = kNoBlock;
    std::vector<Control> controls{};
  };

  void end_block();
  Control& push(Control control);
  [[nodiscard]] std::vector<Control>& controls() { return contexts_.back().controls; }
  [[nodiscard]] std::uint32_t find_label(std::string_view label);
  void jump(std::uint32_t place, BlockId target);
  void send(BlockId from, std::uint32_t place, BlockId target);

  std::vector<Context> contexts_;
  std::vector<Event> events_;
  std::vector<Block> blocks_;
  std::vector<FunctionId> function_of_;  // by block
  std::vector<std::pair<BlockId, BlockId>> edges_;
  std::vector<BlockId> last_;  // by function: where its next part goes on, for the fields of classes
};

}  // namespace heaplift
