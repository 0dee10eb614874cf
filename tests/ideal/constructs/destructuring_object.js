// Elements as targets of an object pattern.
function main() {
  ({ a: HEAP8[growTo(1)], b: HEAP16[2], [(grow(), 'c')]: HEAP32[growTo(3)] } = { a: growTo(5), get b() { return growTo(6); }, c: 7 });
  ({ length: HEAP8[grow() + top(1)] } = 'four');
  return [HEAP8[1], HEAP16[2], HEAP32[3]];
}
