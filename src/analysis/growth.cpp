#include "src/analysis/growth.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "src/analysis/call_effects.h"

namespace heaplift {
namespace {

// What one call waits for: a function of the file that it calls.
struct Dependency {
  FunctionId callee;
  std::uint32_t site;
  bool steps;  // it runs the body of a generator
};

class GrowthSolver {
 public:
  explicit GrowthSolver(const Functions& functions)
      : functions_(functions),
        points_(functions.sites.size()),
        body_(functions.functions.size(), Growth::never),
        queued_(functions.functions.size(), false) {}

  void add_sites(const CallEffects& effects, const Views& views);
  void add_constructors();
  void add_memory_writes(const Scopes& scopes, const Views& views);
  void solve();
  [[nodiscard]] GrowthPoints take();

 private:
  [[nodiscard]] Growth of_call(FunctionId function) const;
  void raise_site(std::uint32_t site, Growth growth);
  void raise_function(FunctionId function, Growth growth);

  const Functions& functions_;
  std::vector<GrowthPoint> points_;
  std::vector<Growth> body_;                                     // of each function, what running its body does
  std::vector<Dependency> dependencies_;                         // ascending by callee once sorted
  std::vector<std::pair<FunctionId, FunctionId>> constructors_;  // of a class; the class
  std::vector<FunctionId> queue_;
  std::vector<bool> queued_;
};

// What calling a function does before the call returns: a generator does not begin yet.
Growth GrowthSolver::of_call(FunctionId function) const {
  const Function& called = functions_.functions[function];
  if (called.generator) return Growth::never;
  // After a call that never returns nothing is stale; a `catch` may still see it.
  return called.throws ? std::min(body_[function], Growth::unlikely) : body_[function];
}

void GrowthSolver::raise_function(FunctionId function, Growth growth) {
  if (growth <= body_[function]) return;
  body_[function] = growth;
  if (!queued_[function]) queue_.push_back(function);
  queued_[function] = true;
}

// A suspension is growth for those inside of the function, not for its caller: the call returns a promise.
void GrowthSolver::raise_site(std::uint32_t site, Growth growth) {
  GrowthPoint& point = points_[site];
  if (growth <= point.growth) return;
  point.growth = growth;
  const CallKind kind = point.kind;
  const bool suspends = kind == CallKind::await_ || kind == CallKind::yield_;
  if (!suspends) raise_function(point.function, growth);
}

// The typed arrays that a function makes whose work that is are over the memory: nothing is iterated there.
bool makes_view(const CallSite& site, const CallEffect& effect, const Views& views) {
  if (site.kind != CallKind::construct || effect.growth != Growth::unlikely || !effect.targets.empty()) return false;
  return views.untouched_around(site.range) != nullptr;
}

void GrowthSolver::add_sites(const CallEffects& effects, const Views& views) {
  for (std::uint32_t i = 0; i < points_.size(); ++i) {
    const CallSite& site = functions_.sites[i];
    points_[i] = {site.range, site.function, site.kind, Growth::never};
    const CallEffect effect = effects.of(site);
    if (makes_view(site, effect, views)) continue;
    raise_site(i, effect.growth);
    for (const FunctionId target : effect.targets) dependencies_.push_back({target, i, false});
    for (const FunctionId target : effect.stepped) dependencies_.push_back({target, i, true});
  }
  std::sort(dependencies_.begin(), dependencies_.end(), [](const Dependency& a, const Dependency& b) {
    return std::tie(a.callee, a.site, a.steps) < std::tie(b.callee, b.site, b.steps);
  });
}

// Constructing a class runs its constructor.
void GrowthSolver::add_constructors() {
  for (const Method& method : functions_.methods) {
    const FunctionId owner = functions_.at(method.owner);
    if (owner == kNone || !functions_.functions[owner].is_class || method.name != "constructor") continue;
    constructors_.emplace_back(method.function, owner);
  }
  std::sort(constructors_.begin(), constructors_.end());
}

// A function that replaces the memory makes views as stale as one that grows it.
void GrowthSolver::add_memory_writes(const Scopes& scopes, const Views& views) {
  std::vector<bool> holds_memory(scopes.bindings.size(), false);
  for (const Memory& memory : views.memories) {
    if (memory.binding != kNone) holds_memory[memory.binding] = true;
  }
  for (const Reference& reference : scopes.references) {
    if (reference.binding == kNone || !holds_memory[reference.binding] || !sets(reference.use)) continue;
    raise_function(functions_.around(reference.range.begin), Growth::unlikely);
  }
}

void GrowthSolver::solve() {
  for (const auto& [constructor, owner] : constructors_) raise_function(owner, body_[constructor]);
  for (FunctionId id = 0; id < body_.size(); ++id) {
    if (body_[id] != Growth::never && !queued_[id]) queue_.push_back(id);
    queued_[id] = body_[id] != Growth::never;
  }
  while (!queue_.empty()) {
    const FunctionId function = queue_.back();
    queue_.pop_back();
    queued_[function] = false;
    auto dependency = std::lower_bound(dependencies_.begin(), dependencies_.end(), function,
                                       [](const Dependency& d, FunctionId id) { return d.callee < id; });
    for (; dependency != dependencies_.end() && dependency->callee == function; ++dependency) {
      raise_site(dependency->site, dependency->steps ? body_[function] : of_call(function));
    }
    auto constructed = std::lower_bound(constructors_.begin(), constructors_.end(), std::pair(function, FunctionId{0}));
    for (; constructed != constructors_.end() && constructed->first == function; ++constructed) {
      raise_function(constructed->second, body_[function]);
    }
  }
}

GrowthPoints GrowthSolver::take() {
  std::vector<Growth> by_function(body_.size());
  for (FunctionId id = 0; id < body_.size(); ++id) by_function[id] = of_call(id);
  return {std::move(points_), std::move(by_function)};
}

}  // namespace

GrowthPoints::GrowthPoints(std::vector<GrowthPoint> points, std::vector<Growth> by_function)
    : points_(std::move(points)), by_function_(std::move(by_function)) {
  for (std::size_t level = 1; level < kGrowthCount; ++level) {
    auto& index = at_least_[level];
    for (std::uint32_t i = 0; i < points_.size(); ++i) {
      if (points_[i].growth >= static_cast<Growth>(level)) index.push_back(i);
    }
    std::stable_sort(index.begin(), index.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return points_[a].function < points_[b].function; });
  }
}

const GrowthPoint* GrowthPoints::find(Range range) const {
  const auto found = std::lower_bound(points_.begin(), points_.end(), range, [](const GrowthPoint& a, Range b) {
    return a.range.begin < b.begin || (a.range.begin == b.begin && a.range.end > b.end);
  });
  return found != points_.end() && found->range == range ? &*found : nullptr;
}

const GrowthPoint* GrowthPoints::first_in(Range range, FunctionId function, Growth at_least) const {
  const auto& index = at_least_[static_cast<std::size_t>(std::max(at_least, Growth::unlikely))];
  const auto found = std::lower_bound(index.begin(), index.end(), std::pair(function, range.begin),
                                      [&](std::uint32_t i, const std::pair<FunctionId, std::uint32_t>& key) {
                                        return std::pair(points_[i].function, points_[i].range.begin) < key;
                                      });
  if (found == index.end() || points_[*found].function != function) return nullptr;
  return points_[*found].range.begin < range.end ? &points_[*found] : nullptr;
}

GrowthPoints find_growth(const Functions& functions, const Scopes& scopes, const Views& views, const Tracer& tracer,
                         const GrowthOptions& options) {
  GrowthSolver solver(functions);
  solver.add_sites(CallEffects(functions, scopes, views, tracer, options), views);
  solver.add_constructors();
  solver.add_memory_writes(scopes, views);
  solver.solve();
  return solver.take();
}

}  // namespace heaplift
