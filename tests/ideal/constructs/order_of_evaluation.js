// Index before value, each once, left to right.
function main() {
  HEAP8[log(growTo(1))] = log(growTo(2));
  HEAP8[log(growTo(3))] += log(growTo(4));
  HEAP8[log(5)] = HEAP8[log(growTo(6))] + HEAP8[log(growTo(7))] * HEAP8[log(8)];
  return HEAP8[1] + HEAP8[3];
}
