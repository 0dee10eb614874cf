#include "src/analysis/tracer.h"

#include <algorithm>

namespace heaplift {
namespace {

constexpr int kMaxDepth = 6;

// Orders indices of things by a binding of each, keeping the order of the source among equals.
template <class BindingOf>
std::vector<std::uint32_t> by_binding(std::size_t count, const BindingOf& binding_of) {
  std::vector<std::uint32_t> order(count);
  for (std::uint32_t i = 0; i < count; ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, binding_of);
  return order;
}

// Those of `order`, made by by_binding, that have the binding `wanted`.
template <class BindingOf>
std::span<const std::uint32_t> with_binding(const std::vector<std::uint32_t>& order, BindingId wanted,
                                            const BindingOf& binding_of) {
  return {std::ranges::lower_bound(order, wanted, {}, binding_of),
          std::ranges::upper_bound(order, wanted, {}, binding_of)};
}

}  // namespace

Node unwrap(Node node) {
  while (true) {
    switch (node.kind()) {
      case Kind::parenthesized_expression:
        node = node.operand(0);
        break;
      case Kind::assignment_expression:
        node = node.child(Field::right);
        break;
      default:
        return node;
    }
  }
}

Tracer::Tracer(const Scopes& scopes, std::string_view text, std::string_view memory)
    : scopes_(scopes), text_(text), memory_given_(!memory.empty()) {
  const std::string_view expression = memory.empty() ? "wasmMemory" : memory;
  memory_name_ = expression.substr(0, expression.find_first_of(".["));
  for (BindingId id = 0; id < scopes.bindings.size(); ++id) {
    if (scopes.names.text(scopes.bindings[id].name) == memory_name_) memory_bindings_.push_back(id);
  }
  writes_ = by_binding(scopes.writes.size(),
                       [&](std::uint32_t i) { return scopes.references[scopes.writes[i].reference].binding; });
  calls_ = by_binding(scopes.named_calls.size(),
                      [&](std::uint32_t i) { return scopes.references[scopes.named_calls[i].callee].binding; });
}

std::span<const std::uint32_t> Tracer::writes_of(BindingId binding) const {
  return with_binding(writes_, binding,
                      [&](std::uint32_t i) { return scopes_.references[scopes_.writes[i].reference].binding; });
}

const Reference* Tracer::reference_at(std::uint32_t offset) const {
  const auto found = std::ranges::lower_bound(scopes_.references, offset, {},
                                              [](const Reference& reference) { return reference.range.begin; });
  return found != scopes_.references.end() && found->range.begin == offset ? &*found : nullptr;
}

std::string_view Tracer::text_of(const Node& node) const {
  return text_.substr(node.range().begin, node.range().size());
}

BindingId Tracer::memory_binding_at(ScopeId scope) const {
  BindingId found = kNone;
  for (const BindingId id : memory_bindings_) {
    const ScopeId candidate = scopes_.bindings[id].scope;
    if (!scopes_.inside(scope, candidate)) continue;
    if (found == kNone || scopes_.inside(candidate, scopes_.bindings[found].scope)) found = id;
  }
  return found;
}

// `new WebAssembly.Memory(…)`
bool Tracer::makes_memory(const Node& value) const {
  const Node made = unwrap(value);
  if (made.kind() != Kind::new_expression) return false;
  const Node constructor = made.child(Field::constructor);
  return constructor.kind() == Kind::member_expression && text_of(constructor.child(Field::property)) == "Memory";
}

bool Tracer::is_memory(BindingId id, MemoryTest test) const {
  const Binding& binding = scopes_.bindings[id];
  if (scopes_.names.text(binding.name) == memory_name_ || std::ranges::find(accepted_, id) != accepted_.end())
    return true;
  if (memory_given_) return false;
  bool possible = test == MemoryTest::possible;
  for (const std::uint32_t i : writes_of(id)) {
    const Node& value = scopes_.writes[i].value;
    if (makes_memory(value)) return true;
    const Kind kind = unwrap(value).kind();
    possible &= kind != Kind::new_expression && kind != Kind::object && kind != Kind::array && kind != Kind::number;
  }
  return possible;
}

// `x.buffer`
Trace Tracer::trace_property(const Node& member, MemoryTest test) const {
  const Node object = member.child(Field::object);
  if (text_of(member.child(Field::property)) != "buffer" || object.kind() != Kind::identifier) return {};
  const Reference* reference = reference_at(object.range().begin);
  if (reference == nullptr) return {};
  if (reference->binding == kNone) {
    return {.evidence = text_of(object) == memory_name_ ? Evidence::yes : Evidence::unknown};
  }
  if (is_memory(reference->binding, test)) return {.evidence = Evidence::yes, .memory = reference->binding};
  return {.evidence = Evidence::no, .other_memory = true};
}

// What the calls of a declared function pass for its one parameter.
// Recursion is bounded by kMaxDepth, as in all functions that trace.
// NOLINTNEXTLINE(misc-no-recursion)
Trace Tracer::trace_parameter(const Binding& parameter, MemoryTest test, int depth) const {
  const auto body = std::ranges::find_if(scopes_.scopes.begin() + parameter.scope, scopes_.scopes.end(),
                                         [](const Scope& scope) { return scope.kind == ScopeKind::body; });
  if (body == scopes_.scopes.end() || body->parent != parameter.scope) return {};
  const Range name = body->function.child(Field::name).range();
  const Node parameters = body->function.child(Field::parameters);
  if (name.empty() || !parameters || parameters.operand(1)) return {};
  const auto function = std::ranges::find(scopes_.bindings, name, &Binding::declaration);
  if (function == scopes_.bindings.end()) return {};
  const auto id = static_cast<BindingId>(function - scopes_.bindings.begin());
  const auto callee = [&](std::uint32_t i) { return scopes_.references[scopes_.named_calls[i].callee].binding; };
  Trace best;
  for (const std::uint32_t i : with_binding(calls_, id, callee)) {
    const Node argument = scopes_.named_calls[i].node.child(Field::arguments).operand(0);
    const Trace trace = argument ? trace_buffer(argument, test, depth + 1) : Trace{};
    if (trace.evidence > best.evidence) best = trace;
  }
  return best;
}

// NOLINTNEXTLINE(misc-no-recursion)
Trace Tracer::trace_name(const Node& name, MemoryTest test, int depth) const {
  const Reference* reference = reference_at(name.range().begin);
  if (reference == nullptr || reference->binding == kNone) return {};
  const Binding& binding = scopes_.bindings[reference->binding];
  const bool parameter = binding.kind == BindingKind::parameter;
  Trace best = parameter ? trace_parameter(binding, test, depth) : Trace{.evidence = Evidence::no};
  const auto writes = writes_of(reference->binding);
  const bool unseen = binding.writes > writes.size() || writes.empty();
  if (unseen && best.evidence == Evidence::no) best = {};
  for (const std::uint32_t i : writes) {
    const Write& write = scopes_.writes[i];
    const Trace trace = write.property == kNone ? trace_buffer(write.value, test, depth + 1) : Trace{};
    if (trace.evidence > best.evidence || trace.other_memory) best = trace;
  }
  return best;
}

// `buffer()`, of a declared function that only returns something.
// NOLINTNEXTLINE(misc-no-recursion)
Trace Tracer::trace_call(const Node& call, MemoryTest test, int depth) const {
  const Node callee = call.child(Field::function);
  const Reference* reference = callee.kind() == Kind::identifier ? reference_at(callee.range().begin) : nullptr;
  if (reference == nullptr || reference->binding == kNone) return {};
  const Range name = scopes_.bindings[reference->binding].declaration;
  const auto after =
      std::ranges::lower_bound(scopes_.scopes, name.end, {}, [](const Scope& scope) { return scope.range.begin; });
  const auto body = std::ranges::find(after, scopes_.scopes.end(), ScopeKind::body, &Scope::kind);
  if (body == scopes_.scopes.end() || body->function.child(Field::name).range() != name) return {};
  const Node statement = body->function.child(Field::body).operand(0);
  if (statement.kind() != Kind::return_statement || !statement.operand(0)) return {};
  return trace_buffer(statement.operand(0), test, depth + 1);
}

// NOLINTNEXTLINE(misc-no-recursion)
Trace Tracer::trace_buffer(const Node& value, MemoryTest test, int depth) const {
  if (depth >= kMaxDepth) return {};
  const Node node = unwrap(value);
  switch (node.kind()) {
    case Kind::identifier:
      return trace_name(node, test, depth);
    case Kind::member_expression:
      return trace_property(node, test);
    case Kind::call_expression:
      return trace_call(node, test, depth);
    case Kind::new_expression:
    case Kind::number:
    case Kind::array:
    case Kind::object:
    case Kind::string:
      return {.evidence = Evidence::no};
    default:
      return {};
  }
}

std::optional<Tracer::TypedArray> Tracer::typed_array(const Node& value) const {
  if (value.kind() != Kind::new_expression) return std::nullopt;
  const Node constructor = value.child(Field::constructor);
  const Node arguments = value.child(Field::arguments);
  if (constructor.kind() != Kind::identifier || !arguments || !arguments.operand(0)) return std::nullopt;
  const Node offset = arguments.operand(1);
  if (arguments.operand(2) || (offset && text_of(offset) != "0")) return std::nullopt;
  const Reference* reference = reference_at(constructor.range().begin);
  if (reference != nullptr && reference->binding != kNone) return std::nullopt;
  const auto type = std::ranges::find(kViewTypes, text_of(constructor), &ViewTypeInfo::array);
  if (type == kViewTypes.end()) return std::nullopt;
  return TypedArray{static_cast<ViewType>(type - kViewTypes.begin()), arguments.operand(0)};
}

}  // namespace heaplift
