// How the index of an element is made from a pointer: `p >> 2`, `(p >> 2) + 1`, `p / 4`, `(p >>> 2) >>> 0`.
#pragma once

#include <optional>
#include <vector>

#include "rules/rule.h"

namespace heaplift {

struct PointerIndex {
  Node pointer;            // what is shifted, a byte address
  Node shift;              // the outermost shift or division
  std::uint32_t bits = 0;  // by how many bits in all: 2 for `/ 4`
  bool sign = false;       // `>>`: the shifted value is negative from 2 GiB on
};

// Reads an index; nothing where it is not made by a shift or division by a constant. A variable that is set once, to
// such an expression, is followed.
[[nodiscard]] std::optional<PointerIndex> read_pointer_index(const LintContext& context, Node index);

// The expressions that an access takes element indices from: the subscript, or arguments of `subarray`, `slice`,
// `set`, `fill` and `copyWithin`. Empty for accesses that have none, and behind a spread argument.
[[nodiscard]] std::vector<Node> element_indices(const LintContext& context, const Access& access);

// By how many bits a byte address is shifted to be the index of an element of `type`.
[[nodiscard]] std::uint32_t shift_of(ViewType type);

}  // namespace heaplift
