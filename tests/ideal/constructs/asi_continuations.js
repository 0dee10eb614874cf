// Lines that continue: the next one starts with an operator, a dot or a bracket.
function main() {
  var a = HEAP8
    [growTo(1)]
    + HEAP8[2]
    - HEAPU8
      .subarray(growTo(0), 4)
      .length
  HEAP8[3]
    = growTo(5)
  HEAP8[4] = a
    ? growTo(1)
    : 2
  return a
}
