// Aliases of Module.HEAP8 and Module['HEAPU8'].
var low = Module.HEAP8, high = Module['HEAPU8'];
function main() {
  low[growTo(3)] = growTo(200);
  return [low[3], high[3], high[grow() + top(1)], low.length];
}
