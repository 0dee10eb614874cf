// The value of a compound is the unwrapped number.
function main() {
  HEAP8[0] = 127;
  HEAPU8[1] = 0;
  var a = HEAP8[growTo(0)] += 1, b = HEAPU8[1] -= growTo(1), c = (HEAPF32[1] = 0.5, HEAPF32[1] += growTo(0.1));
  return [a, b, c, HEAP8[0], HEAPU8[1], HEAPF32[1]];
}
