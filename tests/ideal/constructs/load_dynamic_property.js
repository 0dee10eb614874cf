// passes: growth-check
// A computed name that turns out to be a property.
function main() {
  var name = 'length', method = 'at';
  grow();
  return [HEAP8[name], HEAPU32[name], typeof HEAP8[method], HEAP8['nothing']];
}
