// How a runtime learns the true size of a shared memory: JavaScript of its own, for templates as in runtime_text.h.
#pragma once

#include <string_view>

namespace heaplift {

// hl_sizer(memory) gives a function that, called with 0, returns the size in pages: the instruction memory.size,
// exported by a module of 58 bytes made for this memory. -1 where no module can be made.
//
// On V8 a thread learns of growth elsewhere at its next stack check; until then `memory.buffer` and memory.size are
// both stale. A function that calls nothing may go without the check, so this one has a call of itself, which 0 skips.
//
//   (func (export "s") (param i32) (result i32) (if (local.get 0) (then (drop (call 0 (i32.const 0))))) memory.size)
//
// The second try is for a memory64, whose size is a BigInt. The imported maximum is the largest that an engine allows.
inline constexpr std::string_view kSizeProbe = R"(
function hl_sizer(m) {
  for (var wide = 0; wide < 2; wide++) {
    try {
      let size = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0,
        1, 6, 1, 96, 1, 127, 1, 127 - wide, 2, 11, 1, 1, 109, 1, 109, 2, 3 + 4 * wide, 0, 128, 128, 4 + 12 * wide,
        3, 2, 1, 0, 7, 5, 1, 1, 115, 0, 0, 10, 16, 1, 14, 0, 32, 0, 4, 64, 65, 0, 16, 0, 26, 11, 63, 0, 11])),
      { "m": { "m": m } }).exports["s"];
      return wide ? function () { return Number(size(0)); } : size;
    } catch (e) {}
  }
  return function () { return -1; };
}
)";

}  // namespace heaplift
