// An element as a tag throws; a method as a tag is called late.
function main() {
  var names = [];
  try { HEAP8[growTo(1)]`text${log(2)}` } catch (e) { names.push(e.name) }
  names.push(HEAPU8.at`${growTo(1)}`, HEAPU8[`at`]`1`, HEAPU8.subarray`0${growTo(3)}`.length, String.raw`${HEAP8[growTo(4)]}`, String.raw`HEAP8[0]`);
  return names;
}
