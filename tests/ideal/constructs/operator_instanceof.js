// instanceof with a view and with an element.
function main() {
  grow();
  return [HEAP8 instanceof Int8Array, HEAP8 instanceof Uint8Array, HEAP8[growTo(0)]instanceof Object, (grow(), HEAPF64) instanceof HEAPF64.constructor];
}
