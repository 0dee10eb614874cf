// Increments of BigInt elements: old value, unwrapped new value.
function main() {
  HEAP64[0] = 9223372036854775807n;
  HEAPU64[1] = 0n;
  HEAP64[growTo(2)]++;
  --HEAPU64[growTo(3)];
  return [HEAP64[growTo(0)]++, HEAP64[0], --HEAPU64[1], HEAPU64[growTo(1)], (HEAP64[0] = 9223372036854775807n, ++HEAP64[growTo(0)]), HEAP64[0]--];
}
