// Unsigned arithmetic on pointers.
function main() {
  grow();
  var p = top(16) >>> 0;
  HEAPU32[p >>> 2 >>> 0] = 4294967295;
  HEAP32[(p + 4 | 0) >> 2] = HEAPU32[p >>> 2] | 0;
  return [HEAPU32[p >>> 2] >>> 1, HEAP32[(p + 4 >>> 0) >>> 2], HEAPU8[p - 1 >>> 0], HEAP8[p + 4 + growTo(1) >>> 0]];
}
