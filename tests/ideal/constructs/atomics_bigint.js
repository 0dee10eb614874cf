// Atomics over BigInt views, in the new page.
function main() {
  return [Atomics.store(HEAP64, grow() + top(8) >> 3, growTo(-5n)), Atomics.add(HEAPU64, growTo(2), growTo(1n)), Atomics.load(HEAP64, grow() + top(8) >> 3)];
}
