// passes: growth-check
// ??= of an element that is not there evaluates the right side and gives it.
function main() {
  return [HEAP8[-1] ??= log(growTo(7)), HEAP8[1e9] ??= growTo(8), HEAP8[top(0)] ??= 9, HEAP8[1e9] ||= 3, HEAP8[1e9] &&= log(4)];
}
