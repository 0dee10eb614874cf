// Names inside strings, templates, regular expressions and comments.
function main() {
  // HEAP8[0] = 1
  /* HEAP8[growTo(1)]++ */
  var s = 'HEAP8[0]' + "HEAPU8.set(x)" + `HEAP16[1] ${HEAP8[growTo(1)]} \${HEAP8[0]}`;
  return [s, /HEAP8[0]+=1/.source, HEAP8 /* [9] */ [2], /[/]HEAP8[0]/.flags];
}
