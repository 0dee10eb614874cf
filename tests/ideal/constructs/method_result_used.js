// A method's result indexed, called on, spread and compared.
function main() {
  return [HEAPU8.subarray(growTo(0), 4)[1], HEAPU8.slice(grow() + top(4), top(0)).length, Math.max(...HEAPU8.subarray(growTo(0), 8)),
    HEAPU8.subarray(0, growTo(8)).subarray(2).slice(-2).length, (HEAPU8.subarray(4, 8)[0] = growTo(77), HEAPU8[4])];
}
