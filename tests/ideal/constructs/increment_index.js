// Increments as the index and the index incremented.
function main() {
  var p = 3;
  HEAP8[p++]++;
  ++HEAP8[++p];
  HEAP8[HEAP8[growTo(1)]++ & 63]++;
  return [p, HEAP8[HEAPU8[growTo(4)]-- >> 2], HEAP8[1]];
}
