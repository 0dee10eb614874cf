// The pattern that users meet: allocate, then copy into what was allocated.
function malloc(n) { grow(); return top(n); }
function main() {
  var text = [104, 101, 108, 108, 111];
  HEAPU8.set(text, malloc(8));
  HEAP32[16 >> 2] = malloc(16);
  HEAPF64[malloc(8) >> 3] = malloc(8);
  HEAPU8[HEAP32[16 >> 2] + 5] = 33;
  var p = malloc(4), q = malloc(4);
  HEAPU32[p >> 2] = q;
  HEAPU32[HEAPU32[p >> 2] >> 2] += malloc(4);
  HEAPU8.copyWithin(malloc(4), q, q + 4);
  return [HEAPU8.subarray(p, p + 4), HEAPU32[q >> 2]];
}
