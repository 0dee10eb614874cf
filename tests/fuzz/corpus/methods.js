@HEAPU8.set(src, malloc(n)); HEAP8.subarray(a, b); HEAP32.slice(f()).fill(...q); HEAPU8[m](1);
