// Local typed arrays over another buffer keep to it.
function main() {
  var own = new Uint8Array(8), HEAPX = new Int32Array(own.buffer);
  own[growTo(1)] = growTo(2);
  HEAPX[1] += growTo(3);
  own.set([HEAP8[growTo(1)]], growTo(5));
  return [own, HEAPX];
}
