// set from a view of the memory, both made after growth.
function main() {
  var at = grow() + top(4);
  HEAPU8.set(HEAPU8.subarray(8, 12), at);
  HEAP16.set(HEAP16.slice(2, 4), growTo(20));
  HEAPU8.set(HEAPU8.subarray(growTo(0), 4), 2);
}
