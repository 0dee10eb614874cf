// Mixed variables: those that hold a view at one time and something else at another, as minified code has many. Which
// of their reads may give the view is found along the control flow. A part of finding view uses.
#pragma once

#include <cstdint>
#include <vector>

#include "rules/rule.h"
#include "src/analysis/flow.h"

namespace heaplift {

class MixedVariables {
 public:
  // `held` says for each binding whether it ever holds a view. Variables that other functions than their own set are
  // not looked at. The context must outlive this object.
  MixedVariables(const LintContext& context, const std::vector<bool>& held, const std::vector<bool>& sets_view);

  [[nodiscard]] bool any() const { return !variables_.empty(); }
  // Whether what the reference reads may be a view, when its binding may hold one. True for all but mixed variables.
  [[nodiscard]] bool reads_view(ReferenceId reference) const;
  // Follows the writes that set views through the functions. Says whether more reads than before may give one.
  [[nodiscard]] bool follow(const Flow& flow, const std::vector<bool>& sets_view);

 private:
  struct Variable {
    FunctionId function;
    BindingId binding;
  };

  void choose(const std::vector<bool>& held, const std::vector<bool>& sets_view);
  bool follow_some(const Flow& flow, const std::vector<bool>& sets_view, std::size_t first, std::size_t end);

  const LintContext& context_;
  std::vector<Variable> variables_;  // by function
  std::vector<bool> mixed_;          // by BindingId
  std::vector<bool> reads_view_;     // by ReferenceId
  std::vector<std::uint32_t> bit_;   // by BindingId: in the state; kNone: not looked at now
};

}  // namespace heaplift
