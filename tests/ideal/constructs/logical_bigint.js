// Logical assignment of BigInt elements.
function main() {
  HEAP64[0] = 0n;
  return [HEAP64[growTo(0)] ||= growTo(5n), HEAP64[growTo(0)] &&= growTo(1n << 64n), HEAP64[0]];
}
