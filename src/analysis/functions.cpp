#include "src/analysis/functions.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

#include "grammar/walk.h"
#include "src/analysis/view_type.h"

namespace heaplift {
namespace {

struct Frame {
  Node node;
  Kind kind = Kind::program;
  FunctionId function = 0;
  std::uint32_t owner = kNone;       // the object literal or class around
  std::uint32_t this_owner = kNone;  // the same for `this`
};

std::optional<CallKind> call_kind(Kind kind) {
  switch (kind) {
    case Kind::call_expression:
      return CallKind::call;
    case Kind::new_expression:
      return CallKind::construct;
    case Kind::await_expression:
      return CallKind::await_;
    case Kind::yield_expression:
      return CallKind::yield_;
    case Kind::spread_element:
    case Kind::array_pattern:
    case Kind::for_in_statement:
      return CallKind::iterator_step;
    case Kind::using_declaration:
      return CallKind::dispose;
    default:
      return std::nullopt;
  }
}

class FunctionCollector {
 public:
  FunctionCollector(Functions& functions, std::string_view text, const Tracer& tracer)
      : functions_(functions), text_(text), tracer_(tracer) {}

  bool enter(const Node& node, const Cursor& cursor);
  void leave() { frames_.pop_back(); }

 private:
  [[nodiscard]] std::string_view text_of(Range range) const { return text_.substr(range.begin, range.size()); }

  void meet_function(Frame& frame);
  void meet_class(Frame& frame);
  void meet_initializer(Frame& frame);
  void add_method(std::string_view name, FunctionId function, std::uint32_t owner);
  void meet_method(const Frame& frame, FunctionId function);
  void meet_site(const Frame& frame, CallKind kind);
  [[nodiscard]] bool is_asked_for(Field field) const;
  void meet_member(const Node& member, Kind kind, Field field);
  [[nodiscard]] bool only_throws(const Node& function) const;

  Functions& functions_;
  std::string_view text_;
  const Tracer& tracer_;
  std::vector<Frame> frames_;
};

// The name of a property, where it is plain.
std::string_view key_text(const Node& key, std::string_view text) {
  const Range range = key.range();
  switch (key.kind()) {
    case Kind::property_identifier:
    case Kind::private_property_identifier:
      return text.substr(range.begin, range.size());
    case Kind::string:
      return range.size() < 2 ? std::string_view() : text.substr(range.begin + 1, range.size() - 2);
    default:
      return {};
  }
}

void FunctionCollector::add_method(std::string_view name, FunctionId function, std::uint32_t owner) {
  if (!name.empty() && owner != kNone) functions_.methods.push_back({owner, name, function});
}

// Gives a function its name as a property: `{name: function () {}}`, `class { name = () => {}; name() {} }`.
void FunctionCollector::meet_method(const Frame& frame, FunctionId function) {
  const Frame& up = frames_.back();
  if (frame.kind == Kind::method_definition) {
    const Node name = frame.node.child(Field::name);
    const std::string_view before =
        text_.substr(frame.node.range().begin, name.range().begin - frame.node.range().begin);
    const bool accessor = before.find("get") != std::string_view::npos || before.find("set") != std::string_view::npos;
    if (!accessor) add_method(key_text(name, text_), function, up.owner);
  } else if (up.kind == Kind::pair) {
    add_method(key_text(up.node.child(Field::key), text_), function, up.owner);
  } else if (up.kind == Kind::field_definition) {
    add_method(key_text(up.node.child(Field::property), text_), function, up.owner);
  }
}

bool FunctionCollector::only_throws(const Node& function) const {
  const Node body = function.child(Field::body);
  if (body.kind() != Kind::statement_block || body.child_count() < 3) return false;
  return body.child(body.child_count() - 2).kind() == Kind::throw_statement;
}

void FunctionCollector::meet_function(Frame& frame) {
  const Range range = frame.node.range();
  const auto id = static_cast<FunctionId>(functions_.functions.size());
  Function function{.range = range, .node = frame.node, .parent = frame.function};
  const Node name = frame.node.child(Field::name);
  const Node parameters = frame.node.child(Field::parameters);
  const std::uint32_t head_end = name ? name.range().begin : parameters ? parameters.range().begin : range.end;
  const std::string_view head = text_.substr(range.begin, head_end - range.begin);
  function.async = frame.node.child(Kind::keyword_async) ||
                   (frame.kind == Kind::method_definition && head.find("async") != std::string_view::npos);
  function.generator = frame.kind == Kind::generator_function || frame.kind == Kind::generator_function_declaration ||
                       (frame.kind == Kind::method_definition && head.find('*') != std::string_view::npos);
  function.throws = only_throws(frame.node);
  const Node body = frame.node.child(Field::body);
  if (frame.kind == Kind::arrow_function && body.kind() != Kind::statement_block) {
    functions_.returns.push_back({id, body});
  }
  meet_method(frame, id);
  const bool property = frame.kind == Kind::method_definition || frames_.back().kind == Kind::pair;
  if (frame.kind != Kind::arrow_function) frame.this_owner = property ? frames_.back().owner : kNone;
  function.this_owner = frame.this_owner;
  functions_.functions.push_back(function);
  frame.function = id;
  frame.owner = kNone;
}

void FunctionCollector::meet_class(Frame& frame) {
  const Range range = frame.node.range();
  frame.owner = range.begin;
  functions_.functions.push_back(
      {.range = range, .node = frame.node, .parent = frame.function, .is_class = true, .this_owner = range.begin});
}

// The value of a field is evaluated by the constructor, with the new object as `this`.
void FunctionCollector::meet_initializer(Frame& frame) {
  frame.this_owner = frame.owner;
  if (!frames_.back().node.child(Kind::keyword_static)) frame.function = functions_.at(frame.owner);
}

void FunctionCollector::meet_site(const Frame& frame, CallKind kind) {
  if (frame.kind == Kind::for_in_statement && text_of(frame.node.child(Field::operator_).range()) != "of") return;
  if (frame.kind == Kind::call_expression && frame.node.child(Field::arguments).kind() == Kind::template_string) {
    kind = CallKind::tag;
  }
  functions_.sites.push_back({frame.node, frame.node.range(), frame.function, kind});
}

// Whether what stands here is only asked for: `x === undefined`, `x && …`, `!x`, `if (x)`, `x?.()`.
bool FunctionCollector::is_asked_for(Field field) const {
  std::size_t up = frames_.size() - 1;
  while (up > 0 && frames_[up].kind == Kind::parenthesized_expression) --up;
  const Frame& around = frames_[up];
  switch (around.kind) {
    case Kind::unary_expression:
    case Kind::if_statement:
      return true;
    case Kind::ternary_expression:
      return up != frames_.size() - 1 || field == Field::condition;
    case Kind::call_expression:
      return field == Field::function && around.node.child(Field::optional_chain);
    case Kind::binary_expression: {
      const std::string_view op = text_of(around.node.child(Field::operator_).range());
      return op.starts_with("==") || op.starts_with("!=") || (op == "&&" && field == Field::left);
    }
    default:
      return false;
  }
}

void FunctionCollector::meet_member(const Node& member, Kind kind, Field field) {
  const Node key = member.child(kind == Kind::member_expression ? Field::property : Field::index);
  const std::string_view name = key_text(key, text_);
  if (!name.empty() && name[0] != '_' && is_asked_for(field)) functions_.tested_names.push_back(name);
  if (!name.starts_with("HEAP") || !view_type_of_name(name)) return;
  constexpr std::uint32_t kLongest = 100;  // bytes; what is longer is not said twice in the same words
  const Node object = member.child(Field::object);
  if (object.kind() == Kind::identifier) {  // a name means one thing here and another there, above all minified
    const Reference* reference = tracer_.reference_at(object.range().begin);
    if (reference != nullptr && reference->binding != kNone) functions_.heap_bindings.push_back(reference->binding);
  } else if (object.range().size() <= kLongest) {
    functions_.heap_objects.push_back(text_of(object.range()));
  }
}

bool FunctionCollector::enter(const Node& node, const Cursor& cursor) {
  Frame frame{.node = node, .kind = node.kind()};
  if (frames_.empty()) {
    functions_.functions.push_back({.range = {0, static_cast<std::uint32_t>(text_.size())}, .node = node});
    frames_.push_back(frame);
    return true;
  }
  const Frame& up = frames_.back();
  frame.function = up.function;
  frame.owner = up.owner;
  frame.this_owner = up.this_owner;
  if (up.kind == Kind::field_definition && cursor.field() == Field::value) meet_initializer(frame);
  if (is_function_kind(frame.kind)) {
    meet_function(frame);
  } else {
    switch (frame.kind) {
      case Kind::class_:
      case Kind::class_declaration:
        meet_class(frame);
        break;
      case Kind::class_static_block:
        frame.this_owner = frame.owner;
        break;
      case Kind::object:
        frame.owner = node.range().begin;
        break;
      case Kind::return_statement:
        functions_.functions[frame.function].throws = false;
        if (const Node value = node.operand(0)) functions_.returns.push_back({frame.function, value});
        break;
      case Kind::member_expression:
      case Kind::subscript_expression:
        meet_member(node, frame.kind, cursor.field());
        break;
      case Kind::unary_expression:  // `await` where the parser takes it for a name; see parse.cpp
        if (text_of(node.range()).starts_with("await")) meet_site(frame, CallKind::await_);
        break;
      default:
        if (const auto kind = call_kind(frame.kind)) meet_site(frame, *kind);
    }
  }
  frames_.push_back(frame);
  return true;
}

template <class T>
void sort_unique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// Binds the names that only ever hold one function or class.
void bind_names(Functions& functions, const Scopes& scopes, const Tracer& tracer) {
  functions.of_binding.assign(scopes.bindings.size(), kNone);
  std::vector<std::pair<std::uint32_t, FunctionId>> by_name;  // where the name stands
  for (FunctionId id = 1; id < functions.functions.size(); ++id) {
    const Node name = functions.functions[id].node.child(Field::name);
    if (name && name.kind() == Kind::identifier) by_name.emplace_back(name.range().begin, id);
  }
  for (BindingId id = 0; id < scopes.bindings.size(); ++id) {
    const Binding& binding = scopes.bindings[id];
    if (binding.writes != 1) continue;
    if (binding.kind == BindingKind::function || binding.kind == BindingKind::class_ ||
        binding.kind == BindingKind::name) {
      const auto found =
          std::lower_bound(by_name.begin(), by_name.end(), std::pair(binding.declaration.begin, FunctionId{0}));
      if (found != by_name.end() && found->first == binding.declaration.begin) functions.of_binding[id] = found->second;
      continue;
    }
    if (binding.kind == BindingKind::parameter || binding.kind == BindingKind::catch_parameter) continue;
    const auto writes = tracer.writes_of(id);
    if (writes.size() != 1 || scopes.writes[writes[0]].property != kNone) continue;
    const Node value = unwrap(scopes.writes[writes[0]].value);
    const Kind kind = value.kind();
    if (is_function_kind(kind) || kind == Kind::class_) functions.of_binding[id] = functions.at(value.range().begin);
  }
}

}  // namespace

bool is_function_kind(Kind kind) {
  switch (kind) {
    case Kind::arrow_function:
    case Kind::function_expression:
    case Kind::function_declaration:
    case Kind::generator_function:
    case Kind::generator_function_declaration:
    case Kind::method_definition:
      return true;
    default:
      return false;
  }
}

FunctionId Functions::at(std::uint32_t offset) const {
  const auto found =
      std::lower_bound(functions.begin() + 1, functions.end(), offset,
                       [](const Function& function, std::uint32_t begin) { return function.range.begin < begin; });
  return found != functions.end() && found->range.begin == offset ? static_cast<FunctionId>(found - functions.begin())
                                                                  : kNone;
}

FunctionId Functions::around(std::uint32_t offset) const {
  const auto after =
      std::upper_bound(functions.begin() + 1, functions.end(), offset,
                       [](std::uint32_t begin, const Function& function) { return begin < function.range.begin; });
  auto id = static_cast<FunctionId>(after - functions.begin() - 1);
  while (functions[id].range.end <= offset && id != 0) id = functions[id].parent;
  return id;
}

FunctionId Functions::method(std::uint32_t owner, std::string_view name) const {
  const auto found = std::lower_bound(methods.begin(), methods.end(), std::pair(owner, name),
                                      [](const Method& method, const std::pair<std::uint32_t, std::string_view>& key) {
                                        return std::tie(method.owner, method.name) < std::tie(key.first, key.second);
                                      });
  if (found == methods.end() || found->owner != owner || found->name != name) return kNone;
  const auto next = std::next(found);
  const bool several = next != methods.end() && next->owner == owner && next->name == name;
  return several ? kNone : found->function;
}

bool Functions::is_tested(std::string_view name) const {
  return std::binary_search(tested_names.begin(), tested_names.end(), name);
}

bool Functions::is_heap_object(std::string_view text) const {
  return std::binary_search(heap_objects.begin(), heap_objects.end(), text);
}

bool Functions::is_heap_binding(BindingId binding) const {
  return std::binary_search(heap_bindings.begin(), heap_bindings.end(), binding);
}

Functions find_functions(const Node& root, std::string_view text, const Scopes& scopes, const Tracer& tracer) {
  Functions functions;
  FunctionCollector collector(functions, text, tracer);
  walk(root, collector);
  std::sort(functions.methods.begin(), functions.methods.end(), [](const Method& a, const Method& b) {
    return std::tie(a.owner, a.name, a.function) < std::tie(b.owner, b.name, b.function);
  });
  sort_unique(functions.tested_names);
  sort_unique(functions.heap_objects);
  sort_unique(functions.heap_bindings);
  bind_names(functions, scopes, tracer);
  return functions;
}

}  // namespace heaplift
