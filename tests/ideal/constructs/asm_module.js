// An asm.js module has views of its own over its own buffer.
function asm(stdlib, foreign, buffer) {
  'use asm';
  var HEAP8 = new stdlib.Int8Array(buffer), HEAP32 = new stdlib.Int32Array(buffer);
  function poke(p, v) { p = p | 0; v = v | 0; HEAP8[p >> 0] = v; HEAP32[(p + 4) >> 2] = (HEAP32[(p + 4) >> 2] | 0) + 1 | 0; return HEAP8[p >> 0] | 0; }
  return { poke: poke };
}
function main() {
  grow();
  var own = new ArrayBuffer(65536), module = asm(globalThis, {}, own);
  return [module.poke(8, 5), new Uint8Array(own, 8, 8), HEAP8[grow() + top(1)], HEAP8[8]];
}
