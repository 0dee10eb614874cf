// The old value is read before the right side runs, though the right side stores into the same element and grows.
function main() {
  HEAP32[5] = 10;
  HEAP32[5] += (HEAP32[5] = growTo(100), 1);
  HEAP32[6] = 1;
  HEAP32[6] += HEAP32[6] += HEAP32[growTo(6)] += growTo(2);
  return [HEAP32[5], HEAP32[6]];
}
