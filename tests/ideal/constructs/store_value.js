// Store as a value: the value is the right side, not what the element became.
function main() {
  var x = HEAP8[growTo(3)] = growTo(300);
  var y = HEAPU8[4] = -1.5;
  var z = (HEAPF32[2] = growTo(0.1)) + 1;
  return [x, y, z, HEAP8[3], HEAPU8[4], HEAPF32[2]];
}
