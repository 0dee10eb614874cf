// ??= never stores into an element that is there.
function main() {
  HEAP8[0] = 0;
  HEAP8[growTo(0)] ??= log(5);
  return [HEAP8[growTo(0)] ??= log(growTo(7)), HEAPU64[growTo(1)] ??= log(8n), HEAP8[grow() + top(1)] ??= log(9)];
}
