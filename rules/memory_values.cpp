#include "rules/memory_values.h"

#include <algorithm>
#include <array>

#include "grammar/parentheses.h"
#include "rules/pointer_index.h"

namespace heaplift {
namespace {

constexpr int kMostSteps = 6;  // how many variables are followed

bool is_memory_name(std::string_view name) { return name == "wasmMemory" || name == "memory"; }

// `x.memory`, `instance.exports.memory`, `Module.wasmMemory`
bool is_memory_member(const LintContext& context, const Node& node) {
  if (node.kind() != Kind::member_expression) return false;
  return is_memory_name(context.text(node.child(Field::property)));
}

// `new WebAssembly.Memory(…)`
bool creates_memory(const LintContext& context, const Node& node) {
  return node.kind() == Kind::new_expression && context.text(node.child(Field::constructor)) == "WebAssembly.Memory";
}

const Reference* reference_of(const LintContext& context, const Node& name) {
  if (name.kind() != Kind::identifier) return nullptr;
  return context.tracer.reference_at(name.range().begin);
}

// Whether a write gives a memory: `m = new WebAssembly.Memory(…)`, `m = exports.memory`, `{memory} = exports`.
bool writes_memory(const LintContext& context, const Write& write) {
  if (write.property != kNone || !write.value) return false;
  const Node value = unwrap(write.value);
  return creates_memory(context, value) || is_memory_member(context, value);
}

bool is_memory_binding(const LintContext& context, BindingId id) {
  const Binding& binding = context.scopes.bindings[id];
  const bool known = std::any_of(context.views.memories.begin(), context.views.memories.end(),
                                 [&](const Memory& memory) { return memory.binding == id; });
  if (known || context.scopes.names.text(binding.name) == "wasmMemory") return true;
  const auto writes = context.tracer.writes_of(id);
  const auto gives = [&](std::uint32_t i) { return writes_memory(context, context.scopes.writes[i]); };
  if (std::any_of(writes.begin(), writes.end(), gives)) return true;
  // `import {memory} from './pkg_bg.wasm'`, `const {memory} = instance.exports`, a parameter
  const auto taken_out = [&](std::uint32_t i) { return context.scopes.writes[i].property != kNone; };
  return context.scopes.names.text(binding.name) == "memory" && std::all_of(writes.begin(), writes.end(), taken_out);
}

bool is_view_constructor(const LintContext& context, const Node& constructor) {
  if (!is_global(context, constructor)) return false;
  const std::string_view name = context.text(constructor);
  constexpr std::array<std::string_view, 2> kOthers = {"DataView", "Uint8ClampedArray"};
  return std::any_of(kViewTypes.begin(), kViewTypes.end(),
                     [&](const ViewTypeInfo& type) { return type.array == name; }) ||
         std::find(kOthers.begin(), kOthers.end(), name) != kOthers.end();
}

bool is_true(const LintContext& context, const Node& node) {
  return node && context.text(node) != "false" && context.text(node) != "!1";
}

bool creates_shared_memory(const LintContext& context, const Node& node) {
  if (!creates_memory(context, node)) return false;
  const Node descriptor = node.child(Field::arguments).operand(0);
  return is_true(context, property_of(context, descriptor, "shared"));
}

}  // namespace

bool is_global(const LintContext& context, const Node& name) {
  const Reference* reference = reference_of(context, name);
  return reference != nullptr && reference->binding == kNone;
}

Node only_value(const LintContext& context, const Node& name) {
  const Reference* reference = reference_of(context, name);
  if (reference == nullptr || reference->binding == kNone) return {};
  const auto writes = context.tracer.writes_of(reference->binding);
  if (writes.size() != 1 || context.scopes.bindings[reference->binding].writes != 1) return {};
  const Write& write = context.scopes.writes[writes.front()];
  return write.property == kNone ? write.value : Node();
}

Node property_of(const LintContext& context, const Node& object, std::string_view name) {
  if (object.kind() != Kind::object) return {};
  constexpr std::uint32_t kMostProperties = 32;  // of options that people write
  for (std::uint32_t i = 0; i < kMostProperties; ++i) {
    const Node pair = object.operand(i);
    if (!pair) break;
    if (pair.kind() != Kind::pair) continue;
    std::string_view key = context.text(pair.child(Field::key));
    if (key.size() > 2 && (key.front() == '"' || key.front() == '\'')) key = key.substr(1, key.size() - 2);
    if (key == name) return pair.child(Field::value);
  }
  return {};
}

bool is_memory(const LintContext& context, const Node& node) {
  const Node inner = without_parentheses(node);
  if (is_memory_member(context, inner)) return true;
  const Reference* reference = reference_of(context, inner);
  if (reference == nullptr) return creates_memory(context, inner);
  if (reference->binding == kNone) return context.text(inner) == "wasmMemory";
  return is_memory_binding(context, reference->binding);
}

bool is_view(const LintContext& context, const Node& node) {
  return context.views.find(without_parentheses(node).range()) != nullptr;
}

bool is_memory_buffer(const LintContext& context, const Node& node) {
  Node inner = without_parentheses(node);
  for (int step = 0; step < kMostSteps && inner.kind() == Kind::identifier; ++step) {
    inner = without_parentheses(only_value(context, inner));
  }
  if (inner.kind() != Kind::member_expression || context.text(inner.child(Field::property)) != "buffer") return false;
  const Node object = inner.child(Field::object);
  return is_memory(context, object) || is_view(context, object);
}

bool makes_view(const LintContext& context, const Node& node) {
  if (node.kind() != Kind::new_expression || !is_view_constructor(context, node.child(Field::constructor)))
    return false;
  const Node arguments = node.child(Field::arguments);
  return arguments && arguments.operand(0) && is_memory_buffer(context, arguments.operand(0));
}

bool shares_memory(const LintContext& context, const Node& node) {
  Node inner = without_parentheses(node);
  for (int step = 0; step < kMostSteps; ++step) {
    if (is_view(context, inner) || makes_view(context, inner)) return true;
    if (inner.kind() == Kind::identifier) {
      inner = without_parentheses(only_value(context, inner));
    } else if (inner.kind() == Kind::call_expression) {
      const Node callee = inner.child(Field::function);
      if (callee.kind() != Kind::member_expression || context.text(callee.child(Field::property)) != "subarray") break;
      inner = without_parentheses(callee.child(Field::object));
    } else {
      break;
    }
  }
  return false;
}

bool has_fixed_size(const LintContext& context, const Node& memory) {
  Node created = without_parentheses(memory);
  if (created.kind() == Kind::identifier) created = without_parentheses(only_value(context, created));
  if (!creates_memory(context, created)) return false;
  const Node descriptor = created.child(Field::arguments).operand(0);
  const Node initial = property_of(context, descriptor, "initial");
  const Node maximum = property_of(context, descriptor, "maximum");
  return initial && maximum && context.text(initial) == context.text(maximum);
}

bool cannot_grow(const LintContext& context, const Node& memory) {
  return creates_memory(context, without_parentheses(memory)) || has_fixed_size(context, memory);
}

MemoryKinds::MemoryKinds(const LintContext& context)
    : all_shared_(context.memory_is_shared),
      resizable_(context.source.text().find("toResizableBuffer") != std::string_view::npos) {
  for (const Memory& memory : context.views.memories) {
    if (memory.binding != kNone && memory.scope != 0) homes_.push_back(context.scopes.scopes[memory.scope].range);
  }
  std::sort(homes_.begin(), homes_.end(), [](Range a, Range b) { return a.begin < b.begin; });
  collect_evidence(context);
}

void MemoryKinds::collect_evidence(const LintContext& context) {
  const auto note = [&](std::uint32_t offset) { shared_homes_.insert(home_of(offset)); };
  const auto& names = context.scopes.names;
  const std::array kThreads = {names.find("ENVIRONMENT_IS_PTHREAD"), names.find("PThread")};
  for (const Reference& reference : context.scopes.references) {
    if (std::find(kThreads.begin(), kThreads.end(), reference.name) != kThreads.end()) note(reference.range.begin);
  }
  for (const Binding& binding : context.scopes.bindings) {
    if (std::find(kThreads.begin(), kThreads.end(), binding.name) != kThreads.end()) note(binding.declaration.begin);
  }
  for (const Access& access : context.accesses.accesses) {
    if (access.kind == AccessKind::atomics) note(access.base.begin);
  }
  for (const Site& site : context.syntax.news) {
    // Of `new WebAssembly.Memory(…).buffer` nobody has the memory: it is a way to get bytes that are shared.
    const bool only_bytes =
        site.user.kind() == Kind::member_expression && context.text(site.user.child(Field::property)) == "buffer";
    if (!only_bytes && creates_shared_memory(context, site.node)) note(site.node.range().begin);
  }
}

// Bundles hold few memories, so that a look at each of them is no matter; beyond that, only the nearest ones count.
std::uint32_t MemoryKinds::home_of(std::uint32_t offset) const {
  constexpr std::ptrdiff_t kMostHomes = 64;
  const auto after = std::upper_bound(homes_.begin(), homes_.end(), offset,
                                      [](std::uint32_t at, Range home) { return at < home.begin; });
  const auto last = after - std::min(kMostHomes, after - homes_.begin());
  for (auto home = after; home != last;) {
    --home;
    if (offset < home->end) return home->begin;
  }
  return kNowhere;
}

MemoryKind MemoryKinds::at(std::uint32_t offset) const {
  const std::uint32_t home = home_of(offset);
  const bool shared = home == kNowhere ? !shared_homes_.empty() : shared_homes_.contains(home);
  return {.shared = all_shared_ || shared, .resizable = resizable_};
}

bool MemoryKinds::any() const { return all_shared_ || resizable_ || !shared_homes_.empty(); }

}  // namespace heaplift
