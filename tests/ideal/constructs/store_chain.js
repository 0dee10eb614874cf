// Chained assignment: one value into several views, from the right.
function main() {
  var a = HEAP8[growTo(1)] = HEAP16[growTo(2)] = HEAPF32[growTo(3)] = growTo(70000.5);
  return [a, HEAP8[1], HEAP16[2], HEAPF32[3]];
}
