// Aliases by destructuring the module object.
const { HEAPU8: bytes, HEAP32: words } = Module;
function main() {
  const { HEAP16 } = { HEAP16: [1, 2, 3] };
  var { HEAPF32: floats } = Module;
  bytes[grow() + top(1)] = 7;
  floats[growTo(2)] = growTo(0.5);
  return [words[growTo(2)]++, bytes.length, floats[2], HEAP16[1], HEAP16.length];
}
