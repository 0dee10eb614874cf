#include "passes/runtime.h"

#include <algorithm>

namespace heaplift {

bool RuntimeUse::empty() const {
  return !memory_hook && !sync &&
         std::none_of(uses_.begin(), uses_.end(), [](const auto& types) { return types.any(); });
}

RuntimeUse RuntimeUse::all() {
  RuntimeUse use;
  for (auto& types : use.uses_) types.set();
  use.sync = true;
  use.span = true;
  use.memory_hook = true;
  return use;
}

std::string helper_name(std::string_view prefix, Helper helper, ViewType type) {
  static constexpr std::array<std::string_view, kHelperCount> kVerbs = {"load", "store",   "view", "call",
                                                                        "ref",  "atomics", ""};
  if (helper == Helper::plain) return std::string(prefix).append(info(type).canonical_name);
  return std::string(prefix).append(kVerbs[static_cast<std::size_t>(helper)]).append("_").append(info(type).id);
}

std::string method_name(Helper helper, ViewType type, MethodNames names) {
  const ViewTypeInfo& about = info(type);
  const std::string_view verb = helper == Helper::load ? "load" : helper == Helper::store ? "store" : "view";
  const std::string_view wasm = helper == Helper::store ? about.wasm_store : about.wasm_suffix;
  return std::string(verb).append(names == MethodNames::js ? about.js_suffix : wasm);
}

}  // namespace heaplift
