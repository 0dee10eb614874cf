// Activations of an async function that overlap.
async function add(p, v) { await null; HEAP8[(await null, p)] += (await null, grow(), v); return HEAP8[p]++; }
async function main() {
  HEAP8[1] = HEAP8[2] = HEAP8[3] = 10;
  return await Promise.all([add(1, 1), add(2, 2), add(3, 3), add(1, 4)]);
}
