// Accesses in template literals, nested ones too.
function main() {
  return `a${HEAP8[growTo(1)]}b${HEAP8[growTo(2)]++}c${`d${HEAP8[2] += growTo(3)}`}HEAP8[0]${(HEAP8[4] = growTo(5), HEAPU8.subarray(4, 6))}`;
}
