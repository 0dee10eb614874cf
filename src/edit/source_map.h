// Source maps, version 3 (ECMA-426): the format, apart from files and URLs. Lines and columns count from 0, columns in
// UTF-16 code units; lines end where ECMA-262 ends them (LF, CR, CRLF, U+2028, U+2029), as engines and the standard
// have it. A byte order mark takes no column, since no engine sees it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/result.h"

namespace heaplift {

// No source, or no name.
inline constexpr std::uint32_t kNoIndex = UINT32_MAX;

// From a place of the generated text up to the next segment of its line: where this came from.
struct Segment {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t source = kNoIndex;  // without one, the text has no original, and the members below mean nothing
  std::uint32_t original_line = 0;
  std::uint32_t original_column = 0;
  std::uint32_t name = kNoIndex;  // what the original calls that which begins here
  friend constexpr bool operator==(const Segment&, const Segment&) = default;
};

// All of a map but its mappings.
struct SourceMapTables {
  std::string file;                                  // the generated file, relative to the map; empty: not said
  std::vector<std::string> sources;                  // relative to the map, or URLs; `sourceRoot` is part of them
  std::vector<std::optional<std::string>> contents;  // of each source; nothing where the map does not hold it
  std::vector<std::string> names;
  std::vector<std::uint32_t> ignore_list;  // sources that are not the user's own, ascending
};

// A map that was read.
struct DecodedSourceMap {
  SourceMapTables tables;
  std::vector<Segment> segments;  // ascending by line and column
};

// A map to write.
struct SourceMap {
  SourceMapTables tables;
  std::string mappings;  // as in the format
};

// Reads a map or an index map (`sections`). An Error says what is wrong with it; where one segment of many points
// outside of the tables, too.
[[nodiscard]] Result<DecodedSourceMap> parse_source_map(std::string_view json);

// The map as JSON of one line, without a newline.
[[nodiscard]] std::string source_map_json(const SourceMap& map);

}  // namespace heaplift
