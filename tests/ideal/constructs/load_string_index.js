// An index that is a numeric string.
function main() {
  var k = '7';
  grow();
  return [HEAP8['5'], HEAP8[k], HEAPU8['0']];
}
