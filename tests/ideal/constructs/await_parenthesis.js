// `await (…)[i]` is the operator, beside `for await (…)`, a method `await` and, in a function that is not async, a name.
function await_as_name() {
  const await = (x) => ({ 0: 77, 1: x });
  return [await (HEAP8)[0], await (growTo(3))[1], await
  (HEAP8[growTo(0)])[1]];
}
const o = { await(x) { return [x] } };
async function main() {
  log(await (growTo(1), HEAP8)[growTo(0)]);
  for await (HEAP8[growTo(3)] of [1, 2]) log(HEAP8[3]);
  for await (const x of [HEAP8[growTo(0)]]) log(x);
  for await(const x of[HEAP8[growTo(1)]])log(x)
  log(await (HEAP8)[growTo(0)]);
  log(await [HEAP8[growTo(2)]][0]);
  log(await +HEAP8[growTo(2)] - await -HEAP8[1]);
  log(o.await(HEAP8[growTo(1)])[0]);
  return [await (async () => await (HEAP8)[growTo(1)])(), await_as_name()];
}
