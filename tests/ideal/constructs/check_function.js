// Accesses already guarded by a check that refreshes the views.
function growMemViews() { if (wasmMemory.buffer != HEAP8.buffer) updateMemoryViews(); }
function main() {
  (growMemViews(), HEAP8)[growTo(1)] = growTo(2);
  (growMemViews(), HEAP32)[grow() + top(4) >> 2] += growTo(3);
  (growMemViews(), HEAPU8).set([growTo(4)], growTo(5));
  return [(growMemViews(), HEAP8)[growTo(1)], (growMemViews(), HEAPU8).subarray(growTo(4), 6), (growMemViews(), HEAP8)[1]++];
}
