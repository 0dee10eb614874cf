#include "rules/sharing.h"

#include <algorithm>
#include <string_view>

#include "rules/memory_values.h"
#include "src/analysis/builtins.h"

namespace heaplift {
namespace {

// How far operands and names are followed; this also bounds the recursion.
constexpr int kMaxDepth = 6;

}  // namespace

bool SharingFinder::is_held(const Node& identifier) const {
  if (identifier.kind() != Kind::identifier && identifier.kind() != Kind::shorthand_property_identifier) return false;
  const Reference* reference = context_.tracer.reference_at(identifier.range().begin);
  return reference != nullptr && may_be_view(*reference);
}

bool SharingFinder::may_be_view(const Reference& reference) const {
  if (reference.binding == kNone || !uses_.holds(reference.binding)) return false;
  return !mixed_ || mixed_->reads_view(static_cast<ReferenceId>(&reference - context_.scopes.references.data()));
}

// `new Uint8Array(buffer, …)`
// NOLINTNEXTLINE(misc-no-recursion)
Sharing SharingFinder::of_new(const Node& made) const {
  const Node constructor = made.child(Field::constructor);
  const Node arguments = made.child(Field::arguments);
  if (!arguments || !is_buffer_view(context_.text(constructor)) || !is_global(context_, constructor)) {
    return Sharing::none;
  }
  const Node buffer = arguments.operand(0);
  if (!buffer || of(buffer, kMaxDepth - 2) != Sharing::buffer) return Sharing::none;
  return arguments.operand(1) ? Sharing::range : Sharing::view;
}

// NOLINTNEXTLINE(misc-no-recursion)
Sharing SharingFinder::of_call(const Node& call, int depth) const {
  if (context_.views.find(call.range()) != nullptr) return Sharing::view;
  const Node callee = unwrap(call.child(Field::function));
  if (callee.kind() == Kind::identifier) {
    const Reference* reference = context_.tracer.reference_at(callee.range().begin);
    if (reference == nullptr || reference->binding == kNone) return Sharing::none;
    const FunctionId function = context_.functions.of_binding[reference->binding];
    return function == kNone ? Sharing::none : returns_[function];
  }
  if (callee.kind() != Kind::member_expression) return Sharing::none;
  if (context_.text(callee.child(Field::property)) != "subarray") return Sharing::none;
  return of(callee.child(Field::object), depth + 1) == Sharing::none ? Sharing::none : Sharing::range;
}

// NOLINTNEXTLINE(misc-no-recursion)
Sharing SharingFinder::of(const Node& node, int depth) const {
  if (!node || depth >= kMaxDepth) return Sharing::none;
  const Node inner = unwrap(node);
  switch (inner.kind()) {
    case Kind::identifier:
    case Kind::shorthand_property_identifier: {
      if (context_.views.find(inner.range()) != nullptr) return Sharing::view;
      const Reference* reference = context_.tracer.reference_at(inner.range().begin);
      return reference == nullptr || !may_be_view(*reference) ? Sharing::none : uses_.held[reference->binding];
    }
    case Kind::member_expression:
    case Kind::subscript_expression: {
      if (context_.views.find(inner.range()) != nullptr) return Sharing::view;
      if (inner.kind() == Kind::subscript_expression || context_.text(inner.child(Field::property)) != "buffer") {
        return Sharing::none;
      }
      const Node object = inner.child(Field::object);
      if (is_memory(context_, object)) return cannot_grow(context_, object) ? Sharing::none : Sharing::buffer;
      return of(object, depth + 1) != Sharing::none ? Sharing::buffer : Sharing::none;
    }
    case Kind::new_expression:
      return of_new(inner);
    case Kind::call_expression:
      return of_call(inner, depth);
    case Kind::ternary_expression:
      return std::max(of(inner.child(Field::consequence), depth + 1), of(inner.child(Field::alternative), depth + 1));
    case Kind::binary_expression: {
      const std::string_view op = context_.text(inner.child(Field::operator_));
      if (op != "||" && op != "&&" && op != "\?\?") return Sharing::none;
      return std::max(of(inner.child(Field::left), depth + 1), of(inner.child(Field::right), depth + 1));
    }
    case Kind::sequence_expression:
      return of(inner.child(inner.child_count() - 1), depth + 1);
    default:
      return Sharing::none;
  }
}

Sharing SharingFinder::of_write(const Write& write) const {
  if (write.property == kNone) return of(write.value);
  // `{HEAPU8: x} = module`
  return view_type_of_name(context_.scopes.names.text(write.property)) ? Sharing::view : Sharing::none;
}

bool SharingFinder::follow_writes() {
  bool changed = false;
  for (const Write& write : context_.scopes.writes) {
    const BindingId binding = context_.scopes.references[write.reference].binding;
    if (binding == kNone || own_[binding]) continue;
    const Sharing sharing = of_write(write);
    if (sharing == Sharing::none) continue;
    uses_.sets_view[write.reference] = true;
    if (sharing <= uses_.held[binding]) continue;
    uses_.held[binding] = sharing;
    changed = true;
  }
  return changed;
}

bool SharingFinder::follow_returns() {
  bool changed = false;
  for (const Return& returned : context_.functions.returns) {
    const Function& function = context_.functions.functions[returned.function];
    if (function.async || function.generator) continue;
    const Sharing sharing = of(returned.value);
    if (sharing <= returns_[returned.function]) continue;
    returns_[returned.function] = sharing;
    changed = true;
  }
  return changed;
}

// A view that is passed to a function of the file, for a parameter that is a plain name and never set.
bool SharingFinder::follow_argument(const Function& callee, std::uint32_t place, const Node& argument) {
  const Sharing sharing = of(argument);
  if (sharing == Sharing::none) return false;
  const Node parameters = callee.node.child(Field::parameters);
  const Node parameter = parameters ? parameters.operand(place) : Node();
  if (!parameter || parameter.kind() != Kind::identifier) return false;
  const auto found = declared_.find(parameter.range().begin);
  if (found == declared_.end() || own_[found->second] || sharing <= uses_.held[found->second]) return false;
  uses_.held[found->second] = sharing;
  return true;
}

bool SharingFinder::follow_arguments() {
  bool changed = false;
  constexpr std::uint32_t kMostArguments = 8;
  for (const NamedCall& call : context_.scopes.named_calls) {
    const BindingId binding = context_.scopes.references[call.callee].binding;
    const FunctionId function = binding == kNone ? kNone : context_.functions.of_binding[binding];
    const Node arguments = call.node.child(Field::arguments);
    if (function == kNone || arguments.kind() != Kind::arguments) continue;
    for (std::uint32_t i = 0; i < kMostArguments; ++i) {
      const Node argument = arguments.operand(i);
      if (!argument || argument.kind() == Kind::spread_element) break;
      changed |= follow_argument(context_.functions.functions[function], i, argument);
    }
  }
  return changed;
}

// Views that the file sets in more than one place follow the memory; others only did so once.
void SharingFinder::drop_own_views() {
  for (const ViewReference& view : context_.views.references) {
    if (view.reference == kNone) continue;  // `this.module.HEAPU8`
    const BindingId binding = context_.scopes.references[view.reference].binding;
    const bool named = view.origin == ViewOrigin::name || view.origin == ViewOrigin::definition;
    if (binding != kNone && named && context_.scopes.bindings[binding].writes != 1) own_[binding] = true;
  }
}

// Variables that are set where the views are made anew follow the memory as well: `buffer = wasmMemory.buffer`.
void SharingFinder::drop_refreshed() {
  for (const Reference& reference : context_.scopes.references) {
    if (reference.binding == kNone || !sets(reference.use)) continue;
    const Range* body = context_.views.untouched_around(reference.range);
    if (body == nullptr) continue;
    const Range declaration = context_.scopes.bindings[reference.binding].declaration;
    if (!body->contains(declaration)) own_[reference.binding] = true;
  }
}

void SharingFinder::forget() {
  uses_.held.assign(context_.scopes.bindings.size(), Sharing::none);
  uses_.sets_view.assign(context_.scopes.references.size(), false);
  returns_.assign(context_.functions.functions.size(), Sharing::none);
}

bool SharingFinder::follow_all() {
  const bool written = follow_writes();
  const bool returned = follow_returns();
  const bool passed = follow_arguments();
  return written || returned || passed;
}

// The flow of all that holds a view, and of the functions inside that use it.
void SharingFinder::build_flow_of(const std::vector<bool>& held) {
  std::vector<bool> followed = held;
  std::vector<bool> captures(context_.functions.functions.size(), false);
  for (const Reference& reference : context_.scopes.references) {
    if (reference.binding == kNone || !held[reference.binding]) continue;
    const Range declaration = context_.scopes.bindings[reference.binding].declaration;
    FunctionId function = context_.functions.around(reference.range.begin);
    for (; function != 0 && !captures[function]; function = context_.functions.functions[function].parent) {
      if (context_.functions.functions[function].range.contains(declaration)) break;
      captures[function] = true;
    }
  }
  for (BindingId id = 0; id < followed.size(); ++id) {
    const FunctionId function = context_.functions.of_binding[id];
    if (function != kNone && captures[function]) followed[id] = true;
  }
  uses_.flow = build_flow(context_.root, context_.source.text(), context_.scopes, context_.functions, context_.growth,
                          context_.accesses, followed);
}

// First with all that a variable ever is, at any time; then, for variables that are other things as well, with what
// they are where they are read.
void SharingFinder::run() {
  own_.assign(context_.scopes.bindings.size(), false);
  drop_own_views();
  drop_refreshed();
  for (BindingId id = 0; id < context_.scopes.bindings.size(); ++id) {
    const Binding& binding = context_.scopes.bindings[id];
    if (binding.kind == BindingKind::parameter && binding.writes == 1) declared_.emplace(binding.declaration.begin, id);
  }
  constexpr int kMostRounds = 4;
  forget();
  for (int round = 0; round < kMostRounds && follow_all(); ++round) {
  }
  std::vector<bool> held(context_.scopes.bindings.size());
  for (BindingId id = 0; id < held.size(); ++id) held[id] = uses_.holds(id);
  if (std::find(held.begin(), held.end(), true) == held.end()) return;
  build_flow_of(held);
  mixed_.emplace(context_, held, uses_.sets_view);
  if (!mixed_->any()) return;
  forget();
  for (int round = 0; round < 2 * kMostRounds; ++round) {
    const bool changed = follow_all();
    const bool read = mixed_->follow(uses_.flow, uses_.sets_view);
    if (!changed && !read) break;
  }
}

}  // namespace heaplift
