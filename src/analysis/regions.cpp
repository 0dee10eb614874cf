#include "src/analysis/regions.h"

#include <algorithm>
#include <string>

#include "src/analysis/epochs.h"
#include "src/analysis/flow.h"

namespace heaplift {
namespace {

constexpr std::size_t kWorthwhile = 3;  // accesses

// Whether the memory's views are checked on all paths to a point.
struct Checked {
  bool reached = false;
  bool checked = false;
  std::uint32_t check = kNone;  // the event of the check, where it is a place and the same on all paths
};

class RegionFinder {
 public:
  RegionFinder(const Node& root, std::string_view text, const Scopes& scopes, const Views& views,
               const Functions& functions, const GrowthPoints& growth, const Accesses& accesses)
      : root_(root),
        text_(text),
        scopes_(scopes),
        views_(views),
        functions_(functions),
        growth_(growth),
        accesses_(accesses) {}

  Regions run();

 private:
  bool choose_memory();
  void find_growing();
  void find_eligible();
  void find_events();
  [[nodiscard]] bool is_eligible(const Access& access) const;
  [[nodiscard]] bool stays_in_region(Range operand) const;
  void choose_checks(FunctionId function);
  void choose_check(std::uint32_t start, const std::vector<std::uint32_t>& members);
  [[nodiscard]] bool is_worthwhile(std::uint32_t start, const std::vector<std::uint32_t>& members) const;
  [[nodiscard]] std::uint32_t last_place(std::uint32_t start, const std::vector<std::uint32_t>& members) const;
  [[nodiscard]] Range loop_of(std::uint32_t access) const;
  void step(Checked& state, const Event& event) const;
  bool join(Checked& into, const Checked& from);
  void settle(FunctionId function, const SpanReader& spans);
  void serve(std::uint32_t check, std::uint32_t access, const SpanReader& spans);
  void list_checks();

  // These always ask for the view as it is now, which is a check.
  [[nodiscard]] bool takes_whole_view(std::uint32_t access) const {
    return accesses_.accesses[access].kind == AccessKind::call ||
           accesses_.accesses[access].kind == AccessKind::property;
  }

  const Node& root_;
  std::string_view text_;
  const Scopes& scopes_;
  const Views& views_;
  const Functions& functions_;
  const GrowthPoints& growth_;
  const Accesses& accesses_;
  Regions regions_;
  Places places_;
  Flow flow_;
  std::vector<bool> eligible_;       // by access
  std::vector<EpochEvent> effects_;  // by event: what it does to a region
  std::vector<bool> chosen_;         // by event: a check stands here
  std::vector<bool> needed_;         // by place: a check does anything there
  std::vector<Span> spans_;          // by place: of what its check serves so far
  std::vector<bool> unbounded_;      // by event: its check serves more than a span
  std::vector<std::uint32_t> event_of_place_;
  std::vector<bool> gone_;           // by growth point: its code is not in the output
  std::vector<std::uint32_t> ends_;  // ascending: where what ends a region begins, in any function
};

// The memory with the most accesses. Its name has to be one whose assignments can all be seen.
bool RegionFinder::choose_memory() {
  std::vector<std::size_t> counts(views_.memories.size(), 0);
  for (const ViewReference& leaf : accesses_.leaves) ++counts[leaf.memory];
  if (counts.empty()) return false;
  const auto most = std::max_element(counts.begin(), counts.end());
  regions_.memory = static_cast<MemoryId>(most - counts.begin());
  const Memory& memory = views_.memories[regions_.memory];
  if (*most == 0 || memory.expression.find_first_of(".[(") != std::string::npos) return false;
  for (const Reference& reference : scopes_.references) {
    if (!sets(reference.use)) continue;
    if (reference.binding != memory.binding || scopes_.names.text(reference.name) != memory.expression) continue;
    if (memory.binding == kNone) return false;
    ends_.push_back(reference.range.begin);
  }
  return true;
}

// Nothing in `operand` makes the view that was taken before it stale.
bool RegionFinder::stays_in_region(Range operand) const {
  const auto found = std::lower_bound(ends_.begin(), ends_.end(), operand.begin);
  return found == ends_.end() || *found >= operand.end;
}

bool RegionFinder::is_eligible(const Access& access) const {
  if (access.several || access.optional || access.in_new_callee || access.shorthand) return false;
  const auto leaves = accesses_.leaves_of(access);
  if (leaves.size() != 1 || leaves[0].memory != regions_.memory) return false;
  switch (access.kind) {
    case AccessKind::load:
    case AccessKind::store:
    case AccessKind::compound:
    case AccessKind::logical:
    case AccessKind::increment:
      return stays_in_region({access.base.end, access.whole.end});
    case AccessKind::call: {
      const Node index = access.element.child(Field::index);
      return stays_in_region(access.operation.child(Field::arguments).range()) &&
             (!index || stays_in_region(index.range()));
    }
    case AccessKind::property:
      return true;
    case AccessKind::target:
    case AccessKind::remove:
    case AccessKind::atomics:
    case AccessKind::value:
    case AccessKind::untouched:
      return false;
  }
  return false;
}

void RegionFinder::find_eligible() {
  eligible_.resize(accesses_.accesses.size());
  for (std::size_t i = 0; i < eligible_.size(); ++i) eligible_[i] = is_eligible(accesses_.accesses[i]);
}

// Checks that a base makes by itself, as Emscripten's, are gone from the output.
void RegionFinder::find_growing() {
  const auto& points = growth_.points();
  gone_.assign(points.size(), false);
  for (const Access& access : accesses_.accesses) {
    if (access.kind == AccessKind::untouched) continue;
    for (const ViewReference& leaf : accesses_.leaves_of(access)) {
      if (leaf.origin != ViewOrigin::checked) continue;
      auto point = std::lower_bound(points.begin(), points.end(), leaf.range.begin,
                                    [](const GrowthPoint& a, std::uint32_t at) { return a.range.begin < at; });
      for (; point != points.end() && point->range.begin < leaf.range.end; ++point) {
        if (leaf.range.contains(point->range)) gone_[static_cast<std::size_t>(point - points.begin())] = true;
      }
    }
  }
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i].growth != Growth::never && !gone_[i]) ends_.push_back(points[i].range.begin);
  }
  std::sort(ends_.begin(), ends_.end());
}

void RegionFinder::find_events() {
  effects_.assign(flow_.events.size(), EpochEvent::none);
  event_of_place_.assign(places_.places.size(), kNone);
  const Range scope = scopes_.scopes[views_.memories[regions_.memory].scope].range;
  for (std::uint32_t i = 0; i < effects_.size(); ++i) {
    const std::uint32_t subject = flow_.events[i].subject;
    switch (flow_.events[i].kind) {
      case EventKind::growth:
        if (!gone_[subject]) effects_[i] = EpochEvent::end;
        break;
      case EventKind::write:
        effects_[i] = EpochEvent::end;
        break;
      case EventKind::place:
        event_of_place_[subject] = i;
        if (scope.contains(places_.places[subject].range)) effects_[i] = EpochEvent::place;
        break;
      case EventKind::bind:
        if (eligible_[subject]) effects_[i] = EpochEvent::access;
        break;
      case EventKind::access:
      case EventKind::read:
      case EventKind::declare:
        break;
    }
  }
}

// The innermost loop around the beginning of an access; empty if there is none.
Range RegionFinder::loop_of(std::uint32_t access) const {
  const std::uint32_t at = accesses_.accesses[access].base.begin;
  auto after = std::upper_bound(places_.loops.begin(), places_.loops.end(), at,
                                [](std::uint32_t begin, Range loop) { return begin < loop.begin; });
  // Loops that end before lie between, each once at most for a loop around: it is enough to look at a few.
  constexpr int kLookedAt = 64;
  for (int i = 0; i < kLookedAt && after != places_.loops.begin(); ++i) {
    --after;
    if (after->end > at) return *after;
  }
  return {};
}

bool RegionFinder::is_worthwhile(std::uint32_t start, const std::vector<std::uint32_t>& members) const {
  if (members.size() >= kWorthwhile) return true;
  const Event& event = flow_.events[start];
  const bool place = event.kind == EventKind::place;
  const bool initializer = place && places_.places[event.subject].kind == PlaceKind::initializer;
  const Range from = place ? places_.places[event.subject].range : accesses_.accesses[event.subject].whole;
  return std::any_of(members.begin(), members.end(), [&](std::uint32_t access) {
    const Range loop = loop_of(access);
    if (loop.empty()) return false;
    const bool inside = loop.begin < from.begin && from.end <= loop.end;
    return !inside || (initializer && places_.places[event.subject].loop != loop);
  });
}

// The last place ahead of all accesses of an epoch: the first statement that has some, in the innermost list that has
// all, and in no loop that the beginning of the epoch is not in.
std::uint32_t RegionFinder::last_place(std::uint32_t start, const std::vector<std::uint32_t>& members) const {
  const std::uint32_t first = flow_.events[start].subject;
  Range all = accesses_.accesses[members.front()].base;
  for (const std::uint32_t access : members) {
    all.begin = std::min(all.begin, accesses_.accesses[access].base.begin);
    all.end = std::max(all.end, accesses_.accesses[access].base.end);
  }
  const auto& places = places_.places;
  const auto after = std::upper_bound(places.begin(), places.end(), all.begin,
                                      [](std::uint32_t at, const Place& place) { return at < place.range.begin; });
  auto found = static_cast<std::uint32_t>(after - places.begin());
  if (found-- == 0) return first;
  while (found != kNone && found > first) {
    const Place& place = places[found];
    if (place.range.contains({all.begin, all.begin}) && place.range.end > all.begin && place.list.contains(all) &&
        place.loop == places[first].loop && event_of_place_[found] != kNone) {
      return found;
    }
    found = place.parent;
  }
  return first;
}

void RegionFinder::choose_check(std::uint32_t start, const std::vector<std::uint32_t>& members) {
  if (!is_worthwhile(start, members)) return;
  if (flow_.events[start].kind == EventKind::place) {
    const std::uint32_t place = last_place(start, members);
    const std::uint32_t event = event_of_place_[place];
    chosen_[effects_[event] == EpochEvent::place ? event : start] = true;
  } else {
    chosen_[start] = true;
  }
}

void RegionFinder::choose_checks(FunctionId function) {
  for (const auto& [start, members] : find_epochs(flow_, function, effects_)) choose_check(start, members);
}

void RegionFinder::step(Checked& state, const Event& event) const {
  const auto at = static_cast<std::uint32_t>(&event - flow_.events.data());
  switch (effects_[at]) {
    case EpochEvent::end:
      state.checked = false;
      state.check = kNone;
      break;
    case EpochEvent::place:
      if (!state.checked && chosen_[at]) state.check = at;
      state.checked = state.checked || chosen_[at];
      break;
    case EpochEvent::access:
      state.checked = state.checked || chosen_[at] || takes_whole_view(event.subject);
      break;
    case EpochEvent::none:
      break;
  }
}

// Where two checks meet, each may serve what is behind.
bool RegionFinder::join(Checked& into, const Checked& from) {
  const Checked before = into;
  into = into.reached ? Checked{true, into.checked && from.checked, into.check} : from;
  if (!into.checked) into.check = kNone;
  if (into.checked && into.check != from.check) {
    for (const std::uint32_t check : {into.check, from.check}) {
      if (check != kNone) unbounded_[check] = true;
    }
    into.check = kNone;
  }
  return into.reached != before.reached || into.checked != before.checked || into.check != before.check;
}

// Takes note that a check serves an access. It may name the base of a span where the access is inside of the same list
// of statements: so nothing around it can hide the name from the check alone.
void RegionFinder::serve(std::uint32_t check, std::uint32_t access, const SpanReader& spans) {
  const std::uint32_t subject = flow_.events[check].subject;
  const Place& place = places_.places[subject];
  Span& known = spans_[subject];
  std::optional<Span> span;
  const bool inside = place.list.contains(accesses_.accesses[access].base);
  if (!takes_whole_view(access) && place.kind == PlaceKind::statement && inside) {
    span = spans.of(accesses_.accesses[access]);
  }
  if (!span || (known.base != kNone && known.base != span->base)) {
    unbounded_[check] = true;
    return;
  }
  span->bytes = std::max(span->bytes, known.bytes);
  known = *span;
}

void RegionFinder::settle(FunctionId function, const SpanReader& spans) {
  const auto states = solve_forward(
      flow_, function, Checked{.reached = true},
      [&](BlockId block, Checked state) {
        for (const Event& event : flow_.events_of(block)) step(state, event);
        return state;
      },
      [&](Checked& into, const Checked& from) { return join(into, from); });
  const FunctionFlow& part = flow_.functions[function];
  for (BlockId block = part.first_block; block < part.end_block; ++block) {
    Checked state = states[block - part.first_block];
    for (const Event& event : flow_.events_of(block)) {
      const auto at = static_cast<std::size_t>(&event - flow_.events.data());
      const bool before = state.checked;
      step(state, event);
      if (effects_[at] == EpochEvent::place)
        needed_[event.subject] = needed_[event.subject] || (chosen_[at] && !before);
      if (effects_[at] != EpochEvent::access || !state.checked || !state.reached) continue;
      regions_.reaches[event.subject] = before ? Reach::plain : Reach::fresh;
      if (before && state.check != kNone) serve(state.check, event.subject, spans);
    }
  }
}

void RegionFinder::list_checks() {
  for (std::size_t i = 0; i < needed_.size(); ++i) {
    if (!needed_[i]) continue;
    const bool bounded = !unbounded_[event_of_place_[i]];
    regions_.checks.push_back({places_.places[i], bounded ? spans_[i] : Span{}});
  }
}

Regions RegionFinder::run() {
  if (!choose_memory()) return regions_;
  find_growing();
  find_eligible();
  places_ = find_places(root_, accesses_);
  if (places_.places.empty()) return regions_;
  std::vector<bool> followed(scopes_.bindings.size(), false);
  const BindingId memory = views_.memories[regions_.memory].binding;
  if (memory != kNone) followed[memory] = true;
  flow_ = build_flow(root_, text_, scopes_, functions_, growth_, accesses_, followed, places_.places);
  find_events();
  chosen_.assign(flow_.events.size(), false);
  needed_.assign(places_.places.size(), false);
  spans_.assign(places_.places.size(), {});
  unbounded_.assign(flow_.events.size(), false);
  const SpanReader spans(text_, scopes_, functions_, accesses_);
  regions_.reaches.assign(accesses_.accesses.size(), Reach::checked);
  std::vector<bool> disposes(functions_.functions.size(), false);  // `using` runs code at the end of its block
  for (const CallSite& site : functions_.sites) {
    if (site.kind == CallKind::dispose) disposes[site.function] = true;
  }
  for (FunctionId id = 0; id < disposes.size(); ++id) {
    if (disposes[id]) continue;
    choose_checks(id);
    settle(id, spans);
  }
  list_checks();
  return regions_;
}

}  // namespace

Regions find_regions(const Node& root, std::string_view text, const Scopes& scopes, const Views& views,
                     const Functions& functions, const GrowthPoints& growth, const Accesses& accesses) {
  return RegionFinder(root, text, scopes, views, functions, growth, accesses).run();
}

}  // namespace heaplift
