@HEAP16[f()] += HEAP8[i]++ - --HEAPU8[j]; HEAP64[k]--; HEAPF32[a] **= 2;
