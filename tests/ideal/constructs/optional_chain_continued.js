// What follows the element in an optional chain.
function main() {
  var x = null;
  return [HEAP8?.[growTo(1)].toString(16), x?.[HEAP8[log(1)]], HEAP8?.subarray(growTo(1), 4).length, (HEAP8?.[growTo(2)]).constructor.name, typeof HEAPU8?.[growTo(0)]];
}
