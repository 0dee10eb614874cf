// &&= stores only when the element is not zero.
function main() {
  HEAP8[0] = 0;
  HEAP8[1] = 5;
  HEAP8[growTo(1)] &&= growTo(9);
  return [HEAP8[growTo(0)] &&= log(growTo(7)), HEAP8[growTo(1)] &&= log(growTo(300)), HEAP8[0], HEAP8[1], HEAPF64[2] &&= growTo(2.5)];
}
