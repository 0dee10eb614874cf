// The constructor of a view.
function main() {
  grow();
  return [new HEAP16.constructor(3), new HEAP8.constructor([growTo(1), 2]), HEAP32.constructor.name, new (HEAPF32.constructor)((grow(), HEAP8.buffer), 8, 0).length, HEAPU8.constructor.from([1]), new HEAPU8.constructor(HEAPU8.subarray(0, 2))];
}
