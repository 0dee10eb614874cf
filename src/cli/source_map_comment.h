// The comment at the end of a file that names its source map: `//# sourceMappingURL=app.js.map`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "src/base/range.h"

namespace heaplift {

struct SourceMapComment {
  Range comment;  // all of it, without the end of its line
  Range url;
};

// The last such comment, with only comments and blanks behind it, as ECMA-426 looks for it; `//@` and `/*# … */` count,
// too. What merely looks like one inside of a string or template is not found.
[[nodiscard]] std::optional<SourceMapComment> find_source_map_comment(std::string_view text);

// `text` with such a comment for `url`: in the place of the one that it has, else in a line of its own at the end.
[[nodiscard]] std::string with_source_map_comment(std::string_view text, std::string_view url);

// `text` without such a comment.
[[nodiscard]] std::string without_source_map_comment(std::string_view text);

}  // namespace heaplift
