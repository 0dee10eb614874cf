// Store as a statement; growth in the index, in the value, in both.
function main() {
  HEAP8[grow() + top(1)] = 11;
  HEAP8[top(2)] = growTo(12);
  HEAP32[growTo(400) >> 2] = growTo(13);
  HEAP8[top(5)] = grow() + top(1);
  log(HEAP8[top(1)]);
  log(HEAP8[400]);
}
