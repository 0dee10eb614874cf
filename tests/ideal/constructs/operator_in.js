// in: an element on the left, a view on the right.
function main() {
  return [growTo(5) in HEAP8, grow() + top(1) in HEAPU8, 'length' in HEAP32, 1e9 in HEAP8, HEAP8[growTo(0)]in { 1: 1 }, -1 in HEAP16, top(0) in HEAP8, !(3 in HEAP8)];
}
