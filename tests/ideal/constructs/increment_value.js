// The value: old for postfix, unwrapped new for prefix.
function main() {
  HEAP8[0] = 127;
  HEAPU8[1] = 0;
  HEAP16[1] = -32768;
  return [HEAP8[growTo(0)]++, HEAP8[0], ++HEAP8[growTo(0)], --HEAPU8[growTo(1)], HEAPU8[1]--, HEAP16[growTo(1)]--, --HEAP16[1], (HEAP8[0] = 127, ++HEAP8[0]), HEAP8[0]];
}
