// Joining the edits of passes that ran one after the other, so that a patch shows only what changed.
#pragma once

#include <string_view>
#include <vector>

#include "src/edit/edit_buffer.h"

namespace heaplift {

// The edits that do what `first` and then `second` do. `second` edits the text that `first` makes and gives
// `result`. Both must be ascending and not overlap; the same is true of what is returned.
[[nodiscard]] std::vector<Edit> compose_edits(const std::vector<Edit>& first, const std::vector<Edit>& second,
                                              std::string_view result);

}  // namespace heaplift
