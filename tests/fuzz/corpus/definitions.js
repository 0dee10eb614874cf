Avar m = new WebAssembly.Memory({initial: 1}), a, b;
function update() { var q = m.buffer; Module.HEAP8 = a = new Int8Array(q); Module.HEAPU8 = b = new Uint8Array(q); }
function f(p) { b[p] = a[p]; update(); }
