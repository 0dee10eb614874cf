// passes: growth-check
// Indices no typed array has: undefined, before and after growth.
function main() {
  var values = [HEAP8[-1], HEAP8[1.5], HEAP8[NaN], HEAP8[1e9], HEAP8[top(0)], HEAP32[undefined], HEAPU8[-0]];
  grow();
  return values.concat([HEAP8[-1], HEAP8[1.5], HEAP8[1e9], HEAP8[top(0)], HEAP32[top(0) >> 2], HEAPF64[grow() + top(0) / 8]]);
}
