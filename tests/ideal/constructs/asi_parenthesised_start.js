// Statements that start with a parenthesised access, after a semicolon that must stay.
function main() {
  var a = growTo(1);
  (HEAP8)[0] = a;
  [HEAP8[growTo(1)], HEAP8[2]] = [3, growTo(4)];
  (a ? HEAP16 : HEAP8)[growTo(4)]++;
  ;(0, HEAP8)[10] += 2
  ;[HEAP8[growTo(11)]] = [5]
}
