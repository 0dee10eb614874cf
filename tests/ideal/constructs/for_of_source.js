// for-of over views, ranges and lists of elements.
function main() {
  var sum = 0, n = 0;
  for (const byte of HEAPU8.subarray(growTo(2), 5)) sum += byte;
  for (const each of [HEAP8[1], HEAP8[growTo(2)]]) sum += each;
  grow();
  for (const byte of HEAPU8) { sum += byte; if (++n > 3) break; }
  for (const [i, byte] of HEAPU8.entries()) { sum += i * byte; if (i > 2) break; }
  return [sum, n];
}
