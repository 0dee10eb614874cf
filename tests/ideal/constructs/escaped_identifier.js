// Names and properties spelled with escapes.
function main() {
  \u0048EAP8[growTo(1)] = growTo(2);
  HEAP\u{38}[growTo(1)] += 3;
  \u0048EAPU8.s\u0065t([growTo(4)], 5);
  var r = [\u0048EAP8[grow() + top(1)], Module.\u0048EAP8[1], Module['\x48EAP8'][growTo(5)], \u{48}EAP8.l\u0065ngth];
  { let \u0048EAP8 = [7]; r.push(HEAP8[0], \u0048EAP8.length); }
  return r;
}
