#include <algorithm>

#include "rules/rule.h"

namespace heaplift {

#define RULE(name) Rule name##_rule();
#include "rules/rules.def"
#undef RULE

const std::vector<Rule>& rules() {
  static const std::vector<Rule> all = {
#define RULE(name) name##_rule(),
#include "rules/rules.def"
#undef RULE
  };
  return all;
}

const Rule* find_rule(std::string_view name) {
  const auto found = std::find_if(rules().begin(), rules().end(), [&](const Rule& rule) { return rule.name == name; });
  return found == rules().end() ? nullptr : &*found;
}

}  // namespace heaplift
