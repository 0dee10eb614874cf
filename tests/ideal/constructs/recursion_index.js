// An index that recurses into the same compound.
function at(n) { return n ? (HEAP8[at(n - 1)] = n, HEAP8[at(n - 1)]++ & 31) : growTo(5); }
function main() {
  return [at(3), HEAP8.subarray(0, 8)];
}
