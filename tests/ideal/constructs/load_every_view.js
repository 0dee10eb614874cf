// Load from every view type, index shifted from a byte pointer in the new page.
function main() {
  grow();
  var p = top(64);
  return [HEAP8[p], HEAPU8[p + 1], HEAP16[p + 2 >> 1], HEAPU16[p + 4 >> 1], HEAP32[p + 8 >> 2], HEAPU32[p + 12 >> 2],
    HEAP64[p + 16 >> 3], HEAPU64[p + 24 >> 3], HEAPF32[p + 32 >> 2], HEAPF64[p + 40 >> 3]];
}
