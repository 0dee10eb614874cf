// Places: where a check can stand ahead of accesses, as a statement of its own or at the end of the head of a `for`.
//
// Only statements that contain an access of the file are places; so are the initializers of loops that do. With them
// come the loops around accesses.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "grammar/node.h"
#include "src/analysis/accesses.h"
#include "src/analysis/scopes.h"

namespace heaplift {

enum class PlaceKind : std::uint8_t {
  statement,    // ahead of a statement
  initializer,  // behind the initializer of a `for`
};

struct Place {
  Node node;  // the statement or initializer
  Range range{};
  Range list{};  // the statements that follow each other there; of a body that is no block, the body itself
  PlaceKind kind = PlaceKind::statement;
  bool sole = false;             // the statement is a body that is no block: braces have to be put around it
  Node value{};                  // initializer: what the last variable that has a value is set to; null: no declaration
  std::uint32_t parent = kNone;  // the place around
  Range loop{};                  // the innermost loop around; empty: none. An initializer's is what its loop is in
};

struct Places {
  std::vector<Place> places;  // ascending by beginning, outer before inner
  std::vector<Range> loops;   // the same
};

[[nodiscard]] Places find_places(const Node& root, const Accesses& accesses);

// The place of `kind` that `node` is, or kNone.
[[nodiscard]] std::uint32_t find_place(std::span<const Place> places, const Node& node, PlaceKind kind);

}  // namespace heaplift
