// subarray of wider views: arguments count elements.
function main() {
  var p = growTo(64);
  return [HEAP32.subarray(p >> 2, growTo(72) >> 2), HEAP16.subarray(-2), HEAPF64.subarray(growTo(1), 3), HEAP64.subarray(2, growTo(4)), HEAPF32.subarray(growTo(-2), -1),
    HEAPU32.subarray(p >>> 2, p + 16 >>> 2), HEAPU16.subarray(p >> 1).length, HEAP32.subarray(1.5, 3.5), HEAPU64.subarray().length];
}
