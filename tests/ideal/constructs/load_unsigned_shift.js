// Index forms: >>>, division, a bare element index, a product, a constant, a masked pointer.
function main() {
  var p = growTo(64);
  grow();
  return [HEAP32[p >>> 2], HEAP32[p / 4], HEAP32[p], HEAPF64[p * 2], HEAP16[5], HEAPU16[(p & -4) >> 1], HEAPF64[p >>> 3], HEAP32[(p + 4) >> 2]];
}
