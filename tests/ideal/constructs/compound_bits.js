// <<= >>= >>>= &= |= ^= with growth on either side.
function main() {
  HEAP32[3] = -123456;
  return [HEAP32[growTo(3)] <<= growTo(2), HEAP32[3] >>= growTo(1), HEAP32[growTo(3)] >>>= 1, HEAPU32[3] &= growTo(0xffff), HEAP16[growTo(6)] |= growTo(0x70000), HEAPU8[12] ^= growTo(0x1ff)];
}
