// The target in parentheses.
function main() {
  (HEAP8[growTo(0)])++;
  ++(HEAP8[growTo(1)]);
  (((HEAP8[growTo(2)]))) = 5;
  (HEAP8[growTo(3)]) += 6;
  return [(HEAP8[4])--, -(HEAP8[growTo(5)])++];
}
