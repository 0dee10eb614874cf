// What the program says about a rule, in Markdown.
#pragma once

#include <string>

#include "rules/rule.h"

namespace heaplift {

// The page of the rule, without the comments that are for the tests of the documentation.
[[nodiscard]] std::string rule_help(const Rule& rule);

}  // namespace heaplift
