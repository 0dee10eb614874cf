// Lines that begin with a name that begins with `in`, and what may follow a restricted production.
var in_x = 3, in2 = 4, instanceof_ = 5, in$ = 6, of = 7;
function main() {
  var a = HEAP8[growTo(0)]
  in_x = HEAP8[growTo(1)]
  in2 = HEAP8[growTo(2)]
  instanceof_ = HEAP8[3]
  in$ = HEAP8[4]
  of = HEAP8[growTo(5)]
  log([a, in_x, in2, instanceof_, in$, of])
  a = HEAP8[0]
  in HEAP8
  for (var i = 0; i < 2; i++) {
    if (HEAP8[i] > 100) break
    [HEAP8[growTo(6)]] = [i]
    if (i) continue
    +HEAP8[growTo(7)]++
  }
  return [a, HEAP8[6], HEAP8[7]]
}
