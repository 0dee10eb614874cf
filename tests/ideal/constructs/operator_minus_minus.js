// Updates beside signs: the tokens must not run together.
function main() {
  var x = 1;
  return [x - --HEAP8[growTo(0)], x-- - -HEAP8[1], x + ++HEAP8[2], x - -HEAP8[growTo(3)]--, - --HEAP8[4], + ++HEAP8[5], x+ +HEAP8[growTo(6)], x];
}
