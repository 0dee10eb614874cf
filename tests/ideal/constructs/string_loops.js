// Reading and writing strings, with growth between the bytes.
function read(p) { var s = ''; while (HEAPU8[p]) s += String.fromCharCode(HEAPU8[p++ + grow()]); return s; }
function write(s, p) { for (var i = 0; i < s.length; ++i) HEAP8[p++ >> 0] = growTo(s.charCodeAt(i)); HEAP8[p >> 0] = 0; return p; }
function main() {
  grow();
  var p = top(64);
  return [write('growing', p) - p, read(p)];
}
