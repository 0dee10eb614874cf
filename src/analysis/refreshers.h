// Refreshers: functions of the file whose only work is to make the views of a memory anew, such as Emscripten's
// updateMemoryViews() and, before 3.1.30, updateGlobalBufferAndViews(buffer).
#pragma once

#include <optional>
#include <string_view>

#include "grammar/node.h"

namespace heaplift {

struct Refresher {
  std::string_view name;      // of the declared function; points into the text
  bool takes_buffer = false;  // its one parameter is the buffer to make the views over
};

// Reads the function whose body is at `body` as a refresher: a declared function with at most one parameter, in which
// each statement declares or assigns something that needs no call (typed arrays are made with `new`).
[[nodiscard]] std::optional<Refresher> read_refresher(const Node& root, Range body, std::string_view text);

}  // namespace heaplift
