// A function in a block hoists to its function in sloppy code.
function f() {
  var before = typeof HEAP8;
  { function HEAP8() { return 3; } HEAP8[1] = 4; }
  return [before, typeof HEAP8, HEAP8[1]];
}
function main() {
  return [f(), HEAP8[grow() + top(1)]];
}
