// Labels, also one named like a view.
function main() {
  var n = 0;
  HEAP8: for (;;) {
    inner: for (;;) {
      HEAP8[growTo(0)] = n++;
      if (n < 3) continue HEAP8;
      break HEAP8;
    }
  }
  here: HEAP8[1]++;
  there: { HEAPU8[growTo(2)] += 1; break there; }
  return [n, HEAP8[0]];
}
