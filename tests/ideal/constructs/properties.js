// length, byteLength, byteOffset, BYTES_PER_ELEMENT and buffer of the fresh view.
function main() {
  var before = HEAP32.length;
  grow();
  return [before, HEAP8.length, HEAP32.length, HEAPF64['byteLength'], HEAP16.byteOffset, HEAP32.BYTES_PER_ELEMENT, HEAP8.buffer === HEAPU8.buffer, HEAP8.buffer.byteLength === wasmMemory.buffer.byteLength, HEAPU8.buffer.byteLength, HEAPU8['length'] + growTo(1)];
}
