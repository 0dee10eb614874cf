// Shows edits as a patch that people read and `git apply` takes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/edit/edit_buffer.h"

namespace heaplift {

// The unified diff, with three lines of context, between `before` and `apply_edits(before, edits)`; empty when they
// are equal. Takes linear time and makes no search for a smallest diff: the changed lines are those
// that an edit touches, less the equal ones at both ends. Lines end at LF only, as in git; a CR is part
// of its line. The file is `a/NAME` and `b/NAME`, quoted as git does; a leading `/` or `./` of the name is left out.
// The edits must be ascending, inside `before` and not overlap.
[[nodiscard]] std::string unified_diff(std::string_view name, std::string_view before, const std::vector<Edit>& edits);

}  // namespace heaplift
