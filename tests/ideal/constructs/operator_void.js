// void, !, ~, unary plus and minus before accesses.
function main() {
  void HEAP8[growTo(0)]++;
  return [void HEAP8[0], !HEAP8[growTo(1)], ~HEAP8[2], +HEAP8[growTo(3)], -HEAP8[0] - -HEAP8[1], - -HEAP8[1], +-+HEAP8[growTo(2)], !!HEAP8[5], ~~HEAPF32[1], -HEAP64[growTo(1)], void HEAP8[growTo(0)]--];
}
