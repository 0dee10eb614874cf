// Shift amounts that do not fit the element size are plain index arithmetic.
function main() {
  grow();
  var p = 4096;
  return [HEAP32[p >> 3], HEAP32[p >> 1], HEAP8[p >> 2], HEAP16[p >> 0], HEAP32[p << 1], HEAP32[p >> 34], HEAPF64[p >> 2]];
}
