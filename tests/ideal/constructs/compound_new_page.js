// Compound in the page that its own index made.
function main() {
  HEAP8[grow() + top(1)] += 5;
  HEAPF64[grow() + top(8) >> 3] *= 2;
  HEAP16[grow() + top(4) >> 1] ^= grow() + 21;
  HEAPU32[grow() + top(4) >> 2] -= HEAP8[grow() + top(1)];
}
