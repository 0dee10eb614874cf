// The module object is an operand: evaluated once, before the index.
function main() {
  return [Module.HEAP8[log(growTo(1))] = log(2), Module['HEAP16'][log(growTo(3))] *= log(growTo(4))];
}
