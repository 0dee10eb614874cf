// Typed arrays: every `new Uint8Array(…)` of a file, and whether it is over a memory. For reports, so that people see
// what is left where views are made; nothing is rewritten by it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "grammar/node.h"
#include "src/analysis/scopes.h"
#include "src/analysis/views.h"

namespace heaplift {

enum class ArrayVerdict : std::uint8_t {
  view,     // over all of a memory
  range,    // over a part of a memory, as it is when the array is made
  other,    // not over a memory: of a length, a list, or the buffer of something else
  unknown,  // what it is made of cannot be told: mostly a copy of something
};

struct TypedArrayUse {
  Range range;             // the `new` expression
  std::string_view array;  // the constructor's name, of the text
  ArrayVerdict verdict;
};

// The typed arrays and DataViews that are made by `new` below `root`, in source order. The arguments must be those
// that gave `views`.
[[nodiscard]] std::vector<TypedArrayUse> find_typed_arrays(const Node& root, std::string_view text,
                                                           const Scopes& scopes, const Views& views,
                                                           const ViewOptions& options);

}  // namespace heaplift
