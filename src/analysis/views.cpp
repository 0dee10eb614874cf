#include "src/analysis/views.h"

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <utility>

#include "src/analysis/refreshers.h"

namespace heaplift {
namespace {

// How sure it is that a value is what it would have to be.
enum class Evidence : std::uint8_t { no, unknown, yes };

struct Trace {
  Evidence evidence = Evidence::unknown;
  BindingId memory = kNone;  // with `yes`
};

// What is known of a value that is written to a name of a view.
struct ValueTrace {
  Trace buffer;
  bool nothing = false;  // undefined or null: says nothing about the name
};

constexpr int kMaxTraceDepth = 6;

// The functions that Emscripten's growableHeap pass calls in the place of views, in the order of kViewTypes.
constexpr std::array<std::string_view, kViewTypeCount> kCheckedViews = {
    "GROWABLE_HEAP_I8",  "GROWABLE_HEAP_U8",  "GROWABLE_HEAP_I16", "GROWABLE_HEAP_U16", "GROWABLE_HEAP_I32",
    "GROWABLE_HEAP_U32", "GROWABLE_HEAP_I64", "GROWABLE_HEAP_U64", "GROWABLE_HEAP_F32", "GROWABLE_HEAP_F64"};

// The value that an expression gives without wrappers: parentheses, and the right sides of assignments.
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

class ViewFinder {
 public:
  ViewFinder(const Scopes& scopes, const Node& root, std::string_view text, const ViewOptions& options);

  Views run();

 private:
  struct BoundView {
    ViewType type = ViewType::i8;
    MemoryId memory = 0;
    ViewOrigin origin = ViewOrigin::name;
  };
  struct AliasEdge {
    BindingId source;
    BindingId target;
  };

  void index_writes();
  [[nodiscard]] std::span<const std::uint32_t> writes_of(BindingId binding) const;
  [[nodiscard]] const Reference* reference_at(std::uint32_t offset) const;
  [[nodiscard]] std::string_view text_of(const Node& node) const;

  [[nodiscard]] bool is_memory(BindingId binding) const;
  [[nodiscard]] bool makes_memory(const Node& value) const;
  [[nodiscard]] BindingId memory_binding_at(ScopeId scope) const;
  MemoryId memory_for(BindingId binding);
  void describe(Memory& memory) const;

  [[nodiscard]] Trace trace_buffer(const Node& value, int depth) const;
  [[nodiscard]] Trace trace_name(const Node& name, int depth) const;
  [[nodiscard]] ValueTrace trace_value(const Node& value, ViewType type) const;
  [[nodiscard]] bool is_beside(ScopeId scope, BindingId memory) const;
  void find_named_views();
  void judge(BindingId binding, ViewType type);

  void find_aliases();
  [[nodiscard]] bool may_be_alias(const Write& write) const;
  [[nodiscard]] std::optional<BoundView> module_view(const Write& write, const Node& value);
  [[nodiscard]] std::optional<BoundView> member_view(Range range);
  void bind_alias(BindingId binding, BoundView view, std::deque<BindingId>& found);
  void drop_unsafe_aliases();
  void collect_alias_values();

  void collect_references();
  void collect_checked();
  void collect_members();
  void find_refresh_functions();

  const Scopes& scopes_;
  Node root_;
  std::string_view text_;
  const ViewOptions& options_;
  std::vector<ViewType> type_of_name_;  // the first names are those of views
  std::string_view memory_name_;        // the first name of the memory's expression
  std::vector<std::uint32_t> writes_;   // ordered by binding
  std::vector<BindingId> memory_bindings_;
  std::vector<std::optional<BoundView>> views_;  // by binding
  std::vector<Write> definitions_;
  Views result_;
};

ViewFinder::ViewFinder(const Scopes& scopes, const Node& root, std::string_view text, const ViewOptions& options)
    : scopes_(scopes), root_(root), text_(text), options_(options), views_(scopes.bindings.size()) {
  for (std::size_t i = 0; i < kViewTypeCount; ++i) type_of_name_.push_back(static_cast<ViewType>(i));
  for (const auto& [name, type] : options.names) type_of_name_.push_back(type);
  const std::string_view expression = options.memory.empty() ? std::string_view("wasmMemory") : options.memory;
  memory_name_ = expression.substr(0, expression.find_first_of(".["));
  for (BindingId id = 0; id < scopes.bindings.size(); ++id) {
    if (scopes.names.text(scopes.bindings[id].name) == memory_name_) memory_bindings_.push_back(id);
  }
}

void ViewFinder::index_writes() {
  writes_.resize(scopes_.writes.size());
  for (std::uint32_t i = 0; i < writes_.size(); ++i) writes_[i] = i;
  const auto binding = [&](std::uint32_t i) { return scopes_.references[scopes_.writes[i].reference].binding; };
  std::stable_sort(writes_.begin(), writes_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return binding(a) < binding(b); });
}

std::span<const std::uint32_t> ViewFinder::writes_of(BindingId wanted) const {
  const auto binding = [&](std::uint32_t i) { return scopes_.references[scopes_.writes[i].reference].binding; };
  const auto first = std::partition_point(writes_.begin(), writes_.end(),
                                          [&](std::uint32_t i) { return binding(i) < wanted; });
  const auto last = std::partition_point(first, writes_.end(),
                                         [&](std::uint32_t i) { return binding(i) == wanted; });
  return {first, last};
}

const Reference* ViewFinder::reference_at(std::uint32_t offset) const {
  const auto found = std::lower_bound(scopes_.references.begin(), scopes_.references.end(), offset,
                                      [](const Reference& r, std::uint32_t at) { return r.range.begin < at; });
  return found != scopes_.references.end() && found->range.begin == offset ? &*found : nullptr;
}

std::string_view ViewFinder::text_of(const Node& node) const {
  return text_.substr(node.range().begin, node.range().size());
}

// `new WebAssembly.Memory(…)`
bool ViewFinder::makes_memory(const Node& value) const {
  const Node made = unwrap(value);
  if (made.kind() != Kind::new_expression) return false;
  const Node constructor = made.child(Field::constructor);
  return constructor.kind() == Kind::member_expression && text_of(constructor.child(Field::property)) == "Memory";
}

bool ViewFinder::is_memory(BindingId binding) const {
  if (binding == kNone) return false;
  if (scopes_.names.text(scopes_.bindings[binding].name) == memory_name_) return true;
  if (!options_.memory.empty()) return false;
  return std::ranges::any_of(writes_of(binding), [&](std::uint32_t i) { return makes_memory(scopes_.writes[i].value); });
}

// The memory's name as it is seen from `scope`; kNone for a global.
BindingId ViewFinder::memory_binding_at(ScopeId scope) const {
  BindingId found = kNone;
  for (const BindingId id : memory_bindings_) {
    const ScopeId candidate = scopes_.bindings[id].scope;
    if (!scopes_.inside(scope, candidate)) continue;
    if (found == kNone || scopes_.inside(candidate, scopes_.bindings[found].scope)) found = id;
  }
  return found;
}

MemoryId ViewFinder::memory_for(BindingId binding) {
  for (MemoryId id = 0; id < result_.memories.size(); ++id) {
    if (result_.memories[id].binding == binding) return id;
  }
  Memory memory{.expression = options_.memory.empty() ? std::string(memory_name_) : options_.memory,
                .binding = binding,
                .refresh_call = {}};
  describe(memory);
  result_.memories.push_back(std::move(memory));
  return static_cast<MemoryId>(result_.memories.size() - 1);
}

void ViewFinder::describe(Memory& memory) const {
  if (memory.binding != kNone) {
    const Binding& binding = scopes_.bindings[memory.binding];
    memory.scope = binding.scope;
    if (scopes_.names.text(binding.name) != memory_name_) memory.expression = scopes_.names.text(binding.name);
  }
  memory.foreign_webassembly = std::ranges::any_of(scopes_.bindings, [&](const Binding& binding) {
    return scopes_.names.text(binding.name) == "WebAssembly" && scopes_.inside(memory.scope, binding.scope);
  });
}

// Whether `name` holds the buffer of a memory.
Trace ViewFinder::trace_name(const Node& name, int depth) const {
  const Reference* reference = reference_at(name.range().begin);
  if (reference == nullptr || reference->binding == kNone) return {};
  Trace best{.evidence = Evidence::no};
  const Binding& binding = scopes_.bindings[reference->binding];
  const auto writes = writes_of(reference->binding);
  if (binding.writes > writes.size() || writes.empty()) best.evidence = Evidence::unknown;
  for (const std::uint32_t i : writes) {
    const Write& write = scopes_.writes[i];
    const Trace trace = write.property == kNone ? trace_buffer(write.value, depth) : Trace{};
    if (trace.evidence > best.evidence) best = trace;
  }
  return best;
}

// Whether an expression gives the buffer of a memory.
Trace ViewFinder::trace_buffer(const Node& value, int depth) const {
  if (depth >= kMaxTraceDepth) return {};
  const Node node = unwrap(value);
  switch (node.kind()) {
    case Kind::identifier:
      return trace_name(node, depth + 1);
    case Kind::member_expression: {
      if (text_of(node.child(Field::property)) != "buffer") return {};
      const Node object = node.child(Field::object);
      if (object.kind() != Kind::identifier) return {};
      const Reference* reference = reference_at(object.range().begin);
      if (reference == nullptr) return {};
      if (reference->binding == kNone) {
        return {.evidence = text_of(object) == memory_name_ ? Evidence::yes : Evidence::unknown};
      }
      if (is_memory(reference->binding)) return {.evidence = Evidence::yes, .memory = reference->binding};
      return {.evidence = Evidence::no};
    }
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

// What a value that is written to a name says about the name being a view of `type`.
ValueTrace ViewFinder::trace_value(const Node& value, ViewType type) const {
  const Node node = unwrap(value);
  switch (node.kind()) {
    case Kind::undefined:
    case Kind::null:
      return {.buffer = {}, .nothing = true};
    case Kind::identifier:
    case Kind::member_expression:
    case Kind::subscript_expression:
    case Kind::call_expression:
    case Kind::ternary_expression:
      return {};
    case Kind::new_expression: {
      const Node constructor = node.child(Field::constructor);
      const Node arguments = node.child(Field::arguments);
      const Node second = arguments ? arguments.operand(1) : Node();
      const Reference* reference = reference_at(constructor.range().begin);
      const bool whole = arguments && arguments.operand(0) && (!second || text_of(second) == "0") && !arguments.operand(2);
      const bool right_array = constructor.kind() == Kind::identifier && text_of(constructor) == info(type).array &&
                               (reference == nullptr || reference->binding == kNone);
      if (!whole || !right_array) return {.buffer = {.evidence = Evidence::no}};
      return {.buffer = trace_buffer(arguments.operand(0), 0)};
    }
    default:
      return {.buffer = {.evidence = Evidence::no}};
  }
}

// Decides whether a binding with the name of a view is one.
void ViewFinder::judge(BindingId id, ViewType type) {
  const Binding& binding = scopes_.bindings[id];
  const Scope& scope = scopes_.scopes[binding.scope];
  if (binding.kind == BindingKind::import) {
    views_[id] = BoundView{type, memory_for(memory_binding_at(binding.scope))};
    return;
  }
  if (binding.kind != BindingKind::var && binding.kind != BindingKind::let && binding.kind != BindingKind::const_) return;
  Trace best;
  bool refuted = scope.asm_js;
  for (const std::uint32_t i : writes_of(id)) {
    const Write& write = scopes_.writes[i];
    if (write.property != kNone) {
      refuted |= !module_view(write, unwrap(write.value));
      continue;
    }
    const ValueTrace trace = trace_value(write.value, type);
    if (trace.nothing) continue;
    if (trace.buffer.evidence == Evidence::no) refuted = true;
    if (trace.buffer.evidence == Evidence::yes) best = trace.buffer;
    definitions_.push_back(write);
  }
  if (!refuted && best.evidence == Evidence::yes) {
    views_[id] = BoundView{type, memory_for(best.memory)};
    return;
  }
  const BindingId memory = memory_binding_at(binding.scope);
  const bool declared_only = writes_of(id).empty() && binding.writes > 0;
  if (!refuted && !declared_only && is_beside(binding.scope, memory)) {
    views_[id] = BoundView{type, memory_for(memory)};
    return;
  }
  const bool mixed = best.evidence == Evidence::yes;
  result_.diagnostics.push_back({mixed ? Severity::warning : Severity::note, binding.declaration,
                                 "this `" + std::string(scopes_.names.text(binding.name)) + "` is " +
                                     (mixed ? "only sometimes" : "not") +
                                     " a view of the memory; its uses stay as they are"});
}

// Whether a memory is declared in `scope`, or is a parameter of the function whose body that is.
bool ViewFinder::is_beside(ScopeId scope, BindingId memory) const {
  const ScopeId of_memory = memory == kNone ? 0 : scopes_.bindings[memory].scope;
  return of_memory == scope || (scopes_.scopes[of_memory].kind == ScopeKind::function &&
                                scopes_.scopes[scope].kind == ScopeKind::body && scopes_.scopes[scope].parent == of_memory);
}

void ViewFinder::find_named_views() {
  for (BindingId id = 0; id < scopes_.bindings.size(); ++id) {
    const NameId name = scopes_.bindings[id].name;
    if (name < type_of_name_.size()) judge(id, type_of_name_[name]);
  }
}

// Whether the written name can never be seen to hold anything but this value.
bool ViewFinder::may_be_alias(const Write& write) const {
  const Reference& reference = scopes_.references[write.reference];
  if (reference.use != Use::initialize || reference.binding == kNone || views_[reference.binding]) return false;
  const Binding& binding = scopes_.bindings[reference.binding];
  if (binding.writes != 1 || binding.exported) return false;
  if (binding.kind == BindingKind::var) return write.unconditional;
  return binding.kind == BindingKind::let || binding.kind == BindingKind::const_;
}

// The view that `Module.HEAP8` or `Module['HEAP8']` at `range` is.
std::optional<ViewFinder::BoundView> ViewFinder::member_view(Range range) {
  const auto end = [](const Member& member) { return member.range.end; };  // ascending: a member ends with its name
  const auto found = std::ranges::lower_bound(scopes_.members, range.end, {}, end);
  if (found == scopes_.members.end() || found->range != range || found->object == kNone || found->call) {
    return std::nullopt;
  }
  const Reference& object = scopes_.references[found->object];
  if (scopes_.names.text(object.name) != "Module") return std::nullopt;
  return BoundView{type_of_name_[found->name], memory_for(memory_binding_at(object.scope)), ViewOrigin::member};
}

// The view that a declaration takes from `Module`: `{HEAP8: x} = Module`.
std::optional<ViewFinder::BoundView> ViewFinder::module_view(const Write& write, const Node& value) {
  if (write.property >= type_of_name_.size() || value.kind() != Kind::identifier || text_of(value) != "Module") {
    return std::nullopt;
  }
  const ScopeId scope = scopes_.references[write.reference].scope;
  return BoundView{type_of_name_[write.property], memory_for(memory_binding_at(scope)), ViewOrigin::alias};
}

void ViewFinder::bind_alias(BindingId binding, BoundView view, std::deque<BindingId>& found) {
  view.origin = ViewOrigin::alias;
  views_[binding] = view;
  found.push_back(binding);
}

void ViewFinder::find_aliases() {
  std::vector<AliasEdge> edges;
  std::deque<BindingId> found;
  for (BindingId id = 0; id < views_.size(); ++id) {
    if (views_[id]) found.push_back(id);
  }
  for (const Write& write : scopes_.writes) {
    if (!may_be_alias(write)) continue;
    const BindingId target = scopes_.references[write.reference].binding;
    const Node value = unwrap(write.value);
    if (write.property != kNone) {
      if (const auto view = module_view(write, value)) bind_alias(target, *view, found);
    } else if (value.kind() == Kind::identifier) {
      const Reference* source = reference_at(value.range().begin);
      if (source == nullptr) continue;
      if (source->binding != kNone) {
        edges.push_back({source->binding, target});
      } else if (source->name < type_of_name_.size()) {
        bind_alias(target, {type_of_name_[source->name], memory_for(memory_binding_at(0))}, found);
      }
    } else if (value.kind() == Kind::member_expression || value.kind() == Kind::subscript_expression) {
      if (const auto view = member_view(value.range())) bind_alias(target, *view, found);
    }
  }
  std::ranges::sort(edges, {}, &AliasEdge::source);
  for (; !found.empty(); found.pop_front()) {
    const BindingId source = found.front();
    for (auto edge = std::ranges::lower_bound(edges, source, {}, &AliasEdge::source);
         edge != edges.end() && edge->source == source; ++edge) {
      if (!views_[edge->target]) bind_alias(edge->target, *views_[source], found);
    }
  }
}

// A `var` can be used before, and outside the block of, its declaration, where it is undefined.
void ViewFinder::drop_unsafe_aliases() {
  std::vector<Range> safe(scopes_.bindings.size());
  for (const Write& write : scopes_.writes) {
    const Reference& reference = scopes_.references[write.reference];
    if (reference.binding == kNone || reference.use != Use::initialize) continue;
    safe[reference.binding] = {reference.range.begin, scopes_.scopes[reference.scope].range.end};
  }
  for (const Reference& reference : scopes_.references) {
    if (reference.binding == kNone || !views_[reference.binding]) continue;
    auto& view = views_[reference.binding];
    if (view->origin != ViewOrigin::alias || scopes_.bindings[reference.binding].kind != BindingKind::var) continue;
    if (!safe[reference.binding].contains(reference.range)) view.reset();
  }
}

void ViewFinder::collect_alias_values() {
  for (const Write& write : scopes_.writes) {
    const Reference& reference = scopes_.references[write.reference];
    if (write.property != kNone || reference.use != Use::initialize || reference.binding == kNone) continue;
    const auto& view = views_[reference.binding];
    if (view && view->origin == ViewOrigin::alias) result_.alias_values.push_back(write.value.range());
  }
}

void ViewFinder::collect_references() {
  for (ReferenceId id = 0; id < scopes_.references.size(); ++id) {
    const Reference& reference = scopes_.references[id];
    if (reference.use == Use::write || reference.use == Use::initialize) continue;
    if (reference.binding != kNone) {
      const auto& view = views_[reference.binding];
      if (!view) continue;
      result_.references.push_back({reference.range, view->type, view->origin, view->memory, reference.use, id});
    } else if (reference.name < type_of_name_.size()) {
      const MemoryId memory = memory_for(memory_binding_at(0));
      result_.references.push_back(
          {reference.range, type_of_name_[reference.name], ViewOrigin::name, memory, reference.use, id});
    }
  }
}

// Calls of Emscripten's check functions. The functions themselves stay as they are.
void ViewFinder::collect_checked() {
  for (const Member& member : scopes_.members) {
    if (!member.call || member.name < type_of_name_.size()) continue;
    const auto type = static_cast<ViewType>(member.name - type_of_name_.size());
    const MemoryId memory = memory_for(memory_binding_at(scopes_.references[member.object].scope));
    result_.references.push_back({member.range, type, ViewOrigin::checked, memory, Use::read, member.object});
  }
  for (const Binding& binding : scopes_.bindings) {
    const bool checks = (binding.name >= type_of_name_.size() && binding.name < type_of_name_.size() + kViewTypeCount) ||
                        scopes_.names.text(binding.name) == kCheckFunction;
    if (!checks || binding.kind != BindingKind::function) continue;
    const auto after = std::ranges::lower_bound(scopes_.scopes, binding.declaration.end, {},
                                                [](const Scope& scope) { return scope.range.begin; });
    const auto body = std::ranges::find(after, scopes_.scopes.end(), ScopeKind::body, &Scope::kind);
    if (body != scopes_.scopes.end()) result_.untouched.push_back(body->range);
  }
}

void ViewFinder::collect_members() {
  for (const Member& member : scopes_.members) {
    if (member.target || member.call || member.name >= type_of_name_.size()) continue;
    const bool of_module = member.object != kNone &&
                           scopes_.names.text(scopes_.references[member.object].name) == "Module";
    if (!of_module) {
      result_.diagnostics.push_back({Severity::warning, member.range,
                                     "not rewritten: `" + std::string(scopes_.names.text(member.name)) +
                                         "` of an object that is not known to hold the views of a memory"});
      continue;
    }
    const MemoryId memory = memory_for(memory_binding_at(scopes_.references[member.object].scope));
    result_.references.push_back(
        {member.range, type_of_name_[member.name], ViewOrigin::member, memory, Use::read, member.object});
  }
}

// Functions that only re-create views stay as they are, and the runtime calls the one beside the memory.
void ViewFinder::find_refresh_functions() {
  std::vector<ScopeId> bodies;
  for (const Write& definition : definitions_) {
    bodies.push_back(scopes_.references[definition.reference].scope);
  }
  std::ranges::sort(bodies);
  bodies.erase(std::unique(bodies.begin(), bodies.end()), bodies.end());
  for (const ScopeId body : bodies) {
    const Scope& scope = scopes_.scopes[body];
    if (scope.kind != ScopeKind::body) continue;
    const auto refresher = read_refresher(root_, scope.range, text_);
    if (!refresher) continue;
    result_.untouched.push_back(scope.range);
    const ScopeId outside = scopes_.scopes[scope.parent].parent;
    for (Memory& memory : result_.memories) {
      if (memory.scope != outside || !memory.refresh_call.empty()) continue;
      const std::string argument = refresher->takes_buffer ? memory.expression + ".buffer" : "";
      memory.refresh_call = std::string(refresher->name) + "(" + argument + ")";
    }
  }
}

Views ViewFinder::run() {
  index_writes();
  find_named_views();
  find_aliases();
  drop_unsafe_aliases();
  collect_alias_values();
  collect_references();
  collect_checked();
  collect_members();
  std::ranges::sort(result_.references, {}, [](const ViewReference& reference) { return reference.range.begin; });
  find_refresh_functions();
  std::ranges::sort(result_.untouched, {}, &Range::begin);
  std::erase_if(result_.references, [&](const ViewReference& reference) {
    const auto after = std::ranges::upper_bound(result_.untouched, reference.range.begin, {}, &Range::begin);
    return after != result_.untouched.begin() && std::prev(after)->contains(reference.range);
  });
  return std::move(result_);
}

}  // namespace

const ViewReference* Views::find(Range range) const {
  const auto found = std::ranges::lower_bound(references, range.begin, {},
                                              [](const ViewReference& reference) { return reference.range.begin; });
  return found != references.end() && found->range == range ? &*found : nullptr;
}

bool Views::any_in(Range range) const {
  const auto found = std::ranges::lower_bound(references, range.begin, {},
                                              [](const ViewReference& reference) { return reference.range.begin; });
  return found != references.end() && found->range.begin < range.end;
}

std::vector<std::string_view> member_names(const ViewOptions& options) {
  std::vector<std::string_view> names;
  for (const ViewTypeInfo& type : kViewTypes) names.push_back(type.canonical_name);
  for (const auto& [name, type] : options.names) names.push_back(name);
  names.insert(names.end(), kCheckedViews.begin(), kCheckedViews.end());
  return names;
}

Views find_views(const Scopes& scopes, const Node& root, std::string_view text, const ViewOptions& options) {
  return ViewFinder(scopes, root, text, options).run();
}

}  // namespace heaplift
