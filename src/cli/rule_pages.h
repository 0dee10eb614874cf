// The pages of the rules, docs/rules/NAME.md, which are compiled into the program.
#pragma once

#include <string_view>

namespace heaplift {

// The page of the rule called `name`, in Markdown; empty when there is none.
[[nodiscard]] std::string_view rule_page(std::string_view name);

}  // namespace heaplift
