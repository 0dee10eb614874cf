#include "src/analysis/definitions.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <deque>
#include <map>
#include <string>
#include <utility>

#include "src/analysis/refreshers.h"

namespace heaplift {
namespace {

constexpr std::uint32_t kMostArguments = 16;  // that are looked at of one call
// How many types a function must make arrays of.
constexpr std::size_t kTypesOverMemory = 3;    // where something else tells that it is a memory
constexpr std::size_t kTypesOverProperty = 6;  // where not

// The `new …` of statements that do nothing else: those of a function's body, and of the blocks of its `if`s.
std::vector<Node> made_and_dropped(const Node& function) {
  std::vector<Node> made;
  std::vector<Node> blocks;
  if (const Node body = function.child(Field::body)) blocks.push_back(body);
  const auto read = [&](const Node& value) {
    if (value.kind() == Kind::new_expression) made.push_back(value);
  };
  while (!blocks.empty()) {
    Cursor cursor(blocks.back());
    blocks.pop_back();
    if (!cursor.to_first_child()) continue;
    do {
      const Node statement = cursor.node();
      if (statement.kind() == Kind::if_statement) blocks.push_back(statement.child(Field::consequence));
      if (statement.kind() != Kind::expression_statement) continue;
      const Node expression = statement.operand(0);
      read(expression);
      if (expression.kind() != Kind::sequence_expression) continue;
      Cursor parts(expression);
      parts.to_first_child();
      do {
        read(parts.node());
      } while (parts.to_next_sibling());
    } while (cursor.to_next_sibling());
  }
  return made;
}

class DefinitionFinder {
 public:
  DefinitionFinder(const Scopes& scopes, std::string_view text, Tracer& tracer, std::span<const ViewType> type_of_name)
      : scopes_(scopes), text_(text), tracer_(tracer), type_of_name_(type_of_name) {}

  Definitions run();

 private:
  using Place = std::pair<ScopeId, BindingId>;  // body and memory
  struct Made {
    std::bitset<kViewTypeCount> types;
    std::vector<Range> arrays;  // an array may be noted twice
    bool property = false;
    bool outside = false;  // a variable from outside of the function keeps one
  };
  struct Edge {
    BindingId source;
    BindingId target;
  };

  void find_bodies();
  Made& note(ScopeId scope, ViewType type, Range array, BindingId memory);
  [[nodiscard]] bool is_outside(const Binding& binding, ScopeId scope) const;
  [[nodiscard]] std::optional<BindingId> memory_of(const Tracer::TypedArray& array) const;

  [[nodiscard]] bool is_object(const Reference& object) const;
  void read_member(const Member& member);
  void read_write(const Write& write);
  void read_dropped();
  [[nodiscard]] std::size_t least_types(BindingId memory) const;
  void accept_places();
  void settle_objects();
  void spread_objects();
  [[nodiscard]] bool is_module(const Reference& reference) const;
  void collect_edges(std::vector<Edge>& edges) const;
  void collect_immediate_calls(std::vector<Edge>& edges) const;

  void define_views();
  [[nodiscard]] bool is_only(BindingId id, ViewType type, BindingId memory) const;
  void warn(Range range, std::string message) {
    result_.diagnostics.push_back({Severity::warning, range, std::move(message)});
  }

  const Scopes& scopes_;
  std::string_view text_;
  Tracer& tracer_;
  std::span<const ViewType> type_of_name_;
  std::vector<ScopeId> body_of_;                           // by scope: the function's body around it, or the program
  std::map<Place, Made> made_;                             // in the order of the source
  std::map<BindingId, std::map<BindingId, Range>> votes_;  // by object: the memories whose views it gets, and where
  Definitions result_;
};

// The object of a member, for find_object: only the name Module stands for a global object.
bool DefinitionFinder::is_object(const Reference& object) const { return object.binding != kNone || is_module(object); }

bool DefinitionFinder::is_module(const Reference& reference) const {
  return scopes_.names.text(reference.name) == "Module";
}

void DefinitionFinder::find_bodies() {
  body_of_.resize(scopes_.scopes.size());
  for (ScopeId id = 1; id < scopes_.scopes.size(); ++id) {
    const ScopeKind kind = scopes_.scopes[id].kind;
    const bool own = kind == ScopeKind::body || kind == ScopeKind::function;
    body_of_[id] = own ? id : body_of_[scopes_.scopes[id].parent];
  }
}

// The memory whose buffer an array is made over; null where it is not made over that of a variable.
std::optional<BindingId> DefinitionFinder::memory_of(const Tracer::TypedArray& array) const {
  const Trace trace = tracer_.trace_buffer(array.buffer, MemoryTest::possible);
  if (trace.evidence != Evidence::yes || trace.memory == kNone) return std::nullopt;
  return trace.memory;
}

DefinitionFinder::Made& DefinitionFinder::note(ScopeId scope, ViewType type, Range array, BindingId memory) {
  Made& made = made_[{body_of_[scope], memory}];
  made.arrays.push_back(array);
  made.types.set(static_cast<std::size_t>(type));
  return made;
}

// Whether a variable lives outside of the function whose body is around `scope`.
bool DefinitionFinder::is_outside(const Binding& binding, ScopeId scope) const {
  const ScopeId body = body_of_[scope];
  const bool parameters = scopes_.scopes[body].kind == ScopeKind::body && scopes_.scopes[body].parent != kNone;
  return !scopes_.inside(binding.scope, parameters ? scopes_.scopes[body].parent : body);
}

// `x.HEAP8 = y = new Int8Array(m.buffer)`
void DefinitionFinder::read_member(const Member& member) {
  if (!member.value || member.object == kNone || member.name >= type_of_name_.size()) return;
  const Reference& object = scopes_.references[member.object];
  if (!is_object(object)) return;
  const Node value = unwrap(member.value);
  if (value.kind() != Kind::new_expression) return;
  const auto array = tracer_.typed_array(value);
  const bool right = array && array->type == type_of_name_[member.name];
  const Trace trace = right ? tracer_.trace_buffer(array->buffer, MemoryTest::possible) : Trace{};
  if (!right || trace.evidence == Evidence::no || trace.mixed) {
    result_.foreign.push_back({object.binding, member.name});
  } else if (trace.evidence == Evidence::yes && trace.memory != kNone) {
    note(object.scope, array->type, value.range(), trace.memory).property = true;
    votes_[object.binding].emplace(trace.memory, member.range);
  }
}

// `y = new Int8Array(m.buffer)`
void DefinitionFinder::read_write(const Write& write) {
  const Reference& reference = scopes_.references[write.reference];
  if (reference.binding == kNone || write.property != kNone) return;
  const auto array = tracer_.typed_array(write.value);
  if (!array) return;
  const auto memory = memory_of(*array);
  if (!memory) return;
  Made& made = note(reference.scope, array->type, write.value.range(), *memory);
  made.outside |= is_outside(scopes_.bindings[reference.binding], reference.scope);
}

// `new Int8Array(b)` that nothing keeps, in the functions where something of the kind is kept.
void DefinitionFinder::read_dropped() {
  for (auto& [place, made] : made_) {
    if (scopes_.scopes[place.first].kind != ScopeKind::body) continue;
    for (const Node& value : made_and_dropped(scopes_.scopes[place.first].function)) {
      const auto array = tracer_.typed_array(value);
      if (array && memory_of(*array) == place.second) {
        made.types.set(static_cast<std::size_t>(array->type));
        made.arrays.push_back(value.range());
      }
    }
  }
}

std::size_t DefinitionFinder::least_types(BindingId memory) const {
  if (tracer_.acts_as_memory(memory)) return kTypesOverMemory;
  return tracer_.is_set_to_property(memory) ? kTypesOverProperty : kViewTypeCount + 1;
}

void DefinitionFinder::accept_places() {
  const bool webassembly = scopes_.names.find("WebAssembly") != Names::kNone;
  for (auto& [place, made] : made_) {
    const auto& [body, memory] = place;
    const bool function = webassembly && made.outside && made.types.count() >= least_types(memory) &&
                          scopes_.scopes[body].kind == ScopeKind::body && read_refresher(scopes_, body, text_);
    if (!made.property && !function) continue;
    const auto evidence = made.property ? DefinitionEvidence::property : DefinitionEvidence::function;
    const auto order = [](Range a, Range b) { return a.begin < b.begin; };
    std::sort(made.arrays.begin(), made.arrays.end(), order);
    made.arrays.erase(std::unique(made.arrays.begin(), made.arrays.end()), made.arrays.end());
    result_.places.push_back(
        {body, memory, evidence, made.arrays.front(), static_cast<std::uint32_t>(made.arrays.size())});
  }
  for (const Definition& place : result_.places) tracer_.accept_memory(place.memory);
}

void DefinitionFinder::settle_objects() {
  for (const auto& [object, memories] : votes_) {
    if (memories.size() == 1) {
      result_.objects.push_back({object, memories.begin()->first});
      continue;
    }
    const std::string name =
        object == kNone ? "Module" : std::string(scopes_.names.text(scopes_.bindings[object].name));
    for (const auto& [memory, range] : memories) {
      warn(range, "`" + name + "` gets views of several memories; its properties stay as they are");
    }
    for (NameId id = 0; id < type_of_name_.size(); ++id) result_.foreign.push_back({object, id});
  }
}

// `var e = Module`
void DefinitionFinder::collect_edges(std::vector<Edge>& edges) const {
  for (const Write& write : scopes_.writes) {
    const Reference& target = scopes_.references[write.reference];
    if (target.use != Use::initialize || target.binding == kNone || write.property != kNone) continue;
    if (scopes_.bindings[target.binding].writes != 1 || is_module(target)) continue;
    const Node value = unwrap(write.value);
    if (value.kind() != Kind::identifier) continue;
    const Reference* source = tracer_.reference_at(value.range().begin);
    if (source != nullptr && is_object(*source)) edges.push_back({source->binding, target.binding});
  }
}

// `(function (a) { … })(Module)`
void DefinitionFinder::collect_immediate_calls(std::vector<Edge>& edges) const {
  for (const ImmediateCall& call : scopes_.immediate_calls) {
    if (call.function.child(Field::name)) continue;
    const Node list = call.function.child(Field::parameters);
    const Node arguments = call.call.child(Field::arguments);
    for (std::uint32_t i = 0; arguments && i < kMostArguments; ++i) {
      const Node parameter = list ? list.operand(i) : i == 0 ? call.function.child(Field::parameter) : Node();
      const Node argument = arguments.operand(i);
      if (!parameter || !argument || argument.kind() == Kind::spread_element) break;
      if (parameter.kind() != Kind::identifier || argument.kind() != Kind::identifier) continue;
      const BindingId target = tracer_.declared_at(parameter.range().begin);
      const Reference* source = tracer_.reference_at(argument.range().begin);
      if (target == kNone || scopes_.bindings[target].writes != 1 || source == nullptr || !is_object(*source)) continue;
      edges.push_back({source->binding, target});
    }
  }
}

// What is always an object with views is one, too.
void DefinitionFinder::spread_objects() {
  std::vector<Edge> edges;
  collect_edges(edges);
  collect_immediate_calls(edges);
  std::ranges::stable_sort(edges, {}, &Edge::source);
  std::map<BindingId, BindingId> known;  // object to memory
  std::deque<BindingId> found;
  const auto add = [&](BindingId object, BindingId memory) {
    if (known.emplace(object, memory).second) found.push_back(object);
  };
  for (const ViewObject& object : result_.objects) add(object.object, object.memory);
  for (const Edge& edge : edges) {
    const bool module = edge.source == kNone || scopes_.names.text(scopes_.bindings[edge.source].name) == "Module";
    if (module) add(edge.source, kNone);
  }
  for (; !found.empty(); found.pop_front()) {
    const BindingId source = found.front();
    const bool several = votes_.contains(source) && votes_.at(source).size() > 1;
    const bool steady = source == kNone || scopes_.bindings[source].writes <= 1 ||
                        scopes_.names.text(scopes_.bindings[source].name) == "Module";
    if (several || !steady) continue;
    for (auto edge = std::ranges::lower_bound(edges, source, {}, &Edge::source);
         edge != edges.end() && edge->source == source; ++edge) {
      add(edge->target, known[source]);
    }
  }
  result_.objects.clear();
  for (const auto& [object, memory] : known) result_.objects.push_back({object, memory});
}

// Whether a binding is never set to anything but typed arrays of `type` over the memory.
bool DefinitionFinder::is_only(BindingId id, ViewType type, BindingId memory) const {
  const auto writes = tracer_.writes_of(id);
  for (const std::uint32_t i : writes) {
    const Write& write = scopes_.writes[i];
    const auto array = tracer_.typed_array(unwrap(write.value));
    if (!array || array->type != type || write.property != kNone) return false;
    const Trace trace = tracer_.trace_buffer(array->buffer, MemoryTest::known);
    if (trace.evidence != Evidence::yes || trace.memory != memory) return false;
  }
  return scopes_.bindings[id].writes == writes.size();
}

void DefinitionFinder::define_views() {
  std::vector<bool> seen(scopes_.bindings.size());
  for (const Write& write : scopes_.writes) {
    const Reference& reference = scopes_.references[write.reference];
    if (reference.binding == kNone || reference.name < type_of_name_.size() || seen[reference.binding]) continue;
    if (write.argument) continue;  // a temporary, of heaplift's own rewriting too
    const auto array = tracer_.typed_array(unwrap(write.value));
    if (!array) continue;
    const Trace trace = tracer_.trace_buffer(array->buffer, MemoryTest::known);
    if (trace.evidence != Evidence::yes || trace.memory == kNone) continue;
    const Place place{body_of_[reference.scope], trace.memory};
    const auto there = std::ranges::lower_bound(result_.places, place, {}, [](const Definition& definition) {
      return Place{definition.body, definition.memory};
    });
    if (there == result_.places.end() || Place{there->body, there->memory} != place) continue;
    seen[reference.binding] = true;
    if (is_only(reference.binding, array->type, trace.memory)) {
      result_.views.push_back({reference.binding, array->type, trace.memory});
    } else {
      warn(reference.range, "`" + std::string(scopes_.names.text(reference.name)) +
                                "` is only sometimes a view of the memory; its uses stay as they are");
    }
  }
  std::ranges::sort(result_.views, {}, &DefinedView::binding);
}

Definitions DefinitionFinder::run() {
  find_bodies();
  for (const Member& member : scopes_.members) read_member(member);
  for (const Write& write : scopes_.writes) read_write(write);
  read_dropped();
  accept_places();
  settle_objects();
  spread_objects();
  std::sort(result_.foreign.begin(), result_.foreign.end());
  define_views();
  return std::move(result_);
}

}  // namespace

const ViewObject* Definitions::find_object(BindingId object) const {
  const auto found = std::ranges::lower_bound(objects, object, {}, &ViewObject::object);
  return found != objects.end() && found->object == object ? &*found : nullptr;
}

bool Definitions::is_foreign(BindingId object, NameId name) const {
  return std::binary_search(foreign.begin(), foreign.end(), ForeignMember{object, name});
}

Definitions find_definitions(const Scopes& scopes, std::string_view text, Tracer& tracer,
                             std::span<const ViewType> type_of_name) {
  return DefinitionFinder(scopes, text, tracer, type_of_name).run();
}

}  // namespace heaplift
