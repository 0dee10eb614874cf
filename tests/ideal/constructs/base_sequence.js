// The view at the end of a sequence.
function main() {
  (0, HEAP8)[growTo(0)] = growTo(3);
  (log('base'), HEAP16)[log(growTo(1))] += log(growTo(2));
  return [(0, HEAP8)[0], (grow(), HEAP8)[top(1)], (0, HEAP8).length, (0, HEAPU8).at(growTo(-1))];
}
