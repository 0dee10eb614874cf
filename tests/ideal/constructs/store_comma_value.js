// The value is a conditional, an assignment, an arrow's result, a parenthesised comma.
function main() {
  var x;
  HEAP8[0] = growTo(1) ? growTo(2) : 3;
  HEAP8[1] = x = growTo(4);
  HEAP8[2] = (log('first'), growTo(5));
  HEAP8[3] = (() => growTo(6))();
  return [x, HEAP8[0], HEAP8[1], HEAP8[2], HEAP8[3]];
}
