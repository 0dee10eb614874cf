// ** binds its left side only as a unary-free operand; its right side groups to the right.
function main() {
  HEAPF64[0] = -2;
  HEAPF64[0] **= growTo(2) ** 1;
  HEAPF64[1] = 2;
  return [HEAPF64[0], HEAPF64[1] **= HEAPF64[growTo(1)] ** HEAPF64[1], (-HEAPF64[growTo(1)]) ** 2, 2 ** HEAPF64[growTo(1)] ** 1, 2 ** -HEAP8[3]];
}
