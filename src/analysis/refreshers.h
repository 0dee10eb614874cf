// Functions of the file that Emscripten makes to keep views fresh, told by their shape, since minifiers take the names.
#pragma once

#include <optional>
#include <string_view>

#include "grammar/node.h"
#include "src/analysis/scopes.h"

namespace heaplift {

// A function whose only work is to make the views of a memory anew: updateMemoryViews(), and before Emscripten
// 3.1.30 updateGlobalBufferAndViews(buffer).
struct Refresher {
  std::string_view name;      // of the declared function; points into the text
  bool takes_buffer = false;  // its one parameter is the buffer to make the views over
};

// Reads the function around the scope `body` as a refresher: a declared function with at most one parameter, in which
// each statement assigns or declares something that needs no call (typed arrays are made with `new`), or returns
// early.
[[nodiscard]] std::optional<Refresher> read_refresher(const Scopes& scopes, ScopeId body, std::string_view text);

// A function that compares buffers, calls something where they differ, and does no more: growMemViews().
// GROWABLE_HEAP_I8() then returns a view.
struct Checker {
  Range name;      // of the declared function
  Range returned;  // the view; empty where it returns nothing
};

[[nodiscard]] std::optional<Checker> read_checker(const Scopes& scopes, ScopeId body, std::string_view text);

}  // namespace heaplift
