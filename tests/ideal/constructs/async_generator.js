// Async generators and for-await.
async function* body() { yield HEAP8[await growTo(1)] += yield 5; HEAP8[2] = await growTo(3); yield HEAP8[2]; }
async function main() {
  var r = [];
  for await (HEAP8[growTo(4)] of [growTo(6), Promise.resolve(7)]) r.push(HEAP8[4]);
  for await (const each of body()) r.push(each);
  return r;
}
