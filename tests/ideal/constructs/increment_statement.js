// ++ and -- as statements and in a comma, prefix and postfix.
function main() {
  HEAP8[growTo(0)]++;
  ++HEAP8[growTo(1)];
  HEAPU8[grow() + top(1)]--;
  --HEAP16[grow() + top(2) >> 1];
  HEAP32[growTo(2)]++, HEAPF32[4]--, ++HEAPF64[growTo(3)];
  for (var i = 0; i < 2; i++, HEAPU32[growTo(9)]++);
}
