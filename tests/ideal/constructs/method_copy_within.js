// copyWithin with two and three arguments, growth in the last.
function main() {
  HEAP8.copyWithin(0, 8, growTo(12));
  HEAP8.copyWithin(grow() + top(4), 16, 20);
  HEAP32.copyWithin(3, grow() + top(4) >> 2);
  return HEAPU8.copyWithin(2, -3, -1).length;
}
