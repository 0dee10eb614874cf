// Ranges in the page that an argument made.
function main() {
  var a = HEAPU8.subarray(grow() + top(4), top(0)).length;
  var b = HEAPU8.subarray(top(2), grow() + top(0)).length;
  return [a, b, HEAP32.subarray(grow() + top(16) >> 2)];
}
