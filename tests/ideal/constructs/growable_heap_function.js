// Accesses through the functions older Emscripten generates.
function GROWABLE_HEAP_I8() { if (wasmMemory.buffer != HEAP8.buffer) updateMemoryViews(); return HEAP8; }
function GROWABLE_HEAP_U32() { if (wasmMemory.buffer != HEAP8.buffer) updateMemoryViews(); return HEAPU32; }
function main() {
  GROWABLE_HEAP_I8()[growTo(1)] = growTo(2);
  GROWABLE_HEAP_U32()[grow() + top(4) >>> 2] += growTo(3);
  return [GROWABLE_HEAP_I8()[growTo(1)]++, GROWABLE_HEAP_U32()[top(4) >>> 2], GROWABLE_HEAP_I8().length];
}
