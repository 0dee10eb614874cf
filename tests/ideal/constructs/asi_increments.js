// Line breaks around ++ decide what it belongs to.
function main() {
  var x = 5, y = 6
  x
  ++
  HEAP8[growTo(1)]
  y = HEAP8[1]
  ++x
  HEAP8[growTo(2)]++
  y
  HEAP8[3]
  --y
  return [x, y, HEAP8.subarray(1, 4)]
}
