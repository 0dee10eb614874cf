#include <algorithm>

#include "passes/pass.h"

namespace heaplift {

#define PASS(name) Pass name##_pass();
#include "passes/passes.def"
#undef PASS

const std::vector<Pass>& passes() {
  static const std::vector<Pass> all = {
#define PASS(name) name##_pass(),
#include "passes/passes.def"
#undef PASS
  };
  return all;
}

const Pass* find_pass(std::string_view name) {
  const auto found = std::ranges::find(passes(), name, &Pass::name);
  return found == passes().end() ? nullptr : &*found;
}

}  // namespace heaplift
