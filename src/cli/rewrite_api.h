// The rewrite as a function for other programs: text and JSON in, JSON out. It is what the npm package offers.
#pragma once

#include <string>
#include <string_view>

namespace heaplift {

// Rewrites `text` (UTF-8) as `options` say, an object of which all members may be missing:
//
//   pass              a name, or a list of them: the passes, one after the other
//   filename          what diagnostics and the map call the text; default "<stdin>"
//   sourceMap         true: a map is made
//   inputSourceMap    the map of the text, as an object or as JSON; false: it has none; default: that of a `data:` URL
//                     at the end of the text
//   memory, prefix, names, runtime            as the flags of these names
//   views             an object from names to types: {"B": "HEAPU8"}
//   assumeAligned, verify                     true or false, as the flags
//
// Gives {"code", "map", "changed", "accesses", "diagnostics"}: the map is null unless it was asked for; code with a map
// has no comment that names another. When the text cannot be rewritten, code and map are null. A diagnostic has
// severity ("error", "warning", "note"), message, and line, column, endLine, endColumn: from 1, in UTF-16 code units;
// without these when it is about no place. Options that make no sense give {"error": "…"} instead.
[[nodiscard]] std::string rewrite_api(std::string text, std::string_view options);

}  // namespace heaplift
