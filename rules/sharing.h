// What expressions share with the memory: views, ranges of them, buffers. A part of finding view uses.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "rules/mixed_variables.h"
#include "rules/view_uses.h"

namespace heaplift {

// Fills in `held`, `sets_view` and `flow` of the uses, and answers for expressions. Both arguments must outlive it.
class SharingFinder {
 public:
  SharingFinder(const LintContext& context, ViewUses& uses) : context_(context), uses_(uses) {}

  // Finds the variables that hold views, and the functions that return them, in a few rounds.
  void run();
  [[nodiscard]] Sharing of(const Node& node) const { return of(node, 0); }
  [[nodiscard]] bool is_held(const Node& identifier) const;

 private:
  [[nodiscard]] Sharing of(const Node& node, int depth) const;
  [[nodiscard]] Sharing of_call(const Node& call, int depth) const;
  [[nodiscard]] Sharing of_new(const Node& made) const;
  [[nodiscard]] Sharing of_write(const Write& write) const;
  [[nodiscard]] bool follow_writes();
  [[nodiscard]] bool follow_returns();
  [[nodiscard]] bool follow_arguments();
  [[nodiscard]] bool follow_argument(const Function& callee, std::uint32_t place, const Node& argument);
  void drop_own_views();
  void drop_refreshed();
  void forget();
  [[nodiscard]] bool follow_all();
  void build_flow_of(const std::vector<bool>& held);
  [[nodiscard]] bool may_be_view(const Reference& reference) const;

  const LintContext& context_;
  ViewUses& uses_;
  std::vector<Sharing> returns_;                           // by FunctionId
  std::unordered_map<std::uint32_t, BindingId> declared_;  // parameters that are never set, by their place
  std::optional<MixedVariables> mixed_;
  std::vector<bool> own_;  // by BindingId: the file's own views, set wherever the memory grows
};

}  // namespace heaplift
