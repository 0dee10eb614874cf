// Async arrows with expression bodies, with temporaries.
const bump = async (p) => HEAP8[await growTo(p)] += await growTo(5);
const old = async p => HEAP8[await growTo(p)]++;
async function main() {
  return [await bump(1), await old(1), await (async () => HEAP8[await growTo(1)])(), await Promise.all([1, 2].map(async (p) => HEAP8[p] -= await growTo(p)))];
}
