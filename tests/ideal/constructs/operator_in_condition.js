// in with a view inside conditions and loop heads.
function main() {
  var n = 0;
  for (var i = ('a' in HEAP8) ? 5 : growTo(2); i in HEAP8 && n < 3; i++) n++;
  if (top(1) in HEAPU8) n += 10;
  return n;
}
