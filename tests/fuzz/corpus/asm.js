Afunction asm(stdlib, foreign, buffer) { "use asm"; var HEAP8 = new stdlib.Int8Array(buffer); function f(p) { p = p | 0; return HEAP8[p >> 0] | 0; } return {f: f}; }
