// A comma expression as the index, of a load, a store, a compound and an increment.
function main() {
  HEAP8[grow(), top(1)] = 3;
  HEAP8[grow(), top(2)] += 4;
  HEAP8[log(1), grow(), top(3)]++;
  return [HEAP8[grow(), 7], HEAP32[grow(), 12 >> 2]];
}
