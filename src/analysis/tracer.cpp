#include "src/analysis/tracer.h"

#include <algorithm>

namespace heaplift {
namespace {

constexpr int kMaxDepth = 8;
constexpr int kMostSteps = 200;    // of one trace
constexpr int kMostWrappers = 48;  // that unwrap() looks through

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
  // By counts, since libc++ 13 makes no span of two iterators.
  const auto begin = std::ranges::lower_bound(order, wanted, {}, binding_of) - order.begin();
  const auto end = std::ranges::upper_bound(order, wanted, {}, binding_of) - order.begin();
  return std::span(order).subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

// Undefined and the like, which variables have before their first value.
bool is_nothing(const Node& value) { return value.kind() == Kind::undefined || value.kind() == Kind::null; }

bool starts_with_async(const Node& function, std::string_view text) {
  return text.substr(function.range().begin).starts_with("async");
}

// What is known of something that is each of `traces` at times.
Trace joined(const std::vector<Trace>& traces) {
  Trace all{.evidence = traces.empty() ? Evidence::unknown : Evidence::no};
  bool yes = false;
  bool no = false;
  for (const Trace& trace : traces) {
    all.mixed |= trace.mixed || (yes && trace.evidence == Evidence::yes && trace.memory != all.memory);
    if (trace.evidence == Evidence::yes) all.memory = trace.memory;
    yes |= trace.evidence == Evidence::yes;
    no |= trace.evidence == Evidence::no;
    all.other_memory |= trace.other_memory;
    all.evidence = std::max(all.evidence, trace.evidence);
  }
  all.mixed |= yes && no;
  if (all.mixed) all.evidence = Evidence::unknown;
  return all;
}

}  // namespace

Node unwrap(Node node) {
  for (int i = 0; i < kMostWrappers; ++i) {
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
  return node;
}

Tracer::Tracer(const Scopes& scopes, std::string_view text, std::string_view memory)
    : scopes_(scopes),
      text_(text),
      memory_given_(!memory.empty()),
      memory_at_(scopes.scopes.size(), kNone),
      facts_(scopes.bindings.size()) {
  const std::string_view expression = memory.empty() ? "wasmMemory" : memory;
  memory_name_ = expression.substr(0, expression.find_first_of(".["));
  for (BindingId id = 0; id < scopes.bindings.size(); ++id) {
    const Binding& binding = scopes.bindings[id];
    BindingId& there = memory_at_[binding.scope];
    if (there == kNone && scopes.names.text(binding.name) == memory_name_) there = id;
  }
  for (ScopeId scope = 1; scope < scopes.scopes.size(); ++scope) {
    if (memory_at_[scope] == kNone) memory_at_[scope] = memory_at_[scopes.scopes[scope].parent];
  }
  writes_ = by_binding(scopes.writes.size(),
                       [&](std::uint32_t i) { return scopes.references[scopes.writes[i].reference].binding; });
  calls_ = by_binding(scopes.named_calls.size(),
                      [&](std::uint32_t i) { return scopes.references[scopes.named_calls[i].callee].binding; });
  for (const Reference& reference : scopes.references) {
    if (reference.binding != kNone && text.substr(reference.range.end).starts_with(".grow(")) {
      facts_[reference.binding].grows = true;
    }
  }
  for (const Member& member : scopes.members) {
    const BindingId object = member.object == kNone ? kNone : scopes.references[member.object].binding;
    if (object != kNone && member.value && typed_array(unwrap(member.value))) facts_[object].has_views = true;
  }
  for (std::uint32_t i = 0; i < scopes.writes.size(); ++i) {
    const Kind kind = scopes.writes[i].value.kind();
    if (kind == Kind::function_expression || kind == Kind::arrow_function) function_writes_.push_back(i);
  }
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

BindingId Tracer::memory_binding_at(ScopeId scope) const { return memory_at_[scope]; }

// `new WebAssembly.Memory(…)`
bool Tracer::makes_memory(const Node& value) const {
  const Node made = unwrap(value);
  if (made.kind() != Kind::new_expression) return false;
  const Node constructor = made.child(Field::constructor);
  return constructor.kind() == Kind::member_expression && text_of(constructor.child(Field::property)) == "Memory";
}

const Tracer::Facts& Tracer::facts_of(BindingId id) const {
  Facts& facts = facts_[id];
  if (facts.known) return facts;
  facts.known = true;
  for (const std::uint32_t i : writes_of(id)) {
    const Node value = unwrap(scopes_.writes[i].value);
    if (makes_memory(value)) {
      facts.made = true;
      continue;
    }
    const Kind kind = value.kind();
    facts.refuted |= kind == Kind::new_expression || kind == Kind::object || kind == Kind::array ||
                     kind == Kind::number || kind == Kind::string;
    facts.property |= kind == Kind::member_expression || kind == Kind::subscript_expression;
  }
  return facts;
}

bool Tracer::is_memory(BindingId id, MemoryTest test) const {
  if (scopes_.names.text(scopes_.bindings[id].name) == memory_name_ || facts_[id].accepted) return true;
  if (memory_given_) return false;
  const Facts& facts = facts_of(id);
  return facts.made || (test == MemoryTest::possible && !facts.refuted);
}

bool Tracer::acts_as_memory(BindingId binding) const {
  const Facts& facts = facts_of(binding);
  return facts.made || facts.grows || scopes_.names.text(scopes_.bindings[binding].name) == memory_name_;
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
  // In threads of Emscripten, the Module brings the memory and its buffer along.
  if (facts_[reference->binding].has_views && !is_memory(reference->binding, MemoryTest::known)) return {};
  if (is_memory(reference->binding, test)) return {.evidence = Evidence::yes, .memory = reference->binding};
  return {.evidence = Evidence::no, .other_memory = true};
}

// The function that is declared by `name`.
Node Tracer::declared_function(Range name) const {
  const auto after =
      std::ranges::lower_bound(scopes_.scopes, name.end, {}, [](const Scope& scope) { return scope.range.begin; });
  const auto body = std::ranges::find(after, scopes_.scopes.end(), ScopeKind::body, &Scope::kind);
  if (body == scopes_.scopes.end() || body->function.child(Field::name).range() != name) return {};
  return body->function;
}

// The function that a name stands for: declared, or set once.
Node Tracer::function_of(BindingId id) const {
  const Binding& binding = scopes_.bindings[id];
  if (binding.kind == BindingKind::function) return declared_function(binding.declaration);
  const auto writes = writes_of(id);
  if (writes.size() != 1 || binding.writes != 1) return {};
  const Node& value = scopes_.writes[writes[0]].value;
  const bool function = value.kind() == Kind::function_expression || value.kind() == Kind::arrow_function;
  return function ? value : Node();
}

// The bindings that the identifier at `offset` declares: they are listed as their declarations are met.
std::span<const Binding> Tracer::declared_by(std::uint32_t offset) const {
  const auto place = [](const Binding& binding) { return binding.declaration.begin; };
  const auto first = std::ranges::lower_bound(scopes_.bindings, offset, {}, place);
  const auto last = std::ranges::upper_bound(scopes_.bindings, offset, {}, place);
  const std::span<const Binding> all(scopes_.bindings);
  return all.subspan(static_cast<std::size_t>(first - scopes_.bindings.begin()),
                     static_cast<std::size_t>(last - first));
}

BindingId Tracer::declared_at(std::uint32_t offset) const {
  const auto found = declared_by(offset);
  return found.empty() ? kNone : static_cast<BindingId>(&found.front() - scopes_.bindings.data());
}

// The names by which a function can be called; none where that cannot be told.
std::span<const Binding> Tracer::bindings_of(const Node& function) const {
  if (function.kind() == Kind::function_declaration) return declared_by(function.child(Field::name).range().begin);
  const auto place = [&](std::uint32_t i) { return scopes_.writes[i].value.range().begin; };
  const auto write = std::ranges::lower_bound(function_writes_, function.range().begin, {}, place);
  if (write == function_writes_.end() || place(*write) != function.range().begin) return {};
  const BindingId id = scopes_.references[scopes_.writes[*write].reference].binding;
  if (id == kNone || !function_of(id) || function.child(Field::name)) return {};
  return declared_by(scopes_.bindings[id].declaration.begin);
}

// What the calls of a function pass for its one parameter.
// Recursion is bounded by kMaxDepth and kMostSteps, as in all functions that trace.
// NOLINTNEXTLINE(misc-no-recursion)
void Tracer::trace_parameter(const Binding& parameter, Search search, std::vector<Trace>& traces) const {
  const std::uint32_t end = scopes_.scopes[parameter.scope].range.end;
  const auto body =
      std::find_if(scopes_.scopes.begin() + parameter.scope, scopes_.scopes.end(),
                   [&](const Scope& scope) { return scope.kind == ScopeKind::body || scope.range.begin >= end; });
  if (body == scopes_.scopes.end() || body->parent != parameter.scope) return;
  const Node parameters = body->function.child(Field::parameters);
  if (parameters && parameters.operand(1)) return;
  const auto callee = [&](std::uint32_t i) { return scopes_.references[scopes_.named_calls[i].callee].binding; };
  for (const Binding& binding : bindings_of(body->function)) {
    const auto id = static_cast<BindingId>(&binding - scopes_.bindings.data());
    for (const std::uint32_t i : with_binding(calls_, id, callee)) {
      if (*search.steps <= 0) break;
      const Node argument = scopes_.named_calls[i].node.child(Field::arguments).operand(0);
      traces.push_back(argument ? trace_buffer(argument, search.deeper()) : Trace{});
    }
  }
}

// NOLINTNEXTLINE(misc-no-recursion)
Trace Tracer::trace_name(const Node& name, Search search) const {
  const Reference* reference = reference_at(name.range().begin);
  if (reference == nullptr || reference->binding == kNone) return {};
  const Binding& binding = scopes_.bindings[reference->binding];
  std::vector<Trace> traces;
  const auto writes = writes_of(reference->binding);
  const bool parameter = binding.kind == BindingKind::parameter;
  if (parameter) trace_parameter(binding, search, traces);
  if (binding.writes > writes.size() + (parameter ? 1 : 0)) traces.emplace_back();
  for (const std::uint32_t i : writes) {
    const Write& write = scopes_.writes[i];
    if (*search.steps <= 0) break;
    if (is_nothing(unwrap(write.value))) continue;
    traces.push_back(write.property == kNone ? trace_buffer(write.value, search.deeper()) : Trace{});
  }
  if (*search.steps <= 0) traces.emplace_back();
  return joined(traces);
}

// `buffer()`, of a function that only returns something.
// NOLINTNEXTLINE(misc-no-recursion)
Trace Tracer::trace_call(const Node& call, Search search) const {
  const Node callee = call.child(Field::function);
  const Reference* reference = callee.kind() == Kind::identifier ? reference_at(callee.range().begin) : nullptr;
  if (reference == nullptr || reference->binding == kNone) return {};
  const Node function = function_of(reference->binding);
  if (!function || starts_with_async(function, text_)) return {};
  Node returned = function.child(Field::body);
  if (returned.kind() == Kind::statement_block) {
    const Node statement = returned.operand(0);
    returned = statement.kind() == Kind::return_statement ? statement.operand(0) : Node();
  }
  return returned ? trace_buffer(returned, search.deeper()) : Trace{};
}

Trace Tracer::trace_buffer(const Node& value, MemoryTest test) const {
  int steps = kMostSteps;
  const Trace trace = trace_buffer(value, Search{test, 0, &steps});
  return steps > 0 ? trace : Trace{};
}

// NOLINTNEXTLINE(misc-no-recursion)
Trace Tracer::trace_buffer(const Node& value, Search search) const {
  --*search.steps;
  if (search.depth >= kMaxDepth || *search.steps <= 0) return {};
  const Node node = unwrap(value);
  switch (node.kind()) {
    case Kind::identifier:
      return trace_name(node, search);
    case Kind::member_expression:
      return trace_property(node, search.test);
    case Kind::call_expression:
      return trace_call(node, search);
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
