// Statements without semicolons, each starting with an access.
var f = (x) => x
function main() {
  var a = f
  HEAP8[growTo(0)] = 1
  HEAP8[growTo(1)] += growTo(2)
  var b = a
  HEAP8[2]++
  b = a
  ++HEAP8[growTo(3)]
  b
  --HEAP8[4]
  var c = 5
  HEAPU8.set([growTo(6)], 7)
  c
  HEAP8[growTo(8)] ||= 3
  return [a === f, b === f, c, HEAP8[0]]
}
