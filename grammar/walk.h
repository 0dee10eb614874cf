// The one walker over syntax trees: depth first, in source order, without recursion.
#pragma once

#include "grammar/node.h"

namespace heaplift {

// Visits `root` and everything below it. `visitor.enter(node, cursor)` is called on the way down and says whether to
// go below the node; `visitor.leave()` is called on the way up, once for each node that was entered. A visitor that
// needs ancestors pushes to a stack of its own in enter and pops in leave.
template <class Visitor>
void walk(const Node& root, Visitor& visitor) {
  Cursor cursor(root);
  std::size_t depth = 0;
  while (true) {
    if (visitor.enter(cursor.node(), cursor) && cursor.to_first_child()) {
      ++depth;
      continue;
    }
    visitor.leave();
    while (depth > 0 && !cursor.to_next_sibling()) {
      cursor.to_parent();
      --depth;
      visitor.leave();
    }
    if (depth == 0) return;
  }
}

}  // namespace heaplift
