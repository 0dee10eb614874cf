// Names that a rewriter might choose are taken by the program.
var hl_load_i8 = 1, hl_store_i8 = 2, hl_t = 3, hl_view_u8 = 4, t = 5, i = 6, hl_0 = 7, hl_t0 = 8, hl_i = 9;
function main() {
  var hl_t1 = 10;
  HEAP8[growTo(1)] = growTo(2);
  HEAP8[growTo(1)] += growTo(t);
  HEAPU8.set([growTo(i)], HEAP8[growTo(2)]++ & 31);
  return [hl_load_i8, hl_store_i8, hl_t, hl_view_u8, t, i, hl_0, hl_t0, hl_i, hl_t1, HEAP8[1], HEAPU8.subarray(growTo(0), 2)];
}
