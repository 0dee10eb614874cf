// Property keys, methods, getters, private names and labels named like views.
var o = { HEAP8: [1, 2], HEAP16() { return [3]; }, get HEAP32() { return [4]; }, 'HEAPU8': [5], HEAPU16: { HEAP8: [6] }, HEAPF32: [7] };
class C { HEAP8 = [8]; #HEAP8 = [9]; static HEAP16 = [10]; HEAP32() { return [11]; } get HEAPU8() { return this.#HEAP8; } read() { return this.#HEAP8[0]++ + this.HEAP8[0]; } has() { return #HEAP8 in this; } }
function main() {
  grow();
  o.HEAP8[0] += growTo(1);
  o.HEAPF32[0]++;
  var c = new C;
  HEAP8: for (;;) break HEAP8;
  return [o.HEAP8[0], o.HEAP16()[0], o.HEAP32[0], o['HEAPU8'][0], o.HEAPU16.HEAP8[0], o.HEAPF32[0], o?.HEAP8[1], c.HEAP8[0], C.HEAP16[0], c.HEAP32()[0], c.HEAPU8[0], c.read(), c.has(), HEAP8[top(1)]];
}
