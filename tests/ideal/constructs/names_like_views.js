// Longer and shorter names, and names of views as parts of others.
var HEAP = [1], HEAP80 = [2], HEAP8_ = [3], $HEAP8 = [4], HEAP8$ = [5], heap8 = [6], HEAPU128 = [7];
function main() {
  grow();
  HEAP[0] += 1; HEAP80[0]++; HEAP8_[0] = growTo(9);
  return [HEAP[0], HEAP80[0], HEAP8_[0], $HEAP8[0], HEAP8$[0], heap8[0], HEAPU128[0], HEAP8[top(1)]];
}
