// Spread arguments.
function main() {
  var operands = [growTo(5), 2, 4];
  HEAP8.fill(...operands);
  HEAP8.set(...[[growTo(1)], growTo(9)]);
  return HEAP8.subarray(...[growTo(2), 5]);
}
