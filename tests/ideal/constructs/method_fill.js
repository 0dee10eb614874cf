// fill with growth in each argument.
function main() {
  HEAP8.fill(growTo(1), 0, 4);
  HEAP8.fill(2, grow() + top(4), top(0));
  HEAPF32.fill(0.5, growTo(2), growTo(4));
  HEAP64.fill(big(growTo(3)), 9, 10);
  HEAP16.fill(7, -2);
  return HEAPU8.fill(1, 3, 3).length;
}
