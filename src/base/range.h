// Byte ranges: the one way in which heaplift names a place in a file.
#pragma once

#include <cstdint>

namespace heaplift {

// A half-open range of byte offsets into a source, `begin <= end`.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  [[nodiscard]] constexpr bool contains(Range inner) const { return begin <= inner.begin && inner.end <= end; }
  friend constexpr bool operator==(Range, Range) = default;
};

}  // namespace heaplift
