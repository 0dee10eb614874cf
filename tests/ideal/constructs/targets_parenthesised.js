// Targets in parentheses: in patterns, with defaults, in heads of `for`, and of plain assignments.
function main() {
  const h = HEAPU8;
  [(HEAP8[growTo(3)])] = [growTo(7)];
  [((HEAP8[top(1)])), (h[growTo(9)])] = [8, 4];
  log([HEAP8[3], HEAP8[top(1)], h[9]]);
  ({ k: (HEAP8[growTo(3)]) } = { k: growTo(5) });
  ({ k: (HEAP32[top(4) >> 2]) = growTo(7), l: [(h[10])] } = { l: [6] });
  log([HEAP8[3], HEAP32[top(4) >> 2], h[10]]);
  [(HEAP8[growTo(3)]) = growTo(1), ...(HEAP16[2])] = [];
  [...(h[growTo(4)])] = [12];
  log([HEAP8[3], h[4]]);
  for ((HEAP8[growTo(5)]) of [1, 2]) log(HEAP8[5]);
  for ((HEAP8[growTo(6)]) in { 5: 1 }) log(HEAP8[6]);
  for ([(HEAP8[growTo(7)]) = growTo(9)] of [[], [2]]) log(HEAP8[7]);
  (HEAP8[growTo(3)]) = growTo(7);
  ((HEAP8[growTo(4)])) += growTo(3);
  (HEAP8[5]) ||= growTo(4);
  log([((HEAP8[6]) = growTo(2), (HEAP8[7]) += growTo(3)), (HEAP8[6])]);
  return [(HEAP8[3])++, ++(HEAP8[4]), HEAP8[3], [(HEAP8[4]), (h[5])]];
}
