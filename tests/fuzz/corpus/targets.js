A[HEAP8[p], ...HEAP16[q]] = a; ({k: HEAP8[E] = d, ["x"]: HEAPF32[i]} = o);
for (HEAP8[E] of a); for (HEAP8[i] in o) break;
