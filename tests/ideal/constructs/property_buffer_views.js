// New views over .buffer.
function main() {
  grow();
  var bytes = new Uint8Array((grow(), HEAP8.buffer), 8, 4), data = new DataView(HEAPU8.buffer);
  return [bytes.length, data.byteLength, new Int32Array(HEAPU8.buffer, 16, 2)];
}
