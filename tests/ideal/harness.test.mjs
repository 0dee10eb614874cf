// Does the harness tell right from wrong? Needs no heaplift.
//
// 1. Without growth the ideal equals the plain program, for every construct: the proxies are faithful.
// 2. With growth the plain program differs from the ideal in most constructs: the programs bite.
// 3. Late binding written by hand equals the ideal where binding the view first, as a check in front of the
//    access does, differs from it.

import { compare, kMemories, run_ideal, run_rewritten, with_preamble } from './harness.mjs';
import { read_constructs } from './constructs.mjs';

const failures = [];
const fail = (name, memory, what) => failures.push(`${name} (${memory}): ${what}`);

const both_ways = async (program, file, options) => compare(await run_ideal(program, options), await run_rewritten(file, options));

async function check_constructs() {
  const bites = { unshared: 0, shared: 0 };
  const constructs = read_constructs();
  for (const memory of kMemories) {
    for (const { name, text } of constructs) {
      const options = { shared: memory === 'shared' };
      const still = await both_ways(text, with_preamble(text), { ...options, growths: 0 });
      if (still) fail(name, memory, `without growth ${still}`);
      const { outcome } = await run_ideal(text, options);
      if (outcome.startsWith('throws')) fail(name, memory, outcome);
      if (await both_ways(text, with_preamble(text), options)) bites[memory]++;
      else if (process.env.VERBOSE) console.log(`${name} (${memory}): the plain program is right`);
    }
  }
  if (!process.env.ONLY && bites.unshared < constructs.length * 0.9) fail('constructs', 'unshared', `only ${bites.unshared} bite`);
  if (!process.env.ONLY && bites.shared < constructs.length * 0.3) fail('constructs', 'shared', `only ${bites.shared} bite`);
  return { constructs: constructs.length, bites };
}

const kByHand = [
  { original: 'HEAP8[grow() + top(1)] = growTo(5)', late: 'store(grow() + top(1), growTo(5))', early: 'view()[grow() + top(1)] = growTo(5)' },
  { original: 'log(HEAP8[grow() + top(1)])', late: 'log(load(grow() + top(1)))', early: 'log(view()[grow() + top(1)])' },
  { original: 'HEAP8[p = top(1)] += grow() + 3', late: 'store(p = top(1), load(p) + (grow() + 3))', early: 'view()[p = top(1)] += grow() + 3', shared: false },
  { original: 'HEAP8.set([1, 2], grow() + top(2))', late: 'call("set", [1, 2], grow() + top(2))', early: 'view().set([1, 2], grow() + top(2))' },
  { original: '[HEAP8[grow() + top(1)]] = [grow() + 4]', late: '[ref(grow() + top(1)).value] = [grow() + 4]', early: '[view()[grow() + top(1)]] = [grow() + 4]' },
  { original: 'grow(), log(HEAP8[top(1)])', late: 'grow(), log(load(top(1)))', early: 'grow(), log(view()[top(1)])', equal: true },
];
const kHelpers = `
function view() { updateMemoryViews(); return HEAP8; }
function load(i) { return view()[i]; }
function store(i, v) { return view()[i] = v; }
function call(name, ...operands) { return view()[name](...operands); }
function ref(i) { return { set value(v) { view()[i] = v; } }; }
`;

async function check_by_hand() {
  const main = (statement) => `var p; function main() { ${statement}; }`;
  for (const { original, late, early, equal = false, ...only } of kByHand) {
    for (const memory of kMemories) {
      const run = (text) => both_ways(main(original), with_preamble(kHelpers + main(text)), { shared: memory === 'shared' });
      const late_difference = await run(late), early_difference = await run(early);
      if (late_difference) fail(original, memory, `late binding: ${late_difference}`);
      const expected = equal || (only.shared === false && memory === 'shared');
      if (!early_difference !== expected) fail(original, memory, `early binding: ${early_difference ?? 'not noticed'}`);
    }
  }
}

const { constructs, bites } = await check_constructs();
await check_by_hand();
failures.forEach((each) => console.log(each));
console.log(`harness: ${constructs} constructs, unprotected wrong on unshared memory ${bites.unshared}, on shared ${bites.shared}; ${kByHand.length} by hand; ${failures.length} failures`);
process.exit(failures.length ? 1 : 0);
