// The source map of a rewritten file: where it goes, and the map of the input that it goes through.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/diagnostics.h"
#include "src/base/source.h"
#include "src/cli/options.h"
#include "src/edit/edit_buffer.h"
#include "src/edit/source_map.h"

namespace heaplift {

// The files that a map speaks of, as paths.
struct MapPlaces {
  std::string input;
  std::string output;  // empty: standard output
  std::string map;     // empty: inside of the output
};

// `choice` must want a map.
[[nodiscard]] MapPlaces map_places(const SourceMapChoice& choice, const std::string& input, const std::string& output);

struct MappedText {
  std::string text;  // with the comment that names the map
  std::string map;   // JSON with a newline; empty when it is inside of the text
  std::vector<Diagnostic> diagnostics;
};

// The map of `text`, which `edits` make of `source`. If a comment of the source names a map (inside of the comment, or
// in a file), the new one leads through it; if that cannot be read, there is a warning, and it leads to the source.
[[nodiscard]] MappedText map_text(const Source& source, std::string_view text, const std::vector<Edit>& edits,
                                  const MapPlaces& places);

// The warning about a map of the input that `error` keeps from being used.
[[nodiscard]] std::string unusable_map(const Error& error);

// The warning that the map named by a comment of `source` is no longer right, if there is such a comment.
[[nodiscard]] std::vector<Diagnostic> warn_of_stale_map(const Source& source);

}  // namespace heaplift
