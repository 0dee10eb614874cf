#include "src/analysis/views.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include "src/analysis/refreshers.h"
#include "src/analysis/tracer.h"

namespace heaplift {
namespace {

// The functions that Emscripten's growableHeap pass calls in the place of views, in the order of kViewTypes.
constexpr std::array<std::string_view, kViewTypeCount> kCheckedViews = {
    "GROWABLE_HEAP_I8",  "GROWABLE_HEAP_U8",  "GROWABLE_HEAP_I16", "GROWABLE_HEAP_U16", "GROWABLE_HEAP_I32",
    "GROWABLE_HEAP_U32", "GROWABLE_HEAP_I64", "GROWABLE_HEAP_U64", "GROWABLE_HEAP_F32", "GROWABLE_HEAP_F64"};

constexpr std::string_view kCheckFunction = "growMemViews";

// What is known of a value that is written to a name of a view.
struct ValueTrace {
  Trace buffer;
  bool nothing = false;  // undefined or null: says nothing about the name
};

// The names of views, each once, in the order in which they are interned: a name's number is its place here. What the
// user says of a name goes before what it says itself.
std::vector<std::pair<std::string_view, ViewType>> names_of_views(const ViewOptions& options) {
  std::vector<std::pair<std::string_view, ViewType>> names;
  names.reserve(kViewTypeCount + options.names.size());
  for (std::size_t i = 0; i < kViewTypeCount; ++i) {
    names.emplace_back(kViewTypes[i].canonical_name, static_cast<ViewType>(i));
  }
  for (const auto& added : options.names) {
    const auto known = std::ranges::find_if(names, [&](const auto& entry) { return entry.first == added.first; });
    if (known == names.end()) {
      names.emplace_back(added.first, added.second);
    } else {
      known->second = added.second;
    }
  }
  return names;
}

struct RangeOrder {
  bool operator()(Range a, Range b) const { return a.begin < b.begin; }
};

class ViewFinder {
 public:
  ViewFinder(const Scopes& scopes, std::string_view text, const ViewOptions& options);

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

  MemoryId memory_for(BindingId binding);
  void describe(Memory& memory) const;

  void take_definitions();
  [[nodiscard]] std::optional<BoundView> property_view(const Reference& object, NameId name, ScopeId scope);

  [[nodiscard]] bool is_beside(ScopeId scope, BindingId memory) const;
  void find_named_views();
  [[nodiscard]] ValueTrace trace_value(const Node& value, ViewType type) const;
  void judge(BindingId id, ViewType type);

  void find_aliases();
  [[nodiscard]] bool may_be_alias(const Write& write) const;
  [[nodiscard]] std::optional<BoundView> module_view(const Write& write, const Node& value);
  [[nodiscard]] std::optional<BoundView> member_view(Range range);
  void bind_alias(BindingId binding, BoundView view, std::deque<BindingId>& found);
  void drop_unsafe_aliases();
  void collect_alias_values();

  [[nodiscard]] std::optional<BoundView> view_of(const Reference& reference);
  void collect_references();
  void collect_members();
  void report_exports();
  void find_checkers();
  void collect_checked();
  void find_refreshers();

  const Scopes& scopes_;
  std::string_view text_;
  const ViewOptions& options_;
  Tracer tracer_;
  std::vector<ViewType> type_of_name_;           // the first names are those of views
  std::vector<std::optional<BoundView>> views_;  // by binding
  Definitions definitions_;
  std::vector<ScopeId> definers_;  // scopes in which views are set
  std::map<Range, std::optional<BoundView>, RangeOrder>
      checkers_;  // by the name in the declaration; null: growMemViews
  Views result_;
};

ViewFinder::ViewFinder(const Scopes& scopes, std::string_view text, const ViewOptions& options)
    : scopes_(scopes),
      text_(text),
      options_(options),
      tracer_(scopes, text, options.memory),
      views_(scopes.bindings.size()) {
  for (const auto& [name, type] : names_of_views(options)) type_of_name_.push_back(type);
}

MemoryId ViewFinder::memory_for(BindingId binding) {
  for (MemoryId id = 0; id < result_.memories.size(); ++id) {
    if (result_.memories[id].binding == binding) return id;
  }
  Memory memory{.expression = options_.memory.empty() ? std::string(tracer_.memory_name()) : options_.memory,
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
    if (scopes_.names.text(binding.name) != tracer_.memory_name()) memory.expression = scopes_.names.text(binding.name);
  }
  memory.foreign_webassembly = std::ranges::any_of(scopes_.bindings, [&](const Binding& binding) {
    return scopes_.names.text(binding.name) == "WebAssembly" && scopes_.inside(memory.scope, binding.scope);
  });
}

void ViewFinder::take_definitions() {
  definitions_ = find_definitions(scopes_, text_, tracer_, type_of_name_);
  for (const Definition& place : definitions_.places) {
    definers_.push_back(place.body);
    const Node& function = scopes_.scopes[place.body].function;
    const Range name = function ? function.child(Field::name).range() : Range{};
    result_.definitions.push_back({memory_for(place.memory), place.evidence, name, place.first, place.arrays});
  }
  for (const DefinedView& view : definitions_.views) {
    views_[view.binding] = BoundView{view.type, memory_for(view.memory), ViewOrigin::definition};
  }
  for (Diagnostic& diagnostic : definitions_.diagnostics) result_.diagnostics.push_back(std::move(diagnostic));
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
      return {};
    case Kind::subscript_expression:
      if (node.child(Field::index).kind() == Kind::string) return {};
      break;
    case Kind::call_expression:
    case Kind::ternary_expression:
      return {.buffer = {.evidence = Evidence::no, .other_memory = true}};
    default:
      break;
  }
  const auto array = tracer_.typed_array(node);
  if (!array || array->type != type) return {.buffer = {.evidence = Evidence::no}};
  return {.buffer = tracer_.trace_buffer(array->buffer, MemoryTest::known)};
}

// Decides whether a binding with the name of a view is one.
void ViewFinder::judge(BindingId id, ViewType type) {
  const Binding& binding = scopes_.bindings[id];
  if (binding.kind == BindingKind::import) {
    views_[id] = BoundView{type, memory_for(tracer_.memory_binding_at(binding.scope))};
    return;
  }
  if (binding.kind != BindingKind::var && binding.kind != BindingKind::let && binding.kind != BindingKind::const_)
    return;
  Trace best;
  bool refuted = scopes_.scopes[binding.scope].asm_js;
  bool other_memory = false;
  bool sometimes = false;
  const auto writes = tracer_.writes_of(id);
  for (const std::uint32_t i : writes) {
    const Write& write = scopes_.writes[i];
    if (write.property != kNone) {
      refuted |= !module_view(write, unwrap(write.value));
      continue;
    }
    const ValueTrace trace = trace_value(write.value, type);
    if (trace.nothing) continue;
    refuted |= trace.buffer.evidence == Evidence::no || trace.buffer.mixed;
    sometimes |= trace.buffer.mixed;
    other_memory |= trace.buffer.other_memory;
    if (trace.buffer.evidence == Evidence::yes) best = trace.buffer;
    definers_.push_back(scopes_.references[write.reference].scope);
  }
  if (!refuted && best.evidence == Evidence::yes) {
    views_[id] = BoundView{type, memory_for(best.memory)};
    return;
  }
  const BindingId memory = tracer_.memory_binding_at(binding.scope);
  const bool declared_only = writes.empty() && binding.writes > 0;
  if (!refuted && !declared_only && is_beside(binding.scope, memory)) {
    views_[id] = BoundView{type, memory_for(memory)};
    return;
  }
  const std::string name(scopes_.names.text(binding.name));
  const bool mixed = sometimes || best.evidence == Evidence::yes;
  result_.diagnostics.push_back(
      {mixed || other_memory ? Severity::warning : Severity::note, binding.declaration,
       mixed          ? "this `" + name + "` is only sometimes a view of the memory; its uses stay as they are"
       : other_memory ? "this `" + name + "` is not over a known memory; its uses stay as they are"
                      : "this `" + name + "` is not a view of the memory; its uses stay as they are"});
}

// Whether a memory is declared in `scope`, or is a parameter of the function whose body that is.
bool ViewFinder::is_beside(ScopeId scope, BindingId memory) const {
  const ScopeId of_memory = memory == kNone ? 0 : scopes_.bindings[memory].scope;
  return of_memory == scope ||
         (scopes_.scopes[of_memory].kind == ScopeKind::function && scopes_.scopes[scope].kind == ScopeKind::body &&
          scopes_.scopes[scope].parent == of_memory);
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

// The view that the property `name` of an object is, in code of `scope`.
std::optional<ViewFinder::BoundView> ViewFinder::property_view(const Reference& object, NameId name, ScopeId scope) {
  const bool module = options_.any_object || scopes_.names.text(object.name) == "Module";
  if (object.binding == kNone && !module) return std::nullopt;
  const ViewObject* known = definitions_.find_object(object.binding);
  if ((known == nullptr && !module) || definitions_.is_foreign(object.binding, name)) return std::nullopt;
  const bool named = known == nullptr || known->memory == kNone;
  const BindingId memory = named ? tracer_.memory_binding_at(scope) : known->memory;
  return BoundView{type_of_name_[name], memory_for(memory), ViewOrigin::member};
}

// The view that `Module.HEAP8` or `Module['HEAP8']` at `range` is.
std::optional<ViewFinder::BoundView> ViewFinder::member_view(Range range) {
  const auto end = [](const Member& member) { return member.range.end; };  // ascending: a member ends with its name
  const auto found = std::ranges::lower_bound(scopes_.members, range.end, {}, end);
  if (found == scopes_.members.end() || found->range != range) return std::nullopt;
  if (found->object == kNone) {
    if (!options_.any_object) return std::nullopt;
    return BoundView{type_of_name_[found->name], memory_for(tracer_.memory_binding_at(0)), ViewOrigin::member};
  }
  const Reference& object = scopes_.references[found->object];
  return property_view(object, found->name, object.scope);
}

// The view that a declaration takes from `Module`: `{HEAP8: x} = Module`.
std::optional<ViewFinder::BoundView> ViewFinder::module_view(const Write& write, const Node& value) {
  if (write.property >= type_of_name_.size() || value.kind() != Kind::identifier) return std::nullopt;
  const Reference* object = tracer_.reference_at(value.range().begin);
  if (object == nullptr) return std::nullopt;
  return property_view(*object, write.property, scopes_.references[write.reference].scope);
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
      const Reference* source = tracer_.reference_at(value.range().begin);
      if (source == nullptr) continue;
      if (source->binding != kNone) {
        edges.push_back({source->binding, target});
      } else if (source->name < type_of_name_.size()) {
        bind_alias(target, {type_of_name_[source->name], memory_for(tracer_.memory_binding_at(0))}, found);
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

std::optional<ViewFinder::BoundView> ViewFinder::view_of(const Reference& reference) {
  if (reference.binding != kNone) return views_[reference.binding];
  if (reference.name >= type_of_name_.size()) return std::nullopt;
  return BoundView{type_of_name_[reference.name], memory_for(tracer_.memory_binding_at(0))};
}

void ViewFinder::collect_references() {
  for (ReferenceId id = 0; id < scopes_.references.size(); ++id) {
    const Reference& reference = scopes_.references[id];
    if (reference.use == Use::write || reference.use == Use::initialize) continue;
    if (const auto view = view_of(reference)) {
      result_.references.push_back({reference.range, view->type, view->origin, view->memory, reference.use, id});
    }
  }
}

void ViewFinder::collect_members() {
  for (const Member& member : scopes_.members) {
    if (member.target || member.name >= type_of_name_.size()) continue;
    if (const auto view = member_view(member.range)) {
      result_.references.push_back(
          {member.range, view->type, ViewOrigin::member, view->memory, Use::read, member.object});
      continue;
    }
    result_.diagnostics.push_back({Severity::warning, member.range,
                                   "not rewritten: `" + std::string(scopes_.names.text(member.name)) +
                                       "` of an object that is not known to hold the views of a memory"});
  }
}

// Importers see what the file's own code keeps in the variable, fresh or not.
void ViewFinder::report_exports() {
  for (BindingId id = 0; id < views_.size(); ++id) {
    const Binding& binding = scopes_.bindings[id];
    if (!views_[id] || !binding.exported || views_[id]->origin == ViewOrigin::alias) continue;
    result_.diagnostics.push_back({Severity::warning, binding.declaration,
                                   "exported as it is: importers see the view that the file's own code keeps"});
  }
}

// Functions that compare buffers before they give a view, or before a view is used. They stay as they are.
void ViewFinder::find_checkers() {
  constexpr std::uint32_t kMostReferences = 8;
  for (ScopeId id = 0; id < scopes_.scopes.size(); ++id) {
    const Scope& scope = scopes_.scopes[id];
    if (scope.kind != ScopeKind::body || scope.end_reference - scope.first_reference > kMostReferences) continue;
    const auto references =
        std::span(scopes_.references).subspan(scope.first_reference, scope.end_reference - scope.first_reference);
    if (std::ranges::none_of(references, [&](const Reference& reference) { return view_of(reference).has_value(); })) {
      continue;
    }
    const auto checker = read_checker(scopes_, id, text_);
    if (!checker) continue;
    const Reference* returned = checker->returned.empty() ? nullptr : tracer_.reference_at(checker->returned.begin);
    if (!checker->returned.empty() && (returned == nullptr || !view_of(*returned))) continue;
    checkers_[checker->name] = returned == nullptr ? std::nullopt : view_of(*returned);
    result_.untouched.push_back(scope.range);
  }
}

// The calls of such functions, declared here or by their names in Emscripten's output.
void ViewFinder::collect_checked() {
  for (const NamedCall& call : scopes_.named_calls) {
    if (call.node.child(Field::arguments).operand(0)) continue;
    const Reference& callee = scopes_.references[call.callee];
    std::optional<BoundView> view;
    bool check = false;
    if (callee.binding != kNone) {
      const auto checker = checkers_.find(scopes_.bindings[callee.binding].declaration);
      if (checker == checkers_.end()) continue;
      view = checker->second;
      check = !view;
    } else {
      const std::string_view name = scopes_.names.text(callee.name);
      const auto known = std::ranges::find(kCheckedViews, name);
      if (known != kCheckedViews.end()) {
        view =
            BoundView{static_cast<ViewType>(known - kCheckedViews.begin()), memory_for(tracer_.memory_binding_at(0))};
      }
      check = name == kCheckFunction;
    }
    if (check) result_.check_calls.push_back(call.node.range());
    if (view) {
      result_.references.push_back(
          {call.node.range(), view->type, ViewOrigin::checked, view->memory, Use::read, call.callee});
    }
  }
}

// Functions that only re-create views stay as they are, and the runtime calls the one beside the memory.
void ViewFinder::find_refreshers() {
  std::ranges::sort(definers_);
  definers_.erase(std::unique(definers_.begin(), definers_.end()), definers_.end());
  for (const ScopeId body : definers_) {
    const Scope& scope = scopes_.scopes[body];
    if (scope.kind != ScopeKind::body) continue;
    const auto refresher = read_refresher(scopes_, body, text_);
    if (!refresher) continue;
    result_.untouched.push_back(scope.range);
    const ScopeId outside = scopes_.scopes[scope.parent].parent;
    for (Memory& memory : result_.memories) {
      if (!memory.refresh_call.empty() || (memory.scope != outside && !is_beside(outside, memory.binding))) continue;
      const std::string argument = refresher->takes_buffer ? memory.expression + ".buffer" : "";
      memory.refresh_call = std::string(refresher->name) + "(" + argument + ")";
    }
  }
}

Views ViewFinder::run() {
  take_definitions();
  find_named_views();
  find_aliases();
  drop_unsafe_aliases();
  collect_alias_values();
  find_checkers();
  collect_references();
  collect_checked();
  collect_members();
  report_exports();
  std::ranges::sort(result_.references, {}, [](const ViewReference& reference) { return reference.range.begin; });
  find_refreshers();
  std::ranges::sort(result_.untouched, {}, &Range::begin);
  std::erase_if(result_.references,
                [&](const ViewReference& reference) { return result_.untouched_around(reference.range) != nullptr; });
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

const Range* Views::untouched_around(Range range) const {
  const auto after = std::ranges::upper_bound(untouched, range.begin, {}, &Range::begin);
  return after != untouched.begin() && std::prev(after)->contains(range) ? &*std::prev(after) : nullptr;
}

std::vector<std::string_view> member_names(const ViewOptions& options) {
  std::vector<std::string_view> names;
  for (const auto& [name, type] : names_of_views(options)) names.push_back(name);
  return names;
}

Views find_views(const Scopes& scopes, std::string_view text, const ViewOptions& options) {
  return ViewFinder(scopes, text, options).run();
}

}  // namespace heaplift
