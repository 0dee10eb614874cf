// Compounds of BigInt views.
function main() {
  HEAP64[1] = 5n;
  HEAPU64[2] = 7n;
  return [HEAP64[growTo(1)] += big(growTo(9)), HEAPU64[2] -= growTo(8n), HEAP64[growTo(1)] *= -3n, HEAP64[1] **= growTo(3n), HEAP64[1] >>= 2n,
    HEAPU64[growTo(2)] |= 1n, HEAP64[1], HEAPU64[2], HEAPU64[2] <<= growTo(3n), HEAPU64[2]];
}
