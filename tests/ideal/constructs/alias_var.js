// var, let and const aliases at the top of the script.
var a = HEAPU8;
let b = HEAP32;
const c = HEAPF64;
function main() {
  a[growTo(1)] = growTo(2);
  b[growTo(1)] += growTo(3);
  c[grow() + top(8) >> 3]++;
  a.set([4, growTo(5)], growTo(6));
  return [a[1], b[1], c.length, a.subarray(growTo(0), 2), Atomics.load(b, growTo(1))];
}
