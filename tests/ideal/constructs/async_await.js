// await as index, value and argument; growth while waiting.
const later = async (v) => (await null, grow(), v);
async function main() {
  HEAP8[await later(1)] = await later(2);
  HEAP8[await later(3)] += await later(4);
  HEAPU8.set([await later(5)], await later(6));
  [HEAP8[await later(7)]] = [await later(8)];
  return [HEAP8[await later(1)]++, HEAP8[await later(3)], HEAP8[6] ||= await later(9), HEAP8[await later(7)] &&= await later(300), Atomics.load(HEAP32, await later(1))];
}
