// for-in that assigns to an element, and for-in over a range.
function main() {
  var keys = [];
  for (HEAP8[growTo(1)] in { 5: 0, 6: 0 }) keys.push(HEAP8[1]);
  for (HEAP8[grow() + top(1)] in [1]);
  for (var k in HEAPU8.subarray(growTo(0), 3)) keys.push(k + HEAP8[k]);
  return keys;
}
