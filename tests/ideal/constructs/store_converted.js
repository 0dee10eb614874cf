// Values that are not numbers are converted as a typed array converts them.
function main() {
  grow();
  var r = [HEAP8[0] = '300', HEAP16[1] = null, HEAP32[1] = true, HEAPU8[2] = [growTo(9)], HEAPF32[4] = undefined, HEAPU32[8] = Infinity];
  return [r, HEAP8[0], HEAP16[1], HEAP32[1], HEAPU8[2], HEAPF32[4], HEAPU32[8], HEAPF64[3] = -0, HEAPF64[3]];
}
