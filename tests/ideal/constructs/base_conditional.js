// The view chosen by a condition.
function main() {
  var c = growTo(0);
  (c ? HEAP32 : HEAP16)[growTo(3)] = growTo(-9);
  (c ? HEAP8 : HEAPU8)[growTo(0)] += growTo(2);
  (growTo(1) ? HEAPF64 : HEAPF32)[growTo(4)]++;
  return [(c ? HEAP32 : HEAP16)[growTo(3)], (c || HEAPU8)[growTo(1)], (growTo(1) && HEAP8)[2], (c ? HEAP8 : HEAPU8).subarray(growTo(0), 3)];
}
