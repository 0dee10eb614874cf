// set: the offset and the source grow the memory.
function main() {
  HEAPU8.set([1, 2, 3], grow() + top(3));
  HEAPU8.set([growTo(4), 5], 100);
  HEAP32.set([6, growTo(7)], growTo(10));
  HEAPF64.set(new Float64Array([growTo(0.5)]), grow() + top(8) >> 3);
  return HEAPU8.set([8]);
}
