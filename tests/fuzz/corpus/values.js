@return_({HEAPU8}, [HEAP8], ...HEAP16); o.h = HEAPU32; Atomics.add(HEAP32, i, f());
