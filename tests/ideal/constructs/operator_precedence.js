// Stores and compounds as operands, in the parentheses they need.
function main() {
  return [2 * (HEAP8[growTo(1)] = 3) + 1, (HEAP8[2] += growTo(2)) ** 2, !(HEAP8[3] ||= growTo(0)), (HEAP8[4] = growTo(5), 6), [HEAP8[5] = growTo(7)][0], (HEAP8[6]++).toFixed(growTo(1)), (HEAP8[7] -= 1) ? 'y' : 'n', -(HEAP8[8] = growTo(9))];
}
