// for-in over a view.
function main() {
  var n = 0;
  grow();
  for (var k in HEAP32) { n += HEAP32[k] & 1; if (k > 4) break; }
  return [n, k];
}
