// Call effects: what one call does to the memory by what it calls, as far as the syntax shows it. Functions of the file
// are only named here; what they do is growth's to find out.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/node.h"
#include "src/analysis/functions.h"
#include "src/analysis/growth.h"
#include "src/analysis/value_types.h"

namespace heaplift {

struct CallEffect {
  Growth growth = Growth::never;      // apart from what the targets do
  std::vector<FunctionId> targets{};  // functions of the file that it calls or may call
  std::vector<FunctionId> stepped{};  // generators of the file whose bodies it runs
};

class CallEffects {
 public:
  // The arguments must outlive this object.
  CallEffects(const Functions& functions, const Scopes& scopes, const Views& views, const Tracer& tracer,
              const GrowthOptions& options);

  [[nodiscard]] CallEffect of(const CallSite& site) const;

 private:
  [[nodiscard]] CallEffect of_callee(const Node& callee, const CallSite& site, int depth) const;
  [[nodiscard]] CallEffect of_name(const Node& name, const CallSite& site, int depth) const;
  [[nodiscard]] CallEffect of_global(std::string_view name, const CallSite& site) const;
  [[nodiscard]] CallEffect of_method(const Node& callee, const CallSite& site, int depth) const;
  [[nodiscard]] CallEffect of_module_method(std::string_view method, const Node& arguments) const;
  [[nodiscard]] CallEffect of_own_method(const Node& object, std::string_view method, const CallSite& site) const;
  [[nodiscard]] CallEffect of_construct(const CallSite& site) const;
  [[nodiscard]] CallEffect of_iteration(const CallSite& site) const;
  [[nodiscard]] CallEffect with_callbacks(Builtin builtin, const Node& arguments) const;
  [[nodiscard]] bool iterates_arguments(std::string_view constructor, const Node& arguments) const;
  [[nodiscard]] const Growth* named(std::string_view name) const;
  [[nodiscard]] bool is_exports(const Node& node, int depth) const;
  [[nodiscard]] bool is_exports_name(const Node& identifier, int depth) const;
  [[nodiscard]] bool is_module(const Node& node) const;
  [[nodiscard]] FunctionId function_of(const Node& callee) const;
  [[nodiscard]] std::string_view text(const Node& node) const { return tracer_.text_of(node); }

  const Functions& functions_;
  const Scopes& scopes_;
  const Tracer& tracer_;
  const GrowthOptions& options_;
  ValueTypes types_;
};

// The name of the property that a member or subscript expression reads, or empty where it is computed.
[[nodiscard]] std::string_view property_name(const Node& member, const Tracer& tracer);

}  // namespace heaplift
