// reduce, every, map and join of a range; callbacks that load.
function main() {
  return [HEAPU8.subarray(0, growTo(4)).reduce((sum, byte) => sum + byte + HEAPU8[4], 0), HEAPU8.slice(0, 3).join(growTo('-')),
    Array.from(HEAP16.subarray(growTo(0), 3), (each) => each + HEAP16[4]), HEAPU8.subarray(0, 4).every((byte) => byte >= 0)];
}
