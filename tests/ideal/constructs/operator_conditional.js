// Accesses in every part of a conditional; only one branch runs.
function main() {
  HEAP8[0] = 0;
  var x = HEAP8[growTo(0)] ? log(HEAP8[1]) : log(HEAP8[growTo(2)] = 4);
  HEAP8[growTo(0)] ? HEAP8[3] = 1 : HEAP8[3] = growTo(2);
  return [x, HEAP8[3], growTo(1) ? HEAP8[1] : HEAP8[2], HEAP8[0] ? 1 : HEAP8[growTo(5)]++];
}
