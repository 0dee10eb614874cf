// Signed indices: pointers are 32-bit integers, negative from 2 GiB on, and so are the indices that `>>` makes of them.
// Where a memory may have more than 2 GiB, Emscripten makes them unsigned, but only at views it can see: not at
// what heaplift made of them before.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "src/analysis/accesses.h"
#include "src/analysis/scopes.h"
#include "src/base/diagnostics.h"

namespace heaplift {

// The place that shows that a memory of the file may have more than 2 GiB: the maximum, in pages of 64 KiB, of a
// `new WebAssembly.Memory`, or the number of bytes that a function returns and does no more, as Emscripten's
// _emscripten_get_heap_max() does. Limits over 4 GiB do not count: pointers have 64 bits there.
[[nodiscard]] std::optional<Range> find_large_memory(const Scopes& scopes, std::string_view text);

// Which operands must not be negative.
enum class SignedOperands : std::uint8_t {
  all,     // typed arrays: elements at negative indices do not exist
  ranges,  // addresses modulo 2^32: only the arguments of subarray, slice, set, fill and copyWithin
};

// Adds a warning to `diagnostics` where the memory may have more than 2 GiB and indices are signed: where one is made by
// `>>`, or where bytes are accessed and most indices of the file are not made unsigned.
void report_signed_indices(const Scopes& scopes, const Accesses& accesses, std::string_view text, SignedOperands matter,
                           std::vector<Diagnostic>& diagnostics);

}  // namespace heaplift
