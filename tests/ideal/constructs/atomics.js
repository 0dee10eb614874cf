// Atomics over every integer view; the index and the values grow.
function main() {
  return [Atomics.store(HEAP32, growTo(1), growTo(7)), Atomics.load(HEAP32, growTo(1)), Atomics.add(HEAP32, 1, growTo(3)), Atomics.sub(HEAPU8, growTo(4), 1),
    Atomics.and(HEAP16, growTo(2), 255), Atomics.or(HEAPU16, 2, growTo(256)), Atomics.xor(HEAPU32, growTo(1), 5), Atomics.exchange(HEAP8, 9, growTo(300)),
    Atomics.compareExchange(HEAP32, growTo(1), HEAP32[1], growTo(12)), Atomics.notify(HEAP32, growTo(1), growTo(1)), HEAP32[1]];
}
