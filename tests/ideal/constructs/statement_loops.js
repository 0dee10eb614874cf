// while, do and for with accesses in each part.
function main() {
  var n = 0, p = growTo(16);
  while (HEAP8[growTo(0)]-- > 0 && n < 4) n++;
  do { HEAP8[p++] = growTo(n++); } while (HEAP8[p - 1] < 4 && n < 9);
  for (HEAP8[growTo(1)] = 0; HEAP8[growTo(1)] < 3; HEAP8[growTo(1)] += 1) HEAP8[grow() + top(1)] = n;
  for (var i = HEAP8[growTo(1)], j = HEAP8[0]; i < 6; i++, j += HEAP8[i]) log(j);
  return n;
}
