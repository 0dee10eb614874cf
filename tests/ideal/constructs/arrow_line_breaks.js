// An arrow whose body starts on another line, and arrows as the last operand.
const f = i =>
  HEAP8[growTo(i)] +=
    growTo(2)
const g = i => j =>

  HEAP8[i + j]++
function main() {
  return [f(1), g(0)(1), [1, 2].map(i => HEAP8[i] += growTo(i)), [1, 2].map(i => HEAP8[growTo(i)]++), HEAP8[1]]
}
