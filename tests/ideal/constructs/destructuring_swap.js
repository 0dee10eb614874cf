// Swapping two elements.
function main() {
  grow();
  var a = top(1), b = 3;
  [HEAP8[a], HEAP8[b]] = [HEAP8[b], HEAP8[growTo(a)]];
  [HEAP32[1], HEAP32[2]] = [HEAP32[2], HEAP32[1]];
}
