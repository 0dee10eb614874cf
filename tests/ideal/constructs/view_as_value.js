// Views as values: shorthand, element of a list, result, property; used before the next growth.
function whole() { return HEAPU8; }
function main() {
  grow();
  var o = { HEAPU8, h: HEAP16 }, list = [HEAP32];
  o.held = HEAPF64;
  return [o.HEAPU8[top(1)], o.h.length, list[0].length, o.held.length, whole().length, whole()[3], o.HEAPU8 instanceof Uint8Array];
}
