// Accesses after blocks, classes, functions and control flow without semicolons.
function main() {
  var r = []
  if (growTo(1)) {}
  HEAP8[growTo(0)]++
  function g() {}
  HEAP8[1] += growTo(1)
  class D {}
  HEAP8[2] = growTo(2)
  for (;;) break
  HEAP8[3] -= 1
  do ; while (0) HEAP8[4] *= growTo(2)
  var h = function () {}
  HEAP8[5] &&= 3
  var k = () => {}
  HEAP8[6] |= growTo(1)
  r.push(HEAP8[5])
  { HEAP8[7] ^= 1 }
  HEAP8[8] <<= growTo(1)
  return r
}
