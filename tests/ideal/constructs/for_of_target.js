// for-of that assigns to an element, with growth in the index and the body.
function main() {
  for (HEAP8[growTo(1)] of [5, 6]) log(HEAP8[1]), grow();
  for (HEAP8[grow() + top(1)] of [growTo(7)]);
  for ([HEAP8[growTo(2)], HEAP8[3]] of [[1, 2], [growTo(3), 4]]) HEAP8[4] += HEAP8[growTo(2)];
  for ({ k: HEAP8[growTo(5)] = growTo(9) } of [{}, { k: 1 }]) log(HEAP8[5]);
}
