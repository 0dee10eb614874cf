// The kernels, written as the glue of Emscripten writes accesses. `main.mjs` makes a form of this file for each way to
// survive growth; the file is the body of a function of `memory` and `add`, an export of a WebAssembly module.
var wasmMemory = memory;
var HEAP8, HEAPU8, HEAP16, HEAPU16, HEAP32, HEAPU32, HEAPF32, HEAPF64;
function updateMemoryViews() {
  var b = wasmMemory.buffer;
  HEAP8 = new Int8Array(b);
  HEAPU8 = new Uint8Array(b);
  HEAP16 = new Int16Array(b);
  HEAPU16 = new Uint16Array(b);
  HEAP32 = new Int32Array(b);
  HEAPU32 = new Uint32Array(b);
  HEAPF32 = new Float32Array(b);
  HEAPF64 = new Float64Array(b);
}
updateMemoryViews();

function byteSum(p, n) {
  var s = 0;
  for (var i = 0; i < n; i++) s += HEAPU8[p + i];
  return s;
}

function byteStore(p, n) {
  for (var i = 0; i < n; i++) HEAP8[p + i] = i;
}

function UTF8ToString(ptr) {
  var str = '';
  while (HEAPU8[ptr]) {
    var u0 = HEAPU8[ptr++];
    if (!(u0 & 0x80)) { str += String.fromCharCode(u0); continue; }
    var u1 = HEAPU8[ptr++] & 63;
    if ((u0 & 0xE0) == 0xC0) { str += String.fromCharCode(((u0 & 31) << 6) | u1); continue; }
    var u2 = HEAPU8[ptr++] & 63;
    if ((u0 & 0xF0) == 0xE0) {
      u0 = ((u0 & 15) << 12) | (u1 << 6) | u2;
    } else {
      u0 = ((u0 & 7) << 18) | (u1 << 12) | (u2 << 6) | (HEAPU8[ptr++] & 63);
    }
    if (u0 < 0x10000) {
      str += String.fromCharCode(u0);
    } else {
      var ch = u0 - 0x10000;
      str += String.fromCharCode(0xD800 | (ch >> 10), 0xDC00 | (ch & 0x3FF));
    }
  }
  return str;
}

function stringToUTF8(str, outIdx, maxBytesToWrite) {
  var startIdx = outIdx;
  var endIdx = outIdx + maxBytesToWrite - 1;
  for (var i = 0; i < str.length; ++i) {
    var u = str.charCodeAt(i);
    if (u >= 0xD800 && u <= 0xDFFF) {
      var u1 = str.charCodeAt(++i);
      u = 0x10000 + ((u & 0x3FF) << 10) | (u1 & 0x3FF);
    }
    if (u <= 0x7F) {
      if (outIdx >= endIdx) break;
      HEAPU8[outIdx++] = u;
    } else if (u <= 0x7FF) {
      if (outIdx + 1 >= endIdx) break;
      HEAPU8[outIdx++] = 0xC0 | (u >> 6);
      HEAPU8[outIdx++] = 0x80 | (u & 63);
    } else if (u <= 0xFFFF) {
      if (outIdx + 2 >= endIdx) break;
      HEAPU8[outIdx++] = 0xE0 | (u >> 12);
      HEAPU8[outIdx++] = 0x80 | ((u >> 6) & 63);
      HEAPU8[outIdx++] = 0x80 | (u & 63);
    } else {
      if (outIdx + 3 >= endIdx) break;
      HEAPU8[outIdx++] = 0xF0 | (u >> 18);
      HEAPU8[outIdx++] = 0x80 | ((u >> 12) & 63);
      HEAPU8[outIdx++] = 0x80 | ((u >> 6) & 63);
      HEAPU8[outIdx++] = 0x80 | (u & 63);
    }
  }
  HEAPU8[outIdx] = 0;
  return outIdx - startIdx;
}

function fill(p, a, b) {
  HEAP32[p >> 2] = a;
  HEAP32[(p + 4) >> 2] = b;
  HEAPU32[(p + 8) >> 2] = a;
  HEAPU32[(p + 12) >> 2] = b;
  HEAPF64[(p + 16) >> 3] = a;
  HEAPF64[(p + 24) >> 3] = b;
  HEAP16[(p + 32) >> 1] = a;
  HEAP16[(p + 34) >> 1] = b;
  HEAP8[p + 36] = a;
  HEAP8[p + 37] = b;
  HEAPF32[(p + 40) >> 2] = a;
  HEAPF32[(p + 44) >> 2] = b;
}

function randomLoads(p, n) {
  var s = 0, at = 1;
  for (var i = 0; i < n; i++) {
    at = (Math.imul(at, 1103515245) + 12345) & 0xffff;
    s = s + HEAP32[(p >> 2) + at] | 0;
  }
  return s;
}

function doubleSum(p, n) {
  var s = 0;
  for (var i = 0; i < n; i++) s += HEAPF64[(p >> 3) + i];
  return s;
}

function loadAndCall(p, n) {
  var s = 0;
  for (var i = 0; i < n; i++) s = add(s, HEAP32[(p >> 2) + i]);
  return s;
}

function copyRanges(p, n) {
  for (var i = 0; i < n; i++) HEAPU8.set(HEAPU8.subarray(p, p + 64), p + 64 + i);
}

function prepare() {
  for (var i = 0; i < 1 << 20; i++) HEAPU8[i] = (i * 7 & 63) + 32;
  stringToUTF8('The quick brown fox jumps over the lazy dog. Größe, naïve, 漢字, 🙂. '.repeat(8), 2048, 1 << 16);
}

return { prepare, byteSum, byteStore, UTF8ToString, stringToUTF8, fill, randomLoads, doubleSum, loadAndCall, copyRanges };
