// Loop heads with declarations whose initialisers access.
function main() {
  var r = [];
  for (let i = HEAP8[growTo(0)] & 3, end = i + 2; i < end; ++i) r.push(() => HEAP8[i] + growTo(0));
  for (const [a = HEAP8[growTo(1)], b] of [[, HEAP8[2]]]) r.push(() => a - b);
  return r.map((f) => f());
}
