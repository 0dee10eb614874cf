// Every line end of ECMA-262: U+2028, U+2029 and a lone CR end comments and statements, too.
function main() {
  var a = 1 log(HEAP8[growTo(3)]) // x HEAP8[4] = 3 log(HEAP8[4])
  var b = 1log(HEAP8[growTo(5)]) // xHEAP8[6] = 3HEAP8[6]++a
  log(HEAP8[6]) // x
  a ++HEAP8[growTo(6)]  log(a)
  var c = () => { return HEAP8[4] }, d = () => { returnHEAP8[4] }, e = () => { return /* */ HEAP8[4] }
  return [c(), d(), e(), HEAP8[6], "x\ y"]
}
