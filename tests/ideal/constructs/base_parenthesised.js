// The view in parentheses.
function main() {
  (HEAP8)[growTo(0)] = growTo(1);
  ((HEAP16))[growTo(1)] += growTo(2);
  (HEAPU8).set([growTo(3)], growTo(4));
  return [(HEAP8)[0], ((HEAP16))[1], (HEAPU8).length, (HEAP8)[grow() + top(1)]++];
}
