// passes: growth-check
// Stores where no element is vanish; the value of the assignment stays.
function main() {
  var a = HEAP8[-1] = 5, b = HEAP16[1.5] = growTo(6), c = HEAPF64[1e9] = 7;
  return [a, b, c, HEAP8[top(0)] = 8, HEAP8[top(0)] += 1, HEAP32[-1]++, HEAP8[-1], HEAP16[1.5]];
}
