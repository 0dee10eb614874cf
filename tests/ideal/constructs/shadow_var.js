// var in a function hoists over the whole function, from inside blocks too.
function f() {
  var early = typeof HEAP8;
  if (growTo(1)) { var HEAP8 = [7]; }
  HEAP8[0] += 1;
  return [early, HEAP8[0], HEAP8.length];
}
function g() { for (var HEAP16 = [1], i = 0; i < 2; i++) HEAP16[0] += i; return HEAP16; }
function h() { var { a: HEAP32, ...HEAPU8 } = { a: [5], b: 6 }; var [HEAPF32 = [8]] = []; return [HEAP32[0], HEAPU8.b, HEAPF32[0]]; }
function main() {
  return [f(), g(), h(), HEAP8[grow() + top(1)]];
}
