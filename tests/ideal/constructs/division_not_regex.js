// Slashes around accesses are divisions; a regular expression stays one.
function main() {
  var a = 100, g = 2;
  return [a/HEAP8[growTo(2)]/g, HEAP8[4]/g/1, 'HEAP8[0]'.replace(/HEAP8[0]?/g, '') + HEAP8[growTo(1)], /HEAP8\[/.test('HEAP8[')];
}
