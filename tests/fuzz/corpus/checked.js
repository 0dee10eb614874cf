@function GROWABLE_HEAP_I8() { if (wasmMemory.buffer != buffer) updateMemoryViews(); return HEAP8; }
(growMemViews(), HEAP32)[i] = GROWABLE_HEAP_I8()[p];
