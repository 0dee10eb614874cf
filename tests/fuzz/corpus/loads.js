@var wasmMemory, HEAP8; f(HEAP8[p], HEAPU32[p >> 2], HEAPF64[i]);
