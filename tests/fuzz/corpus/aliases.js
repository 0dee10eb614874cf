@function f() { var h = HEAPU8; const {HEAP8: g} = Module; return () => h[0] + g[1]; }
