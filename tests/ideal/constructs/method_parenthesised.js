// Methods in parentheses keep their receiver, and are bound late, too.
function main() {
  (HEAPU8.set)([1, 2], growTo(3));
  ((HEAPU8['set']))([3], growTo(5));
  (HEAPU8[log('fill')])(7, growTo(top(4)), top(0));
  log([HEAPU8[3], HEAPU8[5], HEAPU8[top(2)]]);
  log([(HEAPU8?.indexOf)(2, growTo(0)), (HEAPU8.at)?.(growTo(-1)), (HEAPU8.at)(4), (HEAPU8.subarray)(3, 5), (HEAPU8.slice)(3, 5)]);
  log((HEAPU8.at)`${growTo(3)}`);
  const f = HEAPU8
  ;(f.copyWithin)(growTo(6), 3, 5)
  return [HEAPU8[6], (Module.HEAPU8.at)(growTo(7)), ((0, HEAPU8).at)(growTo(3)), new (HEAPU8.constructor)([growTo(3)])];
}
