// Temporaries belong to one activation.
function walk(p, n) {
  if (n == 0) return growTo(1);
  return HEAP8[log(p)] += walk(p + 1, n - 1) + (HEAP8[growTo(p)] -= 1);
}
function main() {
  return [walk(1, 4), HEAP8.subarray(1, 6)];
}
