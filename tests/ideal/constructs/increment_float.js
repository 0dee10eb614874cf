// Increments of float elements keep the fraction and round to the element.
function main() {
  HEAPF32[0] = 0.1;
  HEAPF64[1] = -0.5;
  HEAPF64[2] = -0;
  return [HEAPF32[growTo(0)]++, ++HEAPF32[0], HEAPF64[growTo(1)]++, --HEAPF64[1], HEAPF64[2]++, (HEAPF64[2] = 9007199254740992, ++HEAPF64[growTo(2)])];
}
