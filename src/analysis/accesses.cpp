#include "src/analysis/accesses.h"

#include <algorithm>
#include <string>

#include "grammar/walk.h"

namespace heaplift {
namespace {

// A node on the way from the root to the current one.
struct Frame {
  Node node;
  Kind kind = Kind::program;
  Field field = Field::none;
  Range range;
  bool discarded = false;
  bool slot = false;
  bool in_new_callee = false;
  bool asi_hazard = false;  // expression_statement: the statement before has no semicolon
  std::uint32_t owner = 0;
  std::uint32_t previous_end = 0;  // where the last child that is no comment ended; 0: there was none
};

// Whether a child of `parent` stands where the grammar of ECMA-262 takes an AssignmentExpression.
bool takes_assignment(Kind parent, Field field) {
  switch (parent) {
    case Kind::expression_statement:
    case Kind::arguments:
    case Kind::parenthesized_expression:
    case Kind::array:
    case Kind::sequence_expression:
    case Kind::return_statement:
    case Kind::throw_statement:
    case Kind::template_substitution:
    case Kind::computed_property_name:
    case Kind::spread_element:
    case Kind::yield_expression:
    case Kind::for_statement:
      return true;
    case Kind::assignment_expression:
    case Kind::augmented_assignment_expression:
    case Kind::assignment_pattern:
    case Kind::object_assignment_pattern:
    case Kind::for_in_statement:
      return field == Field::right;
    case Kind::pair:
    case Kind::variable_declarator:
    case Kind::field_definition:
    case Kind::switch_case:
    case Kind::export_statement:
      return field == Field::value;
    case Kind::subscript_expression:
      return field == Field::index;
    case Kind::arrow_function:
      return field == Field::body;
    case Kind::ternary_expression:
      return field != Field::condition;
    default:
      return false;
  }
}

bool is_statement_list(Kind kind) {
  return kind == Kind::program || kind == Kind::statement_block || kind == Kind::switch_case ||
         kind == Kind::switch_default;
}

bool is_pattern(Kind kind) {
  switch (kind) {
    case Kind::array_pattern:
    case Kind::object_pattern:
    case Kind::rest_pattern:
      return true;
    default:
      return false;
  }
}

class AccessFinder {
 public:
  AccessFinder(std::string_view text, const Scopes& scopes, const Views& views)
      : text_(text),
        scopes_(scopes),
        views_(views),
        html_comments_(text.find("<!--") != text.npos || text.find("-->") != text.npos) {
    result_.owners.push_back({OwnerKind::body, scopes.scopes[0].range, scopes.scopes[0].first_statement});
  }

  bool enter(const Node& node, const Cursor& cursor);
  void leave() { frames_.pop_back(); }
  Accesses take() { return std::move(result_); }

 private:
  // A view, and the frame that it is an operand of.
  struct Leaf {
    Frame frame;
    std::size_t parent;
  };
  // The base around a view: how many frames it spans, and what it is made of.
  struct Base {
    std::size_t parent;  // the frame in which the base is an operand
    Field field;         // of the base in it
    Range range;
    bool several = false;
  };

  // A frame, and the field of it that something is in.
  struct Place {
    std::size_t frame;
    Field field;
  };

  [[nodiscard]] std::string_view text_of(const Node& node) const {
    return text_.substr(node.range().begin, node.range().size());
  }

  Frame frame_for(const Node& node, Kind kind, const Cursor& cursor);
  [[nodiscard]] std::uint32_t owner_for(const Frame& frame);
  [[nodiscard]] bool is_discarded(const Frame& frame) const;

  void meet_view(const Leaf& view);
  [[nodiscard]] Leaf with_check(const Frame& view) const;
  [[nodiscard]] bool is_inlined_check(const Node& check) const;
  [[nodiscard]] Base base_of(const Leaf& leaf) const;
  [[nodiscard]] bool collect_leaves(const Base& base);
  [[nodiscard]] bool is_untouched(const Base& base) const;
  void classify(Access& access, const Frame& leaf, const Base& base);
  [[nodiscard]] Place around_parentheses(std::size_t inner) const;
  [[nodiscard]] bool hides_parenthesis(const Frame& parent, const Frame& target) const;
  void classify_element(Access& access, std::size_t element);
  void classify_property(Access& access, std::size_t element);
  void classify_argument(Access& access, const Base& base);
  void check_value(const Frame& parent, const Base& base);
  void note_kept(std::size_t value);
  void place(Access& access, const Frame& frame);
  void count_depth(Access& access);
  void report(Severity severity, Range range, std::string message);

  std::string_view text_;
  const Scopes& scopes_;
  const Views& views_;
  const bool html_comments_;  // a statement may end in one
  std::size_t next_ = 0;      // the next view reference to meet
  std::vector<Frame> frames_;
  std::vector<std::uint32_t> enclosing_;  // where the accesses end whose operands the walk is in
  std::uint32_t consumed_until_ = 0;      // views before this offset belong to an access already
  Accesses result_;
};

void AccessFinder::report(Severity severity, Range range, std::string message) {
  result_.diagnostics.push_back({severity, range, std::move(message)});
}

bool AccessFinder::is_discarded(const Frame& frame) const {
  const Frame& parent = frames_.back();
  switch (parent.kind) {
    case Kind::expression_statement:
      return true;
    case Kind::sequence_expression:
      return parent.discarded || frame.range.end != parent.range.end;
    case Kind::parenthesized_expression:
      return parent.discarded;
    case Kind::for_statement:
      return frame.field == Field::increment || frame.field == Field::initializer;
    default:
      return false;
  }
}

// Who declares the temporaries of what is in `frame`.
std::uint32_t AccessFinder::owner_for(const Frame& frame) {
  const Frame& parent = frames_.back();
  OwnerKind kind = OwnerKind::none;
  switch (parent.kind) {
    case Kind::arrow_function:
    case Kind::function_expression:
    case Kind::function_declaration:
    case Kind::generator_function:
    case Kind::generator_function_declaration:
    case Kind::method_definition:
    case Kind::class_static_block:
      if (frame.field == Field::name || frame.field == Field::none) return parent.owner;
      if (frame.field == Field::body) {
        kind = frame.kind == Kind::statement_block ? OwnerKind::body : OwnerKind::arrow;
      }
      break;
    case Kind::field_definition:
      if (frame.field != Field::value) return parent.owner;
      break;
    default:
      return parent.owner;
  }
  Owner owner{kind, frame.range};
  if (kind == OwnerKind::body) {
    const auto scope = std::ranges::find_if(
        std::ranges::lower_bound(scopes_.scopes, frame.range.begin, {}, [](const Scope& s) { return s.range.begin; }),
        scopes_.scopes.end(), [&](const Scope& s) { return s.kind == ScopeKind::body; });
    owner.first_statement = scope->first_statement;
  }
  result_.owners.push_back(owner);
  return static_cast<std::uint32_t>(result_.owners.size() - 1);
}

Frame AccessFinder::frame_for(const Node& node, Kind kind, const Cursor& cursor) {
  Frame frame{.node = node, .kind = kind, .range = node.range()};
  if (frames_.empty()) return frame;
  Frame& parent = frames_.back();
  frame.field = cursor.field();
  frame.owner = parent.owner;
  const std::uint32_t previous = parent.previous_end;
  if (node.named() && kind != Kind::comment && kind != Kind::html_comment) parent.previous_end = frame.range.end;
  frame.asi_hazard = kind == Kind::expression_statement && is_statement_list(parent.kind) && previous > 0 &&
                     (text_[previous - 1] != ';' || html_comments_);
  return frame;
}

bool AccessFinder::enter(const Node& node, const Cursor& cursor) {
  Frame frame = frame_for(node, node.kind(), cursor);
  const bool wanted = next_ < views_.references.size() && views_.references[next_].range.begin < frame.range.end;
  if (wanted && !frames_.empty()) {
    const Frame& parent = frames_.back();
    frame.discarded = is_discarded(frame);
    frame.slot = takes_assignment(parent.kind, frame.field);
    frame.in_new_callee = (parent.kind == Kind::new_expression && frame.field == Field::constructor) ||
                          (parent.in_new_callee && frame.field == Field::object);
    frame.owner = owner_for(frame);
  }
  bool descend = wanted;
  if (wanted && views_.references[next_].range == frame.range) {
    switch (frame.kind) {
      case Kind::identifier:
      case Kind::shorthand_property_identifier:
      case Kind::member_expression:
      case Kind::subscript_expression:
      case Kind::call_expression:
        meet_view(with_check(frame));
        ++next_;
        descend = false;
        break;
      default:
        break;
    }
  }
  frames_.push_back(frame);
  return descend;
}

// `memory.buffer != buffer && refresh(memory.buffer)`, with the function that re-creates the next view: what minifiers
// leave of a call of growMemViews().
bool AccessFinder::is_inlined_check(const Node& check) const {
  if (check.kind() != Kind::binary_expression || text_of(check.child(Field::operator_)) != "&&") return false;
  const Node comparison = check.child(Field::left);
  const Node call = check.child(Field::right);
  if (comparison.kind() != Kind::binary_expression || call.kind() != Kind::call_expression) return false;
  const std::string_view compared = text_of(comparison.child(Field::operator_));
  if ((compared != "!=" && compared != "!==") || text_of(comparison).find(".buffer") == std::string_view::npos)
    return false;
  const Memory& memory = views_.memories[views_.references[next_].memory];
  if (text_of(call) != memory.refresh_call) return false;
  const auto callee = std::ranges::lower_bound(scopes_.references, call.range().begin, {},
                                               [](const Reference& reference) { return reference.range.begin; });
  return callee != scopes_.references.end() && callee->range.begin == call.range().begin && callee->binding != kNone &&
         scopes_.bindings[callee->binding].scope == memory.scope;
}

// `(growMemViews(), HEAP8)` as a whole is the view: the check goes.
AccessFinder::Leaf AccessFinder::with_check(const Frame& view) const {
  const std::size_t top = frames_.size() - 1;
  if (top < 2 || frames_[top].kind != Kind::sequence_expression ||
      frames_[top - 1].kind != Kind::parenthesized_expression || frames_[top].range.end != view.range.end) {
    return {view, top};
  }
  const Node check = frames_[top].node.operand(0);
  const bool called = check.kind() == Kind::call_expression &&
                      std::ranges::binary_search(views_.check_calls, check.range().begin, {}, &Range::begin);
  const bool checks = (called || is_inlined_check(check)) && frames_[top].node.operand(1).range() == view.range;
  return checks ? Leaf{frames_[top - 1], top - 2} : Leaf{view, top};
}

// Climbs from a view over parentheses, commas and conditions to the expression that uses it.
AccessFinder::Base AccessFinder::base_of(const Leaf& leaf) const {
  Base base{leaf.parent, leaf.frame.field, leaf.frame.range};
  while (base.parent > 0) {
    const Frame& frame = frames_[base.parent];
    const bool last = frame.kind == Kind::sequence_expression && base.range.end == frame.range.end;
    const bool branch = frame.kind == Kind::ternary_expression && base.field != Field::condition;
    if (frame.kind != Kind::parenthesized_expression && !last && !branch) break;
    base.several |= last || branch;
    base.field = frame.field;
    base.range = frame.range;
    --base.parent;
  }
  return base;
}

// Takes all views that the base can give; false when it can give something else, too.
bool AccessFinder::collect_leaves(const Base& base) {
  std::vector<Node> open{frames_[base.parent + 1].node};
  while (!open.empty()) {
    const Node node = open.back();
    open.pop_back();
    switch (node.kind()) {
      case Kind::parenthesized_expression:
        open.push_back(node.operand(0));
        break;
      case Kind::sequence_expression:
        open.push_back(node.child(node.child_count() - 1));
        break;
      case Kind::ternary_expression:
        open.push_back(node.child(Field::alternative));
        open.push_back(node.child(Field::consequence));
        break;
      default: {
        const ViewReference* view = views_.find(node.range());
        if (view == nullptr) return false;
        result_.leaves.push_back(*view);
      }
    }
  }
  return true;
}

// Whether a view is only asked whether it is there, or is on its way to an alias, out of the module or replaced.
bool AccessFinder::is_untouched(const Base& base) const {
  const Frame& parent = frames_[base.parent];
  switch (parent.kind) {
    case Kind::variable_declarator:
      return base.field == Field::value &&
             std::ranges::binary_search(views_.alias_values, base.range.begin, {}, &Range::begin);
    case Kind::unary_expression: {
      const std::string_view text = text_of(parent.node.child(Field::operator_));
      return text == "typeof" || text == "delete" || text == "!";
    }
    case Kind::binary_expression:
      return base.field == Field::left && text_of(parent.node.child(Field::operator_)) == "&&";
    case Kind::ternary_expression:
    case Kind::if_statement:
    case Kind::while_statement:
      return base.field == Field::condition;
    default:
      return views_.references[next_].use == Use::update || views_.references[next_].use == Use::export_;
  }
}

void AccessFinder::place(Access& access, const Frame& frame) {
  access.used = !frame.discarded;
  access.slot = frame.slot;
  access.in_new_callee = frame.in_new_callee;
  access.whole = frame.range;
  access.owner = frame.owner;
  for (std::size_t i = frames_.size(); i-- > 0 && frames_[i].range.begin >= frame.range.begin;) {
    if (frames_[i].range.begin > frame.range.begin) continue;
    if (frames_[i].kind == Kind::expression_statement) access.asi_hazard = frames_[i].asi_hazard;
  }
}

// The frame around the one at `inner` that is no parenthesis, and the field of it that `inner` is in.
AccessFinder::Place AccessFinder::around_parentheses(std::size_t inner) const {
  std::size_t outer = inner - 1;
  Field field = frames_[inner].field;
  while (frames_[outer].kind == Kind::parenthesized_expression) field = frames_[outer--].field;
  return {outer, field};
}

// Whether a parenthesis stands between a target and its operator that the tree does not show (grammar/terms.h).
bool AccessFinder::hides_parenthesis(const Frame& parent, const Frame& target) const {
  if (parent.kind != Kind::assignment_expression && parent.kind != Kind::augmented_assignment_expression) return false;
  const std::uint32_t end = parent.node.child(Field::right).range().begin;
  if (end < target.range.end) return false;
  return text_.substr(target.range.end, end - target.range.end).find(')') != text_.npos;
}

// `base[index]`, seen from what surrounds it.
void AccessFinder::classify_element(Access& access, std::size_t element) {
  const Frame& frame = frames_[element];
  access.element = frame.node;
  place(access, frame);
  const Node index = frame.node.child(Field::index);
  const bool names_property = index.kind() == Kind::string || text_of(index).starts_with("Symbol.");
  access.kind = names_property ? AccessKind::property : AccessKind::load;
  const auto [outer, field] = around_parentheses(element);
  const Frame& parent = frames_[outer];
  const bool wrapped = outer + 1 != element || hides_parenthesis(parent, frame);
  const auto operation = [&](AccessKind kind) {
    access.kind = kind;
    access.operation = parent.node;
    place(access, parent);
  };
  switch (parent.kind) {
    case Kind::assignment_expression:
    case Kind::augmented_assignment_expression:
    case Kind::update_expression: {
      if (field == Field::right || names_property) return;
      const std::string_view text = text_of(parent.node.child(Field::operator_));
      const bool logical = text == "||=" || text == "&&=" || text == "\?\?=";
      if (wrapped) {
        access.kind = AccessKind::target;
      } else if (parent.kind == Kind::assignment_expression) {
        operation(AccessKind::store);
      } else if (parent.kind == Kind::update_expression) {
        operation(AccessKind::increment);
      } else {
        operation(logical ? AccessKind::logical : AccessKind::compound);
      }
      return;
    }
    case Kind::unary_expression:
      if (text_of(parent.node.child(Field::operator_)) == "delete") operation(AccessKind::remove);
      return;
    case Kind::call_expression:
      if (field != Field::function || index.kind() == Kind::number) return;
      access.wrapped = wrapped;
      operation(AccessKind::call);
      return;
    default:
      break;
  }
  if (is_pattern(parent.kind) || (parent.kind == Kind::pair_pattern && field == Field::value) ||
      ((parent.kind == Kind::assignment_pattern || parent.kind == Kind::object_assignment_pattern ||
        parent.kind == Kind::for_in_statement) &&
       field == Field::left)) {
    access.kind = AccessKind::target;
  }
  if (parent.kind == Kind::formal_parameters) {
    report(Severity::error, frame.range, "an element cannot be a parameter");
  }
}

// `base.name`, seen from what surrounds it.
void AccessFinder::classify_property(Access& access, std::size_t element) {
  const Frame& frame = frames_[element];
  access.kind = AccessKind::property;
  access.element = frame.node;
  place(access, frame);
  const auto [outer, field] = around_parentheses(element);
  const Frame& parent = frames_[outer];
  if (parent.kind != Kind::call_expression || field != Field::function) return;
  access.wrapped = outer + 1 != element;
  access.kind = AccessKind::call;
  access.operation = parent.node;
  place(access, parent);
}

// The base is an argument: `Atomics.load(HEAP32, E)` binds it last, everything else at its place.
void AccessFinder::classify_argument(Access& access, const Base& base) {
  const Frame& arguments = frames_[base.parent];
  const Frame& call = frames_[base.parent - 1];
  if (call.kind != Kind::call_expression || arguments.node.operand(0).range() != base.range) return;
  const Node function = call.node.child(Field::function);
  const bool member = function.kind() == Kind::member_expression || function.kind() == Kind::subscript_expression;
  if (!member || call.node.child(Field::optional_chain)) return;
  const Node object = function.child(Field::object);
  if (object.kind() != Kind::identifier || text_of(object) != "Atomics" || function.child(Field::optional_chain))
    return;
  const auto reference = std::ranges::lower_bound(scopes_.references, object.range().begin, {},
                                                  [](const Reference& r) { return r.range.begin; });
  if (reference->binding != kNone || !arguments.node.operand(1)) return;
  access.kind = AccessKind::atomics;
  access.operation = call.node;
  place(access, call);
}

// Places that use a view as a value, and then evaluate more before they read from it.
void AccessFinder::check_value(const Frame& parent, const Base& base) {
  const bool declared = parent.kind == Kind::variable_declarator && base.field == Field::value;
  const bool assigned = parent.kind == Kind::assignment_expression && base.field == Field::right;
  if (declared || assigned) {
    const Node pattern = parent.node.child(declared ? Field::name : Field::left);
    if (pattern.kind() == Kind::object_pattern && scopes_.calls_in(pattern.range())) {
      report(Severity::error, pattern.range(), "cannot rewrite: a pattern that takes a view apart may grow the memory");
    }
  }
  const bool target = base.field == Field::left ? parent.kind == Kind::assignment_expression ||
                                                      parent.kind == Kind::augmented_assignment_expression
                                                : parent.kind == Kind::update_expression;
  if (target) report(Severity::error, base.range, "cannot assign to what only gives a view");
  const bool jsx = parent.kind == Kind::jsx_opening_element || parent.kind == Kind::jsx_closing_element ||
                   parent.kind == Kind::jsx_self_closing_element;
  if (jsx) report(Severity::error, base.range, "cannot rewrite: a view as the name of an element");
}

// Whether `outer` may give the operand `inner` as its value.
bool passes_on(const Frame& outer, const Frame& inner) {
  switch (outer.kind) {
    case Kind::parenthesized_expression:
      return true;
    case Kind::sequence_expression:
      return inner.range.end == outer.range.end;
    case Kind::ternary_expression:
      return inner.field != Field::condition;
    case Kind::binary_expression: {
      const Kind kind = outer.node.child(Field::operator_).kind();
      return kind == Kind::logical_or || kind == Kind::nullish ||
             (kind == Kind::logical_and && inner.field == Field::right);
    }
    default:
      return false;
  }
}

// A variable that is no alias keeps the view in the frame `value`, and that view can become stale.
void AccessFinder::note_kept(std::size_t value) {
  std::size_t outer = value - 1;
  while (outer > 0 && passes_on(frames_[outer], frames_[outer + 1])) --outer;
  const Frame& parent = frames_[outer];
  const Field field = frames_[outer + 1].field;
  Node name;
  switch (parent.kind) {
    case Kind::variable_declarator:
      if (field == Field::value) name = parent.node.child(Field::name);
      break;
    case Kind::assignment_expression:
    case Kind::augmented_assignment_expression:
    case Kind::assignment_pattern:
    case Kind::object_assignment_pattern:
      if (field == Field::right) name = parent.node.child(Field::left);
      break;
    default:
      break;
  }
  const Kind kind = name.kind();
  if (kind != Kind::identifier && kind != Kind::shorthand_property_identifier_pattern) return;
  report(Severity::note, name.range(),
         "`" + std::string(text_of(name)) + "` is only sometimes this view; it keeps the one that it is given here");
}

void AccessFinder::classify(Access& access, const Frame& leaf, const Base& base) {
  const Frame& parent = frames_[base.parent];
  if (base.field == Field::object && parent.kind == Kind::subscript_expression) {
    classify_element(access, base.parent);
  } else if (base.field == Field::object && parent.kind == Kind::member_expression) {
    classify_property(access, base.parent);
  } else {
    place(access, leaf);
    access.base = leaf.range;
    access.several = false;
    if (parent.kind == Kind::arguments && !base.several) classify_argument(access, base);
    check_value(parent, base);
    frames_.push_back(leaf);
    note_kept(frames_.size() - 1);
    frames_.pop_back();
  }
  if (access.element) {
    access.optional =
        access.element.child(Field::optional_chain) ||
        (access.leaf_count == 1 && (leaf.kind == Kind::member_expression || leaf.kind == Kind::subscript_expression) &&
         leaf.node.child(Field::optional_chain));
  }
}

// Temporaries of an access must differ from those of the accesses around it.
void AccessFinder::count_depth(Access& access) {
  while (!enclosing_.empty() && enclosing_.back() <= access.whole.begin) enclosing_.pop_back();
  access.depth = static_cast<std::uint32_t>(enclosing_.size());
  if (access.operation || access.element) enclosing_.push_back(access.whole.end);
}

void AccessFinder::meet_view(const Leaf& view) {
  const Frame& leaf = view.frame;
  if (leaf.range.begin < consumed_until_) return;
  const Base base = base_of(view);
  Access access;
  access.base = base.range;
  access.several = base.several;
  access.first_leaf = static_cast<std::uint32_t>(result_.leaves.size());
  access.shorthand = leaf.kind == Kind::shorthand_property_identifier;
  const bool element = base.field == Field::object && (frames_[base.parent].kind == Kind::subscript_expression ||
                                                       frames_[base.parent].kind == Kind::member_expression);
  if (base.several && element && collect_leaves(base)) {
    access.leaf_count = static_cast<std::uint32_t>(result_.leaves.size()) - access.first_leaf;
    consumed_until_ = base.range.end;
    classify(access, leaf, base);
  } else {
    result_.leaves.resize(access.first_leaf);
    result_.leaves.push_back(views_.references[next_]);
    result_.leaves.back().range = leaf.range;
    if (is_untouched(base)) {
      place(access, leaf);
      access.kind = AccessKind::untouched;
    } else if (base.several && element) {
      place(access, leaf);
      access.base = leaf.range;
      report(Severity::error, base.range, "cannot rewrite an access whose object is only sometimes a view");
    } else {
      classify(access, leaf, base);
    }
  }
  count_depth(access);
  result_.accesses.push_back(access);
}

}  // namespace

Accesses find_accesses(const Node& root, std::string_view text, const Scopes& scopes, const Views& views) {
  if (views.references.empty()) return {};
  AccessFinder finder(text, scopes, views);
  walk(root, finder);
  return finder.take();
}

}  // namespace heaplift
