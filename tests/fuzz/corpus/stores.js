AHEAP32[p >> 2] = x = HEAP8[g()] = y, 1;
