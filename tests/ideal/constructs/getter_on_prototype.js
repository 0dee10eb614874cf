// Assignment whose value reads through a getter that grows.
// not with: -O
var o = { get v() { return growTo(4); }, set v(x) { HEAP8[growTo(5)] = x; } };
function main() {
  HEAP8[o.v] = o.v;
  HEAP8[o.v] += o.v;
  o.v = HEAP8[o.v]++;
  o.v += HEAP8[o.v];
  return HEAP8.subarray(4, 6);
}
