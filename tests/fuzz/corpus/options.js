/HEAP32[p >> 2] += HEAPF64[q / 8]; HEAPU16.subarray(p >> 1, q >>> 1);
