// Logical assignments as operands, and with right sides of low precedence.
function main() {
  var x;
  HEAP8[0] = 0;
  HEAP8[1] = 0;
  var a = 1 + (HEAP8[growTo(0)] ||= x = growTo(4));
  HEAP8[1] ||= HEAP8[0] &&= growTo(0) ? 2 : 3;
  HEAP8[2] &&= () => 1;
  return [a, x, HEAP8[0], HEAP8[1], HEAP8[2]];
}
