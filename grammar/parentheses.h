// What stands inside of parentheses.
#pragma once

#include "grammar/node.h"

namespace heaplift {

[[nodiscard]] inline Node without_parentheses(Node node) {
  while (node.kind() == Kind::parenthesized_expression) node = node.operand(0);
  return node;
}

}  // namespace heaplift
