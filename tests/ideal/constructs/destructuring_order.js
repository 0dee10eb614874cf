// The index of a target is evaluated before its value is fetched; each once.
function main() {
  var source = { get a() { log('a'); return growTo(1); }, get b() { log('b'); return growTo(2); } };
  ({ a: HEAP8[log(growTo(10))], b: HEAP8[log(growTo(11))] } = source);
  [HEAP8[log(12)] = log(growTo(3))] = { *[Symbol.iterator]() { log('next'); yield undefined; } };
  return HEAP8.subarray(10, 13);
}
