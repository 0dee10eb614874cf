// What heaplift has to say about a place in a file, and how that looks on a terminal.
#pragma once

#include <string>
#include <string_view>

#include "src/base/range.h"
#include "src/base/source.h"

namespace heaplift {

enum class Severity { error, warning, note };

[[nodiscard]] std::string_view severity_name(Severity severity);

// A message about a range of a source. The message has no trailing full stop or newline.
struct Diagnostic {
  Severity severity = Severity::error;
  Range range;
  std::string message;
};

// A text on one line of a terminal: control characters (but for tabs), those that turn the writing direction and bytes
// that are no UTF-8 appear as visible substitutes.
[[nodiscard]] std::string visible_text(std::string_view text);

// The message with its place and the source line, ending with a newline:
//
//   file.js:3:8: error: message
//   source line with the place
//          ^~~~
//
// `color` adds ANSI escapes. A long line is cut to about 100 columns around the place; tabs are kept, so that
// the caret stands right under any tab width; the rest is shown by `visible_text`. Each character takes one caret
// column. A range past this line is underlined to the end of the line only.
[[nodiscard]] std::string render(const Source& source, const Diagnostic& diagnostic, bool color);

}  // namespace heaplift
