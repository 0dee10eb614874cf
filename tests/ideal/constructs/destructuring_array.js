// Elements as targets of an array pattern; growth in the source and in an index.
function main() {
  [HEAP8[growTo(1)], HEAP16[growTo(2)]] = [growTo(3), growTo(400)];
  [, HEAP8[grow() + top(1)], , HEAPF32[3]] = [1, 2, growTo(3), 0.5];
  var r = [HEAP32[growTo(1)], HEAP64[2]] = [growTo(7), 8n];
  return [HEAP8[1], HEAP16[2], HEAPF32[3], r[0], HEAP64[2]];
}
