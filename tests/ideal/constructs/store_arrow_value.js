// The value is an arrow function: NaN for a number view.
function main() {
  var f = HEAP8[growTo(0)] = () => 5, g = HEAPF32[growTo(1)] = async x => x;
  return [typeof f, f(), typeof g, HEAP8[0], HEAPF32[1]];
}
