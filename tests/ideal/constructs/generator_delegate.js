// yield* of elements and yield without operand beside accesses.
function* inner() { yield HEAP8[growTo(1)]; return HEAP8[growTo(2)]++; }
function* outer() { HEAP8[3] = yield* inner(); HEAP8[4] -= yield; yield* HEAPU8.subarray(growTo(3), 5); }
function main() {
  return [...outer(), HEAP8[3]];
}
