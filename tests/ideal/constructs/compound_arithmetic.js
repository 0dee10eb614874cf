// += -= *= /= %= **= with growth on either side.
function main() {
  HEAP32[0] = 1000;
  var r = [HEAP32[growTo(0)] += growTo(7), HEAP32[0] -= growTo(1000), HEAP32[growTo(0)] *= 3, HEAP32[0] /= 2, HEAP32[0] %= growTo(5), HEAP32[0] **= growTo(3)];
  HEAPF64[growTo(8)] = 2.5;
  r.push(HEAPF64[8] /= growTo(3), HEAPF64[growTo(8)] **= 0.5, HEAPF64[8] %= 0.3);
  return r;
}
