// Every operand holds another access.
function main() {
  return HEAP8[HEAP8[HEAP8[growTo(1)] & 31] & 31] = HEAP8[HEAP16[growTo(2)] & 31] += HEAP8[HEAPU8[growTo(3)]++ & 31] ||= (HEAP8[HEAP32[growTo(4)] & 31] -= HEAPF32[HEAPU8[5] & 7] > growTo(0) ? HEAP8[growTo(6)]++ : --HEAP8[growTo(7)]) & 31;
}
