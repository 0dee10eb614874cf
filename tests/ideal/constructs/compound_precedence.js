// Right sides that need parentheses once they become an operand.
function main() {
  var x = 3;
  HEAP32[0] = 7;
  HEAP32[0] -= x - growTo(1);
  HEAP32[1] *= x ? growTo(2) : 5;
  HEAP32[2] -= x = growTo(4);
  HEAP32[3] &= x || growTo(1), log(x);
  HEAP32[4] /= x + growTo(1);
  HEAP32[5] **= -growTo(1) + 2;
  HEAPF64[6] -= x ?? 2;
  HEAP32[7] += (log('a'), growTo(5));
  return [HEAP32[0], HEAP32[1], HEAP32[2], HEAP32[3], HEAP32[4], HEAP32[5], HEAPF64[6], HEAP32[7]];
}
