// The source map of an edited text. Each edit is one segment; what lies between is mapped token by token, or, through
// the map that the text had before, as that map has it.
#pragma once

#include <string_view>
#include <vector>

#include "src/edit/edit_buffer.h"
#include "src/edit/source_map.h"

namespace heaplift {

// From the text that `edits` make of `text` (valid UTF-8; the edits ascending and not overlapping) to `text`, which is
// called `source`; takes time linear in both. An edit that replaces an identifier, or a chain of them as in
// `Module.HEAP8`, by another gives it as a name. Inserted lines have no original.
[[nodiscard]] SourceMap map_edits(std::string_view text, const std::vector<Edit>& edits, std::string_view source);

// The same, but through `before`, the map of `text`: the result has its tables, and leads to its sources. Where it
// has a name of its own for what is replaced, that name stays.
[[nodiscard]] SourceMap map_edits_through(std::string_view text, const std::vector<Edit>& edits,
                                          const DecodedSourceMap& before);

}  // namespace heaplift
