// call, apply and bind of a view's methods.
function main() {
  HEAP8.fill.call(HEAP8, 3, 0, 2);
  grow();
  HEAP8.fill.call(HEAP8, 4, 2, 4);
  HEAPU8.set.apply(HEAPU8, [[5], 4]);
  return Array.prototype.slice.call(HEAPU8, 0, 4);
}
