// Store into every view type, in the new page, with a value that grows.
function main() {
  grow();
  var p = top(128);
  HEAP8[p] = growTo(200);
  HEAPU8[p + 1] = growTo(-2);
  HEAP16[p + 2 >> 1] = growTo(40000);
  HEAPU16[p + 4 >> 1] = growTo(-3);
  HEAP32[p + 8 >> 2] = growTo(3e9);
  HEAPU32[p + 12 >> 2] = growTo(-4);
  HEAP64[p + 16 >> 3] = growTo(1n << 63n);
  HEAPU64[p + 24 >> 3] = growTo(-5n);
  HEAPF32[p + 32 >> 2] = growTo(0.1);
  HEAPF64[p + 40 >> 3] = growTo(0.1);
}
