// Assignments, conditionals, arrows and updates as the index.
function main() {
  var p = 8, q;
  var a = HEAP8[p = growTo(9)], b = HEAP8[p++], c = HEAP8[q ??= growTo(4)], d = HEAP8[p > 9 ? growTo(5) : 6];
  HEAP8[p++] = p;
  HEAP8[++p] += p++;
  return [a, b, c, d, p, HEAP8[(() => growTo(2))()]];
}
