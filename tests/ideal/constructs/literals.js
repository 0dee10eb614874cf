// Elements in array and object literals and as call and new arguments.
function main() {
  var o = { a: HEAP8[growTo(1)], 'b': HEAP8[2]++, HEAP8: HEAP8[growTo(3)], HEAPU8() { return HEAPU8[growTo(4)]; } };
  return [o, o.HEAPU8(), o.HEAP8, new Array(HEAP8[1], growTo(2), HEAP8[2]), [HEAP8[growTo(5)], , HEAP8[6]].length];
}
