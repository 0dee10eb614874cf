// Atomics beyond the end throw RangeError, after the operands ran.
function main() {
  try {
    return Atomics.store(HEAP32, log(1e8), log(growTo(1)));
  } catch (e) {
    return e.name;
  }
}
