#include "src/analysis/flow_graph.h"

#include <algorithm>
#include <iterator>

namespace heaplift {
namespace {

constexpr std::uint32_t kOpen = UINT32_MAX;  // the end of a block that has not ended

}  // namespace

void FlowGraph::begin_function(FunctionId function) {
  if (!contexts_.empty()) end_block();
  if (function >= last_.size()) last_.resize(function + 1, kNoBlock);
  contexts_.push_back({.function = function});
  begin_after(last_[function]);
}

void FlowGraph::end_function() {
  last_[contexts_.back().function] = current();
  end_block();
  contexts_.pop_back();
  if (!contexts_.empty()) begin_after(current());
}

void FlowGraph::end_block() {
  if (current() == kNoBlock || blocks_[current()].end_event != kOpen) return;
  blocks_[current()].end_event = static_cast<std::uint32_t>(events_.size());
}

BlockId FlowGraph::make() {
  const auto id = static_cast<BlockId>(blocks_.size());
  blocks_.push_back({.end_event = kOpen});
  function_of_.push_back(contexts_.back().function);
  return id;
}

void FlowGraph::begin(BlockId block) {
  end_block();
  blocks_[block].first_event = static_cast<std::uint32_t>(events_.size());
  contexts_.back().current = block;
}

BlockId FlowGraph::begin_after(BlockId from) {
  const BlockId block = make();
  begin(block);
  edge(from, block);
  return block;
}

void FlowGraph::edge(BlockId from, BlockId to) {
  if (from != kNoBlock && to != kNoBlock) edges_.emplace_back(from, to);
}

void FlowGraph::add(EventKind kind, std::uint32_t subject) { events_.push_back({kind, subject}); }

void FlowGraph::may_throw() {
  const auto& open = controls();
  if (open.empty() || open.back().handler == 0) return;
  edge(current(), open[open.back().handler - 1].break_to);
  begin_after(current());
}

FlowGraph::Control& FlowGraph::push(Control control) {
  auto& open = controls();
  if (!open.empty()) {
    control.handler = open.back().handler;
    control.finally = open.back().finally;
    control.loop = open.back().loop;
    control.breaking = open.back().breaking;
  }
  open.push_back(std::move(control));
  return open.back();
}

void FlowGraph::enter_loop(BlockId continue_to, BlockId break_to) {
  auto& open = controls();
  // `a: b: for (…)`: the labels name this loop.
  for (std::size_t i = open.size(); i-- > 0 && !open[i].label.empty() && open[i].continue_to == kNoBlock;) {
    open[i].continue_to = continue_to;
  }
  Control& control = push({.break_to = break_to, .continue_to = continue_to, .breakable = true});
  control.loop = control.breaking = static_cast<std::uint32_t>(open.size());
}

void FlowGraph::enter_switch(BlockId break_to) {
  Control& control = push({.break_to = break_to, .breakable = true});
  control.breaking = static_cast<std::uint32_t>(controls().size());
}

void FlowGraph::enter_label(std::string_view name, BlockId break_to) { push({.label = name, .break_to = break_to}); }

void FlowGraph::enter_handler(BlockId handler, bool is_finally) {
  edge(current(), handler);
  Control& control = push({.break_to = handler, .is_finally = is_finally});
  control.handler = static_cast<std::uint32_t>(controls().size());
  if (is_finally) control.finally = control.handler;
  begin_after(current());
}

void FlowGraph::leave() { controls().pop_back(); }

FlowGraph::Jumps FlowGraph::leave_handler() {
  Jumps jumps = std::move(controls().back().jumps);
  leave();
  return jumps;
}

// Sends on the jumps that went through a `finally`: to their targets, or to the next `finally` on the way.
void FlowGraph::leave_finally(Jumps jumps) {
  auto& open = controls();
  const std::uint32_t outer = open.empty() ? 0 : open.back().finally;
  while (!jumps.empty() && std::prev(jumps.end())->first > outer) {
    edge(current(), std::prev(jumps.end())->second);
    jumps.erase(std::prev(jumps.end()));
  }
  if (jumps.empty()) return;
  if (outer == 0) return;  // they leave the function
  Jumps& waiting = open[outer - 1].jumps;
  edge(current(), open[outer - 1].break_to);
  if (waiting.size() < jumps.size()) waiting.swap(jumps);
  waiting.insert(jumps.begin(), jumps.end());
}

// `place` is one more than that of the construct to jump to the end or the beginning of; 0: out of the function.
void FlowGraph::send(BlockId from, std::uint32_t place, BlockId target) {
  auto& open = controls();
  const std::uint32_t through = open.empty() ? 0 : open.back().finally;
  if (through <= place) {
    edge(from, target);
    return;
  }
  edge(from, open[through - 1].break_to);
  open[through - 1].jumps.emplace(place, target);
}

void FlowGraph::jump(std::uint32_t place, BlockId target) {
  send(current(), place, target);
  begin_after(kNoBlock);
}

std::uint32_t FlowGraph::find_label(std::string_view label) {
  auto& open = controls();
  for (std::size_t i = open.size(); i-- > 0;) {
    if (open[i].label == label) return static_cast<std::uint32_t>(i + 1);
  }
  return 0;
}

void FlowGraph::jump_break(std::string_view label) {
  auto& open = controls();
  const std::uint32_t place = !label.empty() ? find_label(label) : open.empty() ? 0 : open.back().breaking;
  jump(place, place == 0 ? kNoBlock : open[place - 1].break_to);
}

void FlowGraph::jump_continue(std::string_view label) {
  auto& open = controls();
  const std::uint32_t place = !label.empty() ? find_label(label) : open.empty() ? 0 : open.back().loop;
  jump(place, place == 0 ? kNoBlock : open[place - 1].continue_to);
}

void FlowGraph::jump_return() { jump(0, kNoBlock); }

void FlowGraph::jump_throw() {
  may_throw();
  begin_after(kNoBlock);
}

// Orders blocks by function and edges by block.
Flow FlowGraph::take(std::size_t function_count) {
  Flow flow;
  flow.functions.resize(function_count);
  std::vector<BlockId> next(function_count + 1, 0);
  for (const FunctionId function : function_of_) ++next[function + 1];
  for (std::size_t i = 1; i < next.size(); ++i) next[i] += next[i - 1];
  for (FunctionId id = 0; id < function_count; ++id) flow.functions[id] = {next[id], next[id + 1]};
  std::vector<BlockId> renamed(blocks_.size());
  flow.blocks.resize(blocks_.size());
  for (BlockId block = 0; block < blocks_.size(); ++block) {
    renamed[block] = next[function_of_[block]]++;
    const Block& built = blocks_[block];
    flow.blocks[renamed[block]] = {.first_event = built.first_event,
                                   .end_event = built.end_event == kOpen ? built.first_event : built.end_event};
  }
  for (auto& [from, to] : edges_) {
    from = renamed[from];
    to = renamed[to];
  }
  std::sort(edges_.begin(), edges_.end());
  edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
  flow.edges.reserve(edges_.size());
  std::size_t at = 0;
  for (BlockId block = 0; block < flow.blocks.size(); ++block) {
    flow.blocks[block].first_edge = static_cast<std::uint32_t>(at);
    for (; at < edges_.size() && edges_[at].first == block; ++at) flow.edges.push_back(edges_[at].second);
    flow.blocks[block].end_edge = static_cast<std::uint32_t>(at);
  }
  flow.events = std::move(events_);
  return flow;
}

}  // namespace heaplift
