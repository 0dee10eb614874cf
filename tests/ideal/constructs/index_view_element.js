// Pointers chased through views, with growth at every level.
function main() {
  HEAP32[growTo(1)] = 2;
  HEAP32[2] = growTo(3);
  HEAP32[3] = growTo(64);
  HEAPU8[HEAP32[HEAP32[HEAP32[growTo(1)]]]] = HEAP32[HEAP32[growTo(1)]];
  HEAP32[HEAP32[growTo(2)]] += HEAP32[HEAP32[growTo(1)]]++;
  return [HEAPU8[64], HEAP32[3], HEAP32[2]];
}
