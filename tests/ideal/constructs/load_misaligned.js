// A misaligned pointer rounds down, in loads, stores and compounds.
function main() {
  grow();
  var p = top(13);
  HEAP32[p >> 2] = 77;
  HEAPU16[p + 2 >> 1] += 3;
  return [HEAP32[p >> 2], HEAP32[p + 1 >> 2], HEAP16[p >> 1], HEAPF64[p >> 3], HEAPU32[p + 3 >>> 2]];
}
