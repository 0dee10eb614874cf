// Aliases inside a function, held across growth.
function main() {
  var h = HEAPU8, w = HEAP32;
  grow();
  h[top(1)] = 7;
  w[growTo(3)] = h[top(1)] + h[growTo(0)];
  const last = h[h.length - 1];
  return [last, w[3], h.length];
}
