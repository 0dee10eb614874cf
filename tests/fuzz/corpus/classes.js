@class A extends (HEAP8[0], B) { x = HEAP8[f()]++; static { HEAP8[0] += 1; } [HEAP8[i]]() { super.m(HEAP8[1]); } #p = HEAP8.length; }
