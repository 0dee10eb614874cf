// Methods called by string and by a computed name.
function main() {
  var m = 'set', f = 'fill';
  HEAPU8['set']([1, 2], growTo(4));
  HEAPU8[m]([3, 4], growTo(8));
  HEAPU8[(log('name'), f)](growTo(9), 10, 12);
  HEAPU8[`f${'ill'}`](growTo(1), 13, 14);
  return HEAPU8['at'](growTo(-1));
}
