#include "src/analysis/value_types.h"

#include <string_view>

namespace heaplift {
namespace {

// How far names and operands are followed; this also bounds the recursion.
constexpr int kMaxDepth = 6;

}  // namespace

BindingId ValueTypes::binding(const Node& identifier) const {
  const Reference* reference = tracer_.reference_at(identifier.range().begin);
  return reference == nullptr ? kNone : reference->binding;
}

std::string_view ValueTypes::global(const Node& identifier) const {
  if (identifier.kind() != Kind::identifier || binding(identifier) != kNone) return {};
  return tracer_.text_of(identifier);
}

// NOLINTNEXTLINE(misc-no-recursion)
ValueType ValueTypes::of_variable(const Node& identifier, int depth) const {
  if (views_.find(identifier.range()) != nullptr) return ValueType::typed_array;
  const BindingId id = binding(identifier);
  if (id == kNone) return ValueType::unknown;
  const Binding& variable = scopes_.bindings[id];
  if (variable.kind == BindingKind::function) return ValueType::function;
  if (variable.kind != BindingKind::var && variable.kind != BindingKind::let && variable.kind != BindingKind::const_) {
    return ValueType::unknown;
  }
  constexpr std::size_t kMostWrites = 8;
  const auto writes = tracer_.writes_of(id);
  if (writes.empty() || writes.size() != variable.writes || writes.size() > kMostWrites) return ValueType::unknown;
  ValueType type = ValueType::unknown;
  for (const std::uint32_t i : writes) {
    const Write& write = scopes_.writes[i];
    const ValueType written = write.property == kNone ? of(write.value, depth + 1) : ValueType::unknown;
    if (written == ValueType::unknown || (type != ValueType::unknown && written != type)) return ValueType::unknown;
    type = written;
  }
  return type;
}

// NOLINTNEXTLINE(misc-no-recursion)
ValueType ValueTypes::of_call(const Node& call, int depth) const {
  if (views_.find(call.range()) != nullptr) return ValueType::typed_array;
  const Node callee = unwrap(call.child(Field::function));
  if (callee.kind() == Kind::identifier) return function_result(global(callee));
  if (callee.kind() != Kind::member_expression) return ValueType::unknown;
  const Node object = callee.child(Field::object);
  const std::string_view method = tracer_.text_of(callee.child(Field::property));
  const std::string_view name = global(object);
  if (!name.empty() && builtin_static(name, method)) return static_result(name, method);
  const ValueType receiver = of(object, depth + 1);
  return builtin_method(receiver, method) ? method_result(receiver, method) : ValueType::unknown;
}

// NOLINTNEXTLINE(misc-no-recursion)
ValueType ValueTypes::common(const Node& a, const Node& b, int depth) const {
  const ValueType type = of(a, depth + 1);
  return type != ValueType::unknown && of(b, depth + 1) == type ? type : ValueType::unknown;
}

// NOLINTNEXTLINE(misc-no-recursion)
ValueType ValueTypes::of_binary(const Node& binary, int depth) const {
  const std::string_view op = tracer_.text_of(binary.child(Field::operator_));
  const Node left = binary.child(Field::left);
  const Node right = binary.child(Field::right);
  if (op == "&&" || op == "||" || op == "\?\?") return common(left, right, depth);
  if (op != "+") return ValueType::number;  // comparisons, too: booleans
  const ValueType a = of(left, depth + 1);
  if (a == ValueType::string) return a;
  const ValueType b = of(right, depth + 1);
  if (b == ValueType::string) return b;
  return a == ValueType::number && b == ValueType::number ? a : ValueType::unknown;
}

// NOLINTNEXTLINE(misc-no-recursion)
ValueType ValueTypes::of(const Node& expression, int depth) const {
  if (depth >= kMaxDepth || !expression) return ValueType::unknown;
  const Node node = unwrap(expression);
  switch (node.kind()) {
    case Kind::number:
    case Kind::true_:
    case Kind::false_:
    case Kind::null:
    case Kind::undefined:
    case Kind::update_expression:
      return ValueType::number;
    case Kind::unary_expression: {
      const std::string_view op = tracer_.text_of(node.child(Field::operator_));
      if (op == "typeof") return ValueType::string;
      return op == "!" || op == "-" || op == "+" || op == "~" || op == "void" || op == "delete" ? ValueType::number
                                                                                                : ValueType::unknown;
    }
    case Kind::string:
    case Kind::template_string:
      return ValueType::string;
    case Kind::array:
      return ValueType::array;
    case Kind::regex:
      return ValueType::regexp;
    case Kind::object:
      return ValueType::object;
    case Kind::arrow_function:
    case Kind::function_expression:
    case Kind::generator_function:
      return ValueType::function;
    case Kind::binary_expression:
      return of_binary(node, depth);
    case Kind::ternary_expression:
      return common(node.child(Field::consequence), node.child(Field::alternative), depth);
    case Kind::new_expression:
      return constructed_type(global(node.child(Field::constructor)));
    case Kind::identifier:
      return of_variable(node, depth);
    case Kind::call_expression:
      return of_call(node, depth);
    case Kind::member_expression:
    case Kind::subscript_expression:
      if (views_.find(node.range()) != nullptr) return ValueType::typed_array;
      if (node.kind() == Kind::member_expression) {
        const std::string_view name = tracer_.text_of(node.child(Field::property));
        if (view_type_of_name(name)) return ValueType::typed_array;
        if (name == "length" && of(node.child(Field::object), depth + 1) != ValueType::unknown) {
          return ValueType::number;
        }
        if (name == "byteLength" || name == "byteOffset") return ValueType::number;
      }
      return ValueType::unknown;
    default:
      return ValueType::unknown;
  }
}

}  // namespace heaplift
