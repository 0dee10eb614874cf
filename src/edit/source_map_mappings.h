// The `mappings` of a source map: segments as base64 VLQ numbers, each the difference to the one before it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/edit/source_map.h"

namespace heaplift {

// Appends a number: base64 digits of 5 bits, low ones first, the sign in the lowest bit.
void append_vlq(std::int64_t value, std::string& out);

// Reads the number at `offset` and moves `offset` behind it. Nothing if there is none, or it takes more than 32 bits.
[[nodiscard]] std::optional<std::int64_t> read_vlq(std::string_view text, std::size_t& offset);

// Writes segments, which must be given in ascending order.
class MappingsWriter {
 public:
  // One that says again that there is no original is left out.
  void add(const Segment& segment);

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  Segment last_{0, 0, 0, 0, 0, 0};  // what the next numbers are differences to
  bool line_begun_ = false;         // a segment was written in this line
  bool has_original_ = false;       // the last of these has a source
};

// Reads `mappings` for tables of these sizes. An Error names the offset of what is wrong. Segments of one line that
// are out of order, which some tools write, are sorted.
[[nodiscard]] Result<std::vector<Segment>> decode_mappings(std::string_view mappings, std::size_t sources,
                                                           std::size_t names);

}  // namespace heaplift
