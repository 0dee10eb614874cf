// Methods in the arguments of methods.
function main() {
  HEAPU8.set(HEAPU8.slice(HEAP8.indexOf(HEAP8[growTo(3)]), 8), HEAPU8.subarray(growTo(0), 4).length);
  HEAP8.fill(HEAP8.at(grow() - 1), HEAP8.subarray(0, growTo(2)).length, 4);
}
