// Atomics whose index lies in the page that a later operand does not make.
function main() {
  Atomics.store(HEAP32, grow() + top(4) >> 2, 41);
  Atomics.add(HEAP32, top(4) >> 2, growTo(1));
  Atomics.exchange(HEAPU8, grow() + top(1), Atomics.load(HEAPU8, grow() + top(1)));
  return Atomics.compareExchange(HEAPU8, top(1), HEAPU8[top(1)], growTo(9));
}
