// Compounds inside the index and the value of compounds: distinct temporaries.
function main() {
  HEAP8[1] = 2;
  HEAP8[2] = 3;
  HEAP8[HEAP8[growTo(1)] += growTo(1)] += HEAP8[growTo(2)] += HEAP8[HEAP8[1] -= growTo(1)] += 4;
  return [HEAP8[1], HEAP8[2], HEAP8[3]];
}
