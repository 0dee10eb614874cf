// ||= stores only when the element is zero; otherwise the right side does not run.
function main() {
  HEAP8[0] = 0;
  HEAP8[1] = 5;
  return [HEAP8[growTo(0)] ||= log(growTo(7)), HEAP8[growTo(1)] ||= log(growTo(8)), HEAP8[0], HEAP8[1], HEAP8[grow() + top(1)] ||= 3];
}
