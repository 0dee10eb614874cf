// Elements and ranges in array, call and object spread.
function main() {
  return [...HEAPU8.subarray(growTo(0), 3), ...[HEAP8[growTo(1)], HEAP8[2]++], Math.max(...HEAPU8.slice(growTo(4), 8), HEAP8[growTo(5)]), { ...HEAPU8.subarray(growTo(1), 3) }, String.fromCharCode(...HEAPU8.subarray(growTo(8), 10)).length];
}
