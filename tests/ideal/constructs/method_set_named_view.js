// HEAPU8.set with an element of another view as the offset.
function main() {
  HEAP32[2] = grow() + top(8);
  HEAPU8.set([9, 8, 7], HEAP32[growTo(2)]);
  HEAPU8.set([HEAP8[growTo(0)]], HEAP32[2] + 4);
}
