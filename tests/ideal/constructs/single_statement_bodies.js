// Bodies without braces, where a second statement must not appear.
function main() {
  if (growTo(1)) HEAP8[growTo(0)] += 1
  else HEAP8[1] += 1
  for (var i = 0; i < 2; i++) HEAP8[growTo(i) + 2]++
  while (i-- > 0) HEAP8[i + 4] -= growTo(1)
  do HEAP8[6] *= growTo(3); while (0)
  label: HEAP8[growTo(7)] ||= 1
  if (growTo(0)) ; else [HEAP8[8]] = [growTo(4)]
  for (var k of [9, 10]) HEAP8[k] = HEAP8[growTo(k)]++
}
