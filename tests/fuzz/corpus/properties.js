AModule.HEAP8[p] = Module["HEAPU8"].length + HEAP32.buffer.byteLength;
