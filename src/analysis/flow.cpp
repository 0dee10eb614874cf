#include "src/analysis/flow.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "grammar/parentheses.h"
#include "grammar/walk.h"
#include "src/analysis/flow_graph.h"

namespace heaplift {
namespace {

enum class Part : std::uint8_t { other, first, second, third, fourth };

// A construct on the way from the root to the current node. What its blocks are for depends on its kind.
struct Frame {
  Node node;
  Kind kind = Kind::program;
  Field field = Field::none;
  bool function = false;     // it began a function, or the initializer of a field
  bool branches = false;     // operators: the right side is only evaluated sometimes
  bool pattern = false;      // assignments and declarations: the left side is a pattern, evaluated last
  bool endless = false;      // loops without a condition
  bool has_catch = false;    // try_statement
  bool has_finally = false;  // try_statement
  bool entered = false;      // loops, try_statement: jumps or exceptions look for it
  std::array<BlockId, 4> at{kNoBlock, kNoBlock, kNoBlock, kNoBlock};
};

class FlowBuilder {
 public:
  FlowBuilder(std::string_view text, const Scopes& scopes, const Functions& functions, const GrowthPoints& growth,
              const Accesses& accesses, const std::vector<bool>& followed, std::span<const Place> places);

  bool enter(const Node& node, const Cursor& cursor);
  void leave();
  Flow take() { return graph_.take(functions_.functions.size()); }

 private:
  struct PlacedAccess {
    Range whole;
    std::uint32_t access;
  };

  [[nodiscard]] std::string_view text_of(const Node& node) const {
    return text_.substr(node.range().begin, node.range().size());
  }
  [[nodiscard]] std::string_view operator_of(const Node& node) const { return text_of(node.child(Field::operator_)); }
  [[nodiscard]] bool always_true(const Node& condition) const;

  void begin_construct(Frame& frame);
  void begin_try(Frame& frame);
  void end_construct(Frame& frame);
  void begin_child(Frame& up, const Frame& child);
  void end_child(Frame& up, const Frame& child);
  void begin_loop_child(Frame& up, Field field);
  void end_loop_child(Frame& up, Field field);
  void begin_for_in_child(Frame& up, Field field);
  void end_for_in_child(Frame& up, Field field);
  void begin_switch_child(Frame& up, const Frame& child);
  void begin_try_child(Frame& up, const Frame& child);
  void end_try_child(Frame& up, const Frame& child);
  void end_loop(Frame& frame);
  void enter_loop(Frame& loop);
  void leave_loop(Frame& loop);
  void end_switch(Frame& frame);
  void end_try(Frame& frame);

  void branch(BlockId& from, BlockId& into);
  void join(std::initializer_list<BlockId> ends);
  void end_expression(const Frame& frame);
  void end_leaf(const Frame& frame);
  void add_growth(Range range);
  void add_access(Range range);
  void add_bind(Range range);
  void add_place(const Node& node, PlaceKind kind);
  void add_reference(EventKind kind, const Node& identifier);
  void add_write(const Node& target);
  void add_declaration(const Node& identifier);

  std::string_view text_;
  const Scopes& scopes_;
  const Functions& functions_;
  const GrowthPoints& growth_;
  const std::vector<bool>& followed_;
  std::span<const Place> places_;
  std::vector<PlacedAccess> accesses_;   // by beginning, outer before inner
  std::vector<PlacedAccess> bases_;      // the bases of accesses, by beginning
  std::vector<bool> placed_;             // accesses that have their event
  std::vector<BindingId> declarations_;  // followed bindings by place of their declaration
  std::vector<Frame> frames_;
  std::vector<FlowGraph::Jumps> jumps_;  // through the `finally` clauses that the walk is in
  std::size_t next_reference_ = 0;
  FlowGraph graph_;
};

FlowBuilder::FlowBuilder(std::string_view text, const Scopes& scopes, const Functions& functions,
                         const GrowthPoints& growth, const Accesses& accesses, const std::vector<bool>& followed,
                         std::span<const Place> places)
    : text_(text),
      scopes_(scopes),
      functions_(functions),
      growth_(growth),
      followed_(followed),
      places_(places),
      placed_(accesses.accesses.size(), false) {
  accesses_.reserve(accesses.accesses.size());
  for (std::uint32_t i = 0; i < accesses.accesses.size(); ++i) accesses_.push_back({accesses.accesses[i].whole, i});
  std::sort(accesses_.begin(), accesses_.end(), [](const PlacedAccess& a, const PlacedAccess& b) {
    return a.whole.begin != b.whole.begin ? a.whole.begin < b.whole.begin
           : a.whole.end != b.whole.end   ? a.whole.end > b.whole.end
                                          : a.access < b.access;
  });
  for (std::uint32_t i = 0; i < accesses.accesses.size() && !places.empty(); ++i) {
    bases_.push_back({accesses.accesses[i].base, i});
  }
  std::sort(bases_.begin(), bases_.end(),
            [](const PlacedAccess& a, const PlacedAccess& b) { return a.whole.begin < b.whole.begin; });
  for (BindingId id = 0; id < followed.size(); ++id) {
    if (followed[id]) declarations_.push_back(id);
  }
  std::sort(declarations_.begin(), declarations_.end(), [&](BindingId a, BindingId b) {
    return scopes.bindings[a].declaration.begin < scopes.bindings[b].declaration.begin;
  });
}

void FlowBuilder::add_growth(Range range) {
  const GrowthPoint* point = growth_.find(range);
  if (point == nullptr) return;
  if (point->growth != Growth::never) {
    graph_.add(EventKind::growth, static_cast<std::uint32_t>(point - growth_.points().data()));
  }
  graph_.may_throw();
}

// Accesses happen when what stands there has been evaluated.
void FlowBuilder::add_access(Range range) {
  auto found = std::lower_bound(accesses_.begin(), accesses_.end(), range, [](const PlacedAccess& a, Range b) {
    return a.whole.begin < b.begin || (a.whole.begin == b.begin && a.whole.end > b.end);
  });
  for (; found != accesses_.end() && found->whole == range; ++found) {
    if (placed_[found->access]) continue;
    placed_[found->access] = true;
    graph_.add(EventKind::access, found->access);
  }
}

// The view of an access is evaluated: the base of one access never contains that of another with the same beginning.
void FlowBuilder::add_bind(Range range) {
  const auto found = std::lower_bound(bases_.begin(), bases_.end(), range.begin,
                                      [](const PlacedAccess& a, std::uint32_t at) { return a.whole.begin < at; });
  if (found != bases_.end() && found->whole == range) graph_.add(EventKind::bind, found->access);
}

void FlowBuilder::add_place(const Node& node, PlaceKind kind) {
  if (places_.empty()) return;
  const std::uint32_t place = find_place(places_, node, kind);
  if (place != kNone) graph_.add(EventKind::place, place);
}

void FlowBuilder::add_reference(EventKind kind, const Node& identifier) {
  if (followed_.empty()) return;
  const auto found =
      std::lower_bound(scopes_.references.begin(), scopes_.references.end(), identifier.range().begin,
                       [](const Reference& reference, std::uint32_t at) { return reference.range.begin < at; });
  if (found == scopes_.references.end() || found->range != identifier.range()) return;
  if (found->binding == kNone || !followed_[found->binding]) return;
  graph_.add(kind, static_cast<std::uint32_t>(found - scopes_.references.begin()));
  if (kind == EventKind::write) graph_.may_throw();
}

void FlowBuilder::add_write(const Node& target) {
  const Node plain = without_parentheses(target);
  if (plain.kind() == Kind::identifier || plain.kind() == Kind::shorthand_property_identifier_pattern) {
    add_reference(EventKind::write, plain);
  }
}

void FlowBuilder::add_declaration(const Node& identifier) {
  const auto found =
      std::lower_bound(declarations_.begin(), declarations_.end(), identifier.range().begin,
                       [&](BindingId id, std::uint32_t at) { return scopes_.bindings[id].declaration.begin < at; });
  if (found == declarations_.end() || scopes_.bindings[*found].declaration != identifier.range()) return;
  if (scopes_.bindings[*found].kind == BindingKind::let) graph_.add(EventKind::declare, *found);
}

bool FlowBuilder::always_true(const Node& condition) const {
  if (condition.kind() == Kind::empty_statement) return true;
  const std::string_view text = text_of(condition);
  return text == "(true)" || text == "true" || text == "(1)" || text == "1" || text == "(!0)" || text == "!0";
}

// A part that is only evaluated sometimes begins.
void FlowBuilder::branch(BlockId& from, BlockId& into) {
  from = graph_.current();
  into = graph_.begin_after(from);
}

// Goes on behind all of `ends`.
void FlowBuilder::join(std::initializer_list<BlockId> ends) {
  const BlockId next = graph_.begin_after(kNoBlock);
  for (const BlockId end : ends) graph_.edge(end, next);
}

bool is_destructuring(Kind kind) { return kind == Kind::array_pattern || kind == Kind::object_pattern; }

bool is_short_circuit(std::string_view op) {
  return op.starts_with("&&") || op.starts_with("||") || op.starts_with("\?\?");
}

void FlowBuilder::begin_try(Frame& frame) {
  const Node handler = frame.node.child(Kind::catch_clause);
  const Node finalizer = frame.node.child(Kind::finally_clause);
  frame.has_catch = static_cast<bool>(handler);
  frame.has_finally = static_cast<bool>(finalizer);
  if (handler) frame.at[0] = graph_.make();
  if (finalizer) frame.at[1] = graph_.make();
  frame.at[2] = graph_.make();  // behind the statement, or in front of `finally`
  if (frame.has_finally) frame.at[2] = frame.at[1];
}

void FlowBuilder::begin_construct(Frame& frame) {
  switch (frame.kind) {
    case Kind::binary_expression:
    case Kind::augmented_assignment_expression:
      frame.branches = is_short_circuit(operator_of(frame.node));
      break;
    case Kind::member_expression:
    case Kind::subscript_expression:
    case Kind::call_expression:
      frame.branches = static_cast<bool>(frame.node.child(Field::optional_chain));
      break;
    case Kind::assignment_expression:
      frame.pattern = is_destructuring(frame.node.child(Field::left).kind());
      break;
    case Kind::variable_declarator:
      frame.pattern = is_destructuring(frame.node.child(Field::name).kind());
      break;
    case Kind::array_pattern:
      add_growth(frame.node.range());
      break;
    case Kind::while_statement:
    case Kind::do_statement:
    case Kind::for_statement:
      frame.endless = always_true(frame.node.child(Field::condition));
      [[fallthrough]];
    case Kind::for_in_statement:
      frame.at[0] = graph_.make();  // where `continue` goes
      frame.at[1] = graph_.make();  // where `break` goes
      break;
    case Kind::switch_statement:
      frame.at[1] = graph_.make();
      break;
    case Kind::labeled_statement:
      frame.at[1] = graph_.make();
      graph_.enter_label(text_of(frame.node.child(Kind::statement_identifier)), frame.at[1]);
      break;
    case Kind::try_statement:
      begin_try(frame);
      break;
    default:
      break;
  }
}

// while: at[0] head. do: at[0] condition, at[2] body. for: at[0] increment, at[2] head, at[3] behind the condition.
void FlowBuilder::begin_loop_child(Frame& up, Field field) {
  switch (up.kind) {
    case Kind::while_statement:
      if (field == Field::condition) {
        graph_.edge(graph_.current(), up.at[0]);
        graph_.begin(up.at[0]);
      } else if (field == Field::body) {
        branch(up.at[3], up.at[2]);
        enter_loop(up);
      }
      break;
    case Kind::do_statement:
      if (field == Field::body) {
        up.at[2] = graph_.begin_after(graph_.current());
        enter_loop(up);
      } else if (field == Field::condition) {
        leave_loop(up);
        graph_.edge(graph_.current(), up.at[0]);
        graph_.begin(up.at[0]);
      }
      break;
    default:
      if (field == Field::condition) {
        up.at[2] = graph_.begin_after(graph_.current());
      } else if (field == Field::increment) {
        graph_.begin(up.at[0]);
      } else if (field == Field::body) {
        graph_.begin_after(up.at[3]);
        enter_loop(up);
      }
      break;
  }
}

// Only entered loops are left: a file with errors may have some without a body.
void FlowBuilder::enter_loop(Frame& loop) {
  graph_.enter_loop(loop.at[0], loop.at[1]);
  loop.entered = true;
}

void FlowBuilder::leave_loop(Frame& loop) {
  if (loop.entered) graph_.leave();
  loop.entered = false;
}

void FlowBuilder::end_loop_child(Frame& up, Field field) {
  if (up.kind == Kind::do_statement && field == Field::condition) {
    graph_.edge(graph_.current(), up.at[2]);
    if (!up.endless) graph_.edge(graph_.current(), up.at[1]);
  }
  if (up.kind != Kind::for_statement) return;
  if (field == Field::initializer) add_place(up.node.child(field), PlaceKind::initializer);
  if (field == Field::condition) up.at[3] = graph_.current();
  if (field == Field::increment) graph_.edge(graph_.current(), up.at[2]);
}

void FlowBuilder::end_loop(Frame& frame) {
  switch (frame.kind) {
    case Kind::while_statement:
      leave_loop(frame);
      graph_.edge(graph_.current(), frame.at[0]);
      if (!frame.endless) graph_.edge(frame.at[3], frame.at[1]);
      break;
    case Kind::for_statement: {
      leave_loop(frame);
      graph_.edge(graph_.current(), frame.at[0]);
      if (!frame.node.child(Field::increment)) {
        graph_.begin(frame.at[0]);
        graph_.edge(frame.at[0], frame.at[2]);
      }
      if (!frame.endless) graph_.edge(frame.at[3], frame.at[1]);
      break;
    }
    case Kind::for_in_statement: {
      leave_loop(frame);
      graph_.edge(graph_.current(), frame.at[0]);
      graph_.begin(frame.at[1]);
      add_growth(frame.node.range());  // a `break` closes the iterator, which may run code, too
      return;
    }
    default:
      break;
  }
  graph_.begin(frame.at[1]);
}

// for-in: at[0] step, at[2] before the statement, then the left side; at[3] the end of the left side.
void FlowBuilder::begin_for_in_child(Frame& up, Field field) {
  if (field == Field::left) {
    up.at[3] = graph_.current();
    up.at[2] = graph_.begin_after(kNoBlock);
  } else if (field == Field::right) {
    const BlockId before = up.at[3];
    up.at[3] = graph_.current();
    graph_.begin_after(before);
  } else if (field == Field::body) {
    graph_.edge(graph_.current(), up.at[0]);
    graph_.begin(up.at[0]);
    add_growth(up.node.range());
    graph_.edge(graph_.current(), up.at[1]);
    graph_.edge(graph_.current(), up.at[2]);
    graph_.begin_after(up.at[3]);
    enter_loop(up);
  }
}

void FlowBuilder::end_for_in_child(Frame& up, Field field) {
  if (field == Field::left) add_write(up.node.child(Field::left));
}

// switch_body: at[0] where the next case is tested, at[1] the end of the body before, at[2] the default's body.
// Tests come in order, that of no default; a body falls through to the next.
void FlowBuilder::begin_switch_child(Frame& up, const Frame& child) {
  if (child.kind == Kind::switch_case) {
    up.at[1] = up.at[0] == kNoBlock ? kNoBlock : graph_.current();
    graph_.begin_after(up.at[0] == kNoBlock ? graph_.current() : up.at[0]);
  } else if (child.kind == Kind::switch_default) {
    if (up.at[0] == kNoBlock) {
      up.at[0] = graph_.current();
      up.at[1] = kNoBlock;
    } else {
      up.at[1] = graph_.current();
    }
    up.at[2] = graph_.begin_after(up.at[1]);
  }
}

void FlowBuilder::end_switch(Frame& frame) {
  if (frame.at[0] == kNoBlock) return;  // no cases
  const BlockId body = graph_.current();
  const BlockId next = graph_.begin_after(body);
  graph_.edge(frame.at[0], frame.at[2] == kNoBlock ? next : frame.at[2]);
}

// try_statement: at[0] `catch`, at[1] `finally`, at[2] what follows the parts.
void FlowBuilder::begin_try_child(Frame& up, const Frame& child) {
  switch (child.kind) {
    case Kind::statement_block:
      up.entered = true;
      if (up.has_finally) graph_.enter_handler(up.at[1], true);
      if (up.has_catch) graph_.enter_handler(up.at[0], false);
      break;
    case Kind::catch_clause:
      graph_.begin(up.at[0]);
      graph_.may_throw();
      break;
    case Kind::finally_clause:
      jumps_.push_back(up.entered ? graph_.leave_handler() : FlowGraph::Jumps());
      graph_.begin(up.at[1]);
      graph_.may_throw();
      break;
    default:
      break;
  }
}

void FlowBuilder::end_try_child(Frame& up, const Frame& child) {
  switch (child.kind) {
    case Kind::statement_block:
      if (up.has_catch) graph_.leave();
      graph_.edge(graph_.current(), up.at[2]);
      break;
    case Kind::catch_clause:
      graph_.edge(graph_.current(), up.at[2]);
      break;
    case Kind::finally_clause:
      graph_.leave_finally(std::move(jumps_.back()));
      jumps_.pop_back();
      graph_.may_throw();  // what was thrown before goes on
      break;
    default:
      break;
  }
}

void FlowBuilder::end_try(Frame& frame) {
  if (!frame.has_finally) graph_.begin(frame.at[2]);
}

void FlowBuilder::begin_child(Frame& up, const Frame& child) {
  const Field field = child.field;
  switch (up.kind) {
    case Kind::binary_expression:
    case Kind::augmented_assignment_expression:
      if (up.branches && field == Field::right) branch(up.at[0], up.at[1]);
      break;
    case Kind::assignment_pattern:
    case Kind::object_assignment_pattern:
      if (field == Field::right) branch(up.at[0], up.at[1]);
      break;
    case Kind::member_expression:
    case Kind::subscript_expression:
    case Kind::call_expression:
      if (up.branches && field != Field::object && field != Field::function && up.at[0] == kNoBlock) {
        branch(up.at[0], up.at[1]);
      }
      break;
    case Kind::ternary_expression:
    case Kind::if_statement:
      if (field == Field::consequence) branch(up.at[0], up.at[1]);
      if (field == Field::alternative) {
        up.at[2] = graph_.current();
        graph_.begin_after(up.at[0]);
      }
      break;
    case Kind::assignment_expression:
    case Kind::variable_declarator:
      if (!up.pattern) break;
      if (field == Field::left || field == Field::name) {
        up.at[0] = graph_.current();
        up.at[1] = graph_.begin_after(kNoBlock);
      } else if (field == Field::right || field == Field::value) {
        up.at[2] = graph_.current();
        graph_.begin_after(up.at[0]);
      }
      break;
    case Kind::while_statement:
    case Kind::do_statement:
    case Kind::for_statement:
      begin_loop_child(up, field);
      break;
    case Kind::for_in_statement:
      begin_for_in_child(up, field);
      break;
    case Kind::switch_statement:
      if (child.kind == Kind::switch_body) graph_.enter_switch(up.at[1]);
      break;
    case Kind::switch_body:
      begin_switch_child(up, child);
      break;
    case Kind::try_statement:
      begin_try_child(up, child);
      break;
    default:
      break;
  }
}

void FlowBuilder::end_child(Frame& up, const Frame& child) {
  switch (up.kind) {
    case Kind::while_statement:
    case Kind::do_statement:
    case Kind::for_statement:
      end_loop_child(up, child.field);
      break;
    case Kind::for_in_statement:
      end_for_in_child(up, child.field);
      break;
    case Kind::switch_statement:
      if (child.kind == Kind::switch_body) {
        graph_.leave();
        graph_.edge(graph_.current(), up.at[1]);
        graph_.begin(up.at[1]);
      }
      break;
    case Kind::switch_case:
      if (child.field == Field::value) {
        Frame& body = frames_[frames_.size() - 2];
        body.at[0] = graph_.current();
        graph_.edge(body.at[1], graph_.begin_after(body.at[0]));
      }
      break;
    case Kind::try_statement:
      end_try_child(up, child);
      break;
    default:
      break;
  }
}

void FlowBuilder::end_construct(Frame& frame) {
  switch (frame.kind) {
    case Kind::binary_expression:
    case Kind::member_expression:
    case Kind::subscript_expression:
    case Kind::call_expression:
    case Kind::augmented_assignment_expression:
      end_expression(frame);
      if (frame.branches && frame.at[0] != kNoBlock) join({frame.at[0], graph_.current()});
      return;
    case Kind::assignment_pattern:
    case Kind::object_assignment_pattern:
      if (frame.at[0] != kNoBlock) join({frame.at[0], graph_.current()});
      add_write(frame.node.child(Field::left));
      break;
    case Kind::ternary_expression:
    case Kind::if_statement:
      join({frame.at[2] == kNoBlock ? frame.at[0] : frame.at[2], graph_.current()});
      break;
    case Kind::assignment_expression:
    case Kind::variable_declarator:
      if (frame.pattern && frame.at[2] != kNoBlock) {
        graph_.edge(graph_.current(), frame.at[1]);
        graph_.begin_after(frame.at[2]);
      }
      break;
    case Kind::while_statement:
    case Kind::do_statement:
    case Kind::for_statement:
    case Kind::for_in_statement:
      end_loop(frame);
      return;
    case Kind::switch_body:
      end_switch(frame);
      return;
    case Kind::labeled_statement:
      graph_.leave();
      graph_.edge(graph_.current(), frame.at[1]);
      graph_.begin(frame.at[1]);
      return;
    case Kind::try_statement:
      end_try(frame);
      return;
    default:
      break;
  }
  end_expression(frame);
}

// What happens when the operands of an expression, or the parts of a statement, have been evaluated.
void FlowBuilder::end_expression(const Frame& frame) {
  switch (frame.kind) {
    case Kind::identifier:
    case Kind::shorthand_property_identifier:
    case Kind::shorthand_property_identifier_pattern:
      end_leaf(frame);
      break;
    case Kind::call_expression:
    case Kind::new_expression:
    case Kind::await_expression:
    case Kind::yield_expression:
    case Kind::unary_expression:
    case Kind::spread_element:
    case Kind::array_pattern:
    case Kind::using_declaration:
      add_growth(frame.node.range());
      break;
    case Kind::assignment_expression:
    case Kind::augmented_assignment_expression:
      add_write(frame.node.child(Field::left));
      break;
    case Kind::update_expression:
      add_write(frame.node.child(Field::argument));
      break;
    case Kind::variable_declarator: {
      const Node name = frame.node.child(Field::name);
      if (frame.node.child(Field::value)) {
        add_write(name);
      } else if (name.kind() == Kind::identifier) {
        add_declaration(name);
      }
      break;
    }
    case Kind::return_statement:
      graph_.jump_return();
      break;
    case Kind::throw_statement:
      graph_.jump_throw();
      break;
    case Kind::break_statement:
    case Kind::continue_statement: {
      const Node label = frame.node.child(Kind::statement_identifier);
      const std::string_view name = label ? text_of(label) : std::string_view();
      if (frame.kind == Kind::break_statement)
        graph_.jump_break(name);
      else
        graph_.jump_continue(name);
      break;
    }
    default:
      break;
  }
  const Range range = frame.node.range();
  add_bind(range);
  add_access(range);
}

// A name that is read; or one in a pattern, which is written there. Other writes come with their assignment.
void FlowBuilder::end_leaf(const Frame& frame) {
  if (followed_.empty()) return;
  const Range range = frame.node.range();
  const auto& references = scopes_.references;
  while (next_reference_ < references.size() && references[next_reference_].range.begin < range.begin) {
    ++next_reference_;
  }
  if (next_reference_ == references.size() || references[next_reference_].range != range) return;
  const Reference* found = &references[next_reference_];
  const Kind up = frames_.empty() ? Kind::program : frames_.back().kind;
  switch (found->use) {
    case Use::read:
    case Use::update:
    case Use::export_:
      add_reference(EventKind::read, frame.node);
      break;
    case Use::write:
    case Use::initialize:
      if (is_destructuring(up) || up == Kind::pair_pattern || up == Kind::rest_pattern) {
        add_reference(EventKind::write, frame.node);
      }
      break;
  }
}

bool FlowBuilder::enter(const Node& node, const Cursor& cursor) {
  Frame frame{.node = node, .kind = node.kind()};
  if (frames_.empty()) {
    graph_.begin_function(0);
    frames_.push_back(frame);
    return true;
  }
  Frame& up = frames_.back();
  if (!node.named() || frame.kind == Kind::comment) {
    frames_.push_back(frame);
    return false;
  }
  frame.field = cursor.field();
  begin_child(up, frame);
  add_place(node, PlaceKind::statement);
  const bool initializer =
      up.kind == Kind::field_definition && frame.field == Field::value && !up.node.child(Kind::keyword_static);
  if (initializer) {
    // The class around is two up: its body, and then itself.
    graph_.begin_function(functions_.at(frames_[frames_.size() - 3].node.range().begin));
    frame.function = true;
  }
  if (is_function_kind(frame.kind)) {
    graph_.begin_function(functions_.at(node.range().begin));
  } else {
    begin_construct(frame);
  }
  frames_.push_back(frame);
  return true;
}

void FlowBuilder::leave() {
  Frame frame = frames_.back();
  frames_.pop_back();
  if (!frame.node.named() || frame.kind == Kind::comment) return;
  if (is_function_kind(frame.kind)) {
    graph_.end_function();
  } else if (!frames_.empty()) {
    end_construct(frame);
  }
  if (frame.function || frames_.empty()) graph_.end_function();
  if (!frames_.empty()) end_child(frames_.back(), frame);
}

}  // namespace

Flow build_flow(const Node& root, std::string_view text, const Scopes& scopes, const Functions& functions,
                const GrowthPoints& growth, const Accesses& accesses, const std::vector<bool>& followed,
                std::span<const Place> places) {
  FlowBuilder builder(text, scopes, functions, growth, accesses, followed, places);
  walk(root, builder);
  return builder.take();
}

}  // namespace heaplift
