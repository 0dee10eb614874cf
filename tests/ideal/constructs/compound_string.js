// += with a string concatenates before it is stored.
function main() {
  HEAP8[0] = 1;
  var s = HEAP8[growTo(0)] += growTo('2');
  return [s, HEAP8[0]];
}
