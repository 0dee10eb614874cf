// Typed arrays made from a view.
function main() {
  grow();
  var copy = new Uint8Array(HEAPU8);
  return [copy.length, new Int8Array(HEAPU8.subarray(0, growTo(4))), Array.from(HEAPF64).length, Uint8Array.from(HEAPU8.slice(0, 2)).length];
}
