#include "rules/view_uses.h"

#include <algorithm>
#include <string_view>

#include "grammar/walk.h"
#include "rules/memory_values.h"
#include "rules/sharing.h"
#include "src/analysis/builtins.h"
#include "src/analysis/value_types.h"

namespace heaplift {
namespace {

struct Frame {
  Node node;
  Kind kind = Kind::program;
  Field field = Field::none;
  FunctionId function = 0;
};

class UseFinder {
 public:
  UseFinder(const LintContext& context, ViewUses& uses, const SharingFinder& sharing)
      : context_(context), uses_(uses), sharing_(sharing), types_(context.scopes, context.views, context.tracer) {
    uses_.benign_read.assign(context.scopes.references.size(), false);
    declared_in_.resize(context.scopes.bindings.size(), kNone);
  }

  bool enter(const Node& node, const Cursor& cursor);
  void leave() { frames_.pop_back(); }

 private:
  void meet_value(const Frame& frame, Sharing sharing);
  void meet_capture(ReferenceId reference);
  void classify(ViewUse& use, Field field, std::size_t parent) const;
  void classify_element(ViewUse& use, std::size_t element) const;
  [[nodiscard]] bool is_transparent(const Frame& frame, Field field, Range inner) const;
  [[nodiscard]] bool is_collected(const Node& call) const;
  [[nodiscard]] bool is_passed_on(std::size_t literal) const;
  [[nodiscard]] bool is_called_at_once(std::size_t function) const;
  [[nodiscard]] FunctionId declarer(BindingId binding);

  const LintContext& context_;
  ViewUses& uses_;
  const SharingFinder& sharing_;
  ValueTypes types_;
  std::vector<FunctionId> declared_in_;
  std::vector<Frame> frames_;
};

// Whether a construct around a value gives this value: parentheses, conditions, the last of a comma expression.
bool UseFinder::is_transparent(const Frame& frame, Field field, Range inner) const {
  switch (frame.kind) {
    case Kind::parenthesized_expression:
      return true;
    case Kind::ternary_expression:
      return field != Field::condition;
    case Kind::sequence_expression:
      return inner.end == frame.node.range().end;
    case Kind::binary_expression: {
      const std::string_view op = context_.text(frame.node.child(Field::operator_));
      return op == "||" || op == "\?\?" || (op == "&&" && field == Field::right);
    }
    default:
      return false;
  }
}

// `x[i]`, and what is done with the element.
void UseFinder::classify_element(ViewUse& use, std::size_t element) const {
  use.kind = UseKind::element;
  use.user = frames_[element].node;
  use.operation = use.user.range();
  const Frame& up = frames_[element - 1];
  const Field field = frames_[element].field;
  switch (up.kind) {
    case Kind::assignment_expression:
    case Kind::augmented_assignment_expression:
      if (field == Field::left) use.operation = up.node.range();
      break;
    case Kind::call_expression:
      if (field == Field::function) use.operation = up.node.range();
      break;
    default:
      break;
  }
}

void UseFinder::classify(ViewUse& use, Field field, std::size_t parent) const {
  const Frame& up = frames_[parent];
  use.user = up.node;
  use.operation = up.node.range();
  switch (up.kind) {
    case Kind::subscript_expression:
      if (field == Field::object) classify_element(use, parent);
      break;
    case Kind::member_expression: {
      use.kind = UseKind::property;
      const bool called = frames_[parent].field == Field::function && frames_[parent - 1].kind == Kind::call_expression;
      if (called) {
        use.kind = UseKind::method;
        use.user = frames_[parent - 1].node;
        use.operation = use.user.range();
      } else if (frames_[parent - 1].kind == Kind::binary_expression ||
                 frames_[parent - 1].kind == Kind::template_substitution) {
        use.kind = UseKind::benign;  // `x.byteLength === 0`, `x.buffer !== memory.buffer`; `${x.byteLength} bytes`
      }
      break;
    }
    case Kind::arguments:
      use.kind = UseKind::argument;
      use.user = frames_[parent - 1].node;
      use.operation = use.user.range();
      use.collected = is_collected(use.user);
      break;
    case Kind::variable_declarator:
      if (field == Field::value) use.kind = UseKind::variable;
      break;
    case Kind::assignment_expression: {
      if (field != Field::right) break;
      const Kind target = up.node.child(Field::left).kind();
      const bool property = target == Kind::member_expression || target == Kind::subscript_expression;
      use.kind = property ? UseKind::field : UseKind::variable;
      break;
    }
    case Kind::field_definition:
      use.kind = UseKind::field;
      break;
    case Kind::array:
    case Kind::object:
      use.kind = UseKind::literal;
      use.passed_on = is_passed_on(parent);
      break;
    case Kind::pair:
      if (field != Field::value) break;
      use.kind = UseKind::literal;
      use.passed_on = is_passed_on(parent - 1);
      break;
    case Kind::return_statement:
    case Kind::yield_expression:
      use.kind = UseKind::returned;
      break;
    case Kind::arrow_function:
      if (field != Field::body) break;
      use.kind = UseKind::returned;
      use.late = frames_[parent - 1].kind == Kind::arguments && !up.node.child(Field::parameters).operand(0);
      break;
    case Kind::binary_expression:
    case Kind::unary_expression:
    case Kind::if_statement:
    case Kind::while_statement:
    case Kind::ternary_expression:
      use.kind = UseKind::benign;
      break;
    default:
      break;
  }
}

// `list.push(x)`, `map.set(key, x)`
bool UseFinder::is_collected(const Node& call) const {
  const Node callee = call.kind() == Kind::call_expression ? call.child(Field::function) : Node();
  if (!callee || callee.kind() != Kind::member_expression) return false;
  const std::string_view name = context_.text(callee.child(Field::property));
  return name == "push" || name == "unshift" || name == "enqueue" ||
         (name == "set" && call.child(Field::arguments).operand(1) &&
          types_.of(callee.child(Field::object)) == ValueType::map);
}

// `new Blob([x])`: the literal is read before the builtin returns.
bool UseFinder::is_passed_on(std::size_t literal) const {
  while (literal > 1 && (frames_[literal - 1].kind == Kind::array || frames_[literal - 1].kind == Kind::pair ||
                         frames_[literal - 1].kind == Kind::object)) {
    --literal;
  }
  if (literal < 2) return false;
  if (frames_[literal - 1].kind == Kind::spread_element) return true;
  if (frames_[literal - 1].kind != Kind::arguments) return false;
  const Frame& call = frames_[literal - 2];
  const Node callee = call.node.child(call.kind == Kind::new_expression ? Field::constructor : Field::function);
  if (callee.kind() == Kind::identifier) {
    const std::string_view name = context_.text(callee);
    return is_global(context_, callee) && (builtin_constructor(name) || builtin_function(name));
  }
  if (callee.kind() != Kind::member_expression) return false;
  const std::string_view name = context_.text(callee.child(Field::property));
  return name == "concat" || name == "writev" || name == "log" || name == "postMessage";
}

// Functions that are called by themselves, `(() => …)()`, or by a builtin before it returns, `list.forEach(…)`.
bool UseFinder::is_called_at_once(std::size_t function) const {
  std::size_t outer = function - 1;
  while (outer > 0 && frames_[outer].kind == Kind::parenthesized_expression) --outer;
  const Frame& up = frames_[outer];
  if (up.kind == Kind::call_expression) return frames_[outer + 1].field == Field::function;
  if (up.kind != Kind::arguments || outer == 0) return false;
  const Node callee = frames_[outer - 1].node.child(Field::function);
  if (!callee || callee.kind() != Kind::member_expression) return false;
  const std::string_view name = context_.text(callee.child(Field::property));
  return builtin_method(ValueType::array, name).has_value() || name == "replace";
}

FunctionId UseFinder::declarer(BindingId binding) {
  FunctionId& function = declared_in_[binding];
  if (function == kNone) function = context_.functions.around(context_.scopes.bindings[binding].declaration.begin);
  return function;
}

// The function that uses the variable is inside of that which declares it: is it gone when that returns?
void UseFinder::meet_capture(ReferenceId reference) {
  const FunctionId declared = declarer(context_.scopes.references[reference].binding);
  bool at_once = true;
  FunctionId closure = kNone;
  for (std::size_t i = frames_.size(); i-- > 0;) {
    if (!is_function_kind(frames_[i].kind)) continue;
    const FunctionId function = context_.functions.at(frames_[i].node.range().begin);
    if (function == declared) break;
    closure = function;
    at_once &= is_called_at_once(i);
  }
  if (closure != kNone) uses_.captures.push_back({reference, closure, at_once});
}

void UseFinder::meet_value(const Frame& frame, Sharing sharing) {
  std::size_t parent = frames_.size() - 1;
  Field field = frame.field;
  Range inner = frame.node.range();
  while (parent > 0 && is_transparent(frames_[parent], field, inner)) {
    field = frames_[parent].field;
    inner = frames_[parent].node.range();
    --parent;
  }
  ViewUse use{.range = frame.node.range(), .sharing = sharing, .kind = UseKind::other, .function = frame.function};
  use.made = frame.kind == Kind::new_expression;
  classify(use, field, parent);
  if (sharing_.is_held(frame.node)) {
    const Reference* reference = context_.tracer.reference_at(frame.node.range().begin);
    const auto id = static_cast<ReferenceId>(reference - context_.scopes.references.data());
    use.variable = id;
    uses_.benign_read[id] = use.kind == UseKind::benign;
    if (declarer(reference->binding) != frame.function) meet_capture(id);
  }
  uses_.uses.push_back(use);
}

bool UseFinder::enter(const Node& node, const Cursor& cursor) {
  Frame frame{.node = node, .kind = node.kind()};
  if (!frames_.empty()) {
    if (!node.named()) {
      frames_.push_back(frame);
      return false;
    }
    frame.field = cursor.field();
    frame.function = frames_.back().function;
  }
  if (is_function_kind(frame.kind)) frame.function = context_.functions.at(node.range().begin);
  switch (frame.kind) {
    case Kind::identifier: {
      const Reference* reference = context_.tracer.reference_at(node.range().begin);
      if (reference == nullptr || (reference->use != Use::read && reference->use != Use::update)) break;
      [[fallthrough]];
    }
    case Kind::shorthand_property_identifier:
    case Kind::member_expression:
    case Kind::subscript_expression:
    case Kind::call_expression:
    case Kind::new_expression:
      if (const Sharing sharing = sharing_.of(node); sharing != Sharing::none) meet_value(frame, sharing);
      break;
    default:
      break;
  }
  frames_.push_back(frame);
  return true;
}

// Finds the closures that nothing but their function calls. What they use is used where they are called.
void mark_local(const LintContext& context, ViewUses& uses) {
  const Functions& functions = context.functions;
  std::vector<std::uint32_t> reads(functions.functions.size(), 0);  // by FunctionId; of its name, that are no calls
  std::vector<bool> named(functions.functions.size(), false);
  for (const Reference& reference : context.scopes.references) {
    if (reference.binding == kNone || sets(reference.use)) continue;
    if (const FunctionId f = functions.of_binding[reference.binding]; f != kNone) ++reads[f];
  }
  for (const NamedCall& call : context.scopes.named_calls) {
    const Reference& callee = context.scopes.references[call.callee];
    const FunctionId f = callee.binding == kNone ? kNone : functions.of_binding[callee.binding];
    if (f == kNone) continue;
    const FunctionId caller = functions.around(callee.range.begin);
    const bool here = caller == functions.functions[f].parent || caller == f;
    if (here && !context.scopes.bindings[callee.binding].exported) --reads[f];
    named[f] = true;
  }
  for (Capture& capture : uses.captures) {
    const FunctionId f = capture.closure;
    const BindingId binding = context.scopes.references[capture.reference].binding;
    const FunctionId declared = functions.around(context.scopes.bindings[binding].declaration.begin);
    capture.local = named[f] && reads[f] == 0 && functions.functions[f].parent == declared && declared != 0 &&
                    functions.around(context.scopes.references[capture.reference].range.begin) == f &&
                    !functions.functions[f].async && !functions.functions[f].generator &&
                    context.growth.of_function(f) < Growth::likely;
  }
}

}  // namespace

std::string shortened(const LintContext& context, Range range) {
  constexpr std::size_t kLongest = 40;  // bytes
  const std::string_view text = context.source.text(range);
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    const bool inside_character = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    if (out.size() >= kLongest && !inside_character) return out.append("…");
    out.push_back(blank ? ' ' : c);
  }
  return out;
}

std::string what_grows(const LintContext& context, const GrowthPoint& point) {
  switch (point.kind) {
    case CallKind::await_:
      return "an `await`";
    case CallKind::yield_:
      return "a `yield`";
    case CallKind::iterator_step:
      return "a step of an iterator";
    case CallKind::call:
    case CallKind::tag:
    case CallKind::construct:
    case CallKind::dispose:
      break;
  }
  return "`" + shortened(context, point.range) + "`";
}

ViewUses find_view_uses(const LintContext& context) {
  ViewUses uses;
  SharingFinder sharing(context, uses);
  sharing.run();
  UseFinder finder(context, uses, sharing);
  walk(context.root, finder);
  std::sort(uses.captures.begin(), uses.captures.end(),
            [](const Capture& a, const Capture& b) { return a.reference < b.reference; });
  mark_local(context, uses);
  return uses;
}

}  // namespace heaplift
