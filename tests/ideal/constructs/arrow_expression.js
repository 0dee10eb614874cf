// Expression-bodied arrows that load, store, update and call.
const load = i => HEAP8[growTo(i)];
const store = (i, v) => HEAP8[growTo(i)] = v;
const bump = i => HEAP8[growTo(i)]++;
const plus = (i, v) => HEAP8[growTo(i)] += v;
const object = i => ({ k: HEAP8[i] += growTo(1) });
const comma = i => (grow(), HEAP8[i] *= growTo(2));
const curried = i => v => HEAP8[growTo(i)] -= v;
const choice = (i) => HEAP8[growTo(i)] ? HEAP8[growTo(i)]++ : --HEAP8[i];
const range = i => HEAPU8.subarray(growTo(i), i + 2);
function main() {
  return [store(1, 300), load(1), bump(1), plus(1, 5), object(1), comma(1), curried(1)(3), choice(1), range(1), x => HEAP8[x]];
}
