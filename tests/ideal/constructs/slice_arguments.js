// slice copies; every shape of arguments.
function main() {
  var copy = HEAPU8.slice(growTo(2), growTo(6));
  HEAPU8[2] = copy[0] + 1;
  return [copy, HEAPU8.slice(-3), HEAPU8.slice(growTo(-6), -2), HEAP32.slice(1, 3), HEAPF64.slice(grow() + top(16) >> 3), HEAP16.slice().length, HEAPU8.slice(5, 3), HEAPU8.slice(1.9, 4.1)];
}
