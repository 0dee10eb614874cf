// Conditions and single-statement branches.
function main() {
  if (HEAP8[growTo(0)] = 0) HEAP8[1] = 1; else if (HEAP8[growTo(2)] += 3) HEAP8[grow() + top(1)]++; else HEAP8[3] = 4;
  if (HEAP8[growTo(9)] > -200) HEAP8[5] += growTo(1)
  else HEAP8[6] = 2
}
