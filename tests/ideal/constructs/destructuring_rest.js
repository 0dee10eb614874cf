// An element as the target of a rest, and a pattern in a pattern.
function main() {
  [...HEAP8[growTo(1)]] = [growTo(5)];
  [HEAP8[2], ...[HEAP8[growTo(3)], HEAP8[4]]] = [6, growTo(7), 8];
  [[HEAP8[growTo(5)]], { k: [HEAP8[growTo(6)] = 3] }] = [[growTo(9)], { k: [] }];
  ({ a: { b: HEAP8[growTo(7)] } } = { a: { b: 10 } });
  return HEAP8.subarray(1, 8);
}
