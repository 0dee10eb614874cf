// return with a line break returns nothing; the access after it never runs.
function f() {
  return
  HEAP8[growTo(1)]++
}
function g() {
  return HEAP8
    [growTo(2)]
}
function main() {
  return [f(), g(), HEAP8[1]]
}
