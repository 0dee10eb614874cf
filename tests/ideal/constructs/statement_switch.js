// Accesses as discriminant and as cases, growth between.
function main() {
  HEAP8[1] = 5;
  switch (HEAP8[growTo(1)]) {
    case HEAP8[growTo(2)] = 4: log('four'); break;
    case HEAP8[growTo(3)] = 5: log('five'); HEAP8[grow() + top(1)] = 1;
    case HEAP8[growTo(4)] = 6: log('six'); break;
    default: log('none');
  }
  return HEAP8.subarray(1, 5);
}
