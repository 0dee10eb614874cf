// Every construct, rewritten by every pass, on both kinds of memory, against the ideal; and rewriting the result
// once more must change nothing.
//
// Environment: HEAPLIFT (binary), ONLY (part of a construct's name), PASSES (comma separated), EXTRA (arguments).

import { difference, kMemories, kPasses, rewrite_all, rewrite_files, without_preamble } from './harness.mjs';
import { read_constructs } from './constructs.mjs';

const passes = process.env.PASSES?.split(',') ?? kPasses;
const failures = [];
let runs = 0;

const indented = (text) => text.trimEnd().replace(/^/gm, '    ');

function fail(construct, pass, rewritten, differences) {
  failures.push(`${construct.name} ${pass}`);
  console.log(`FAILED ${construct.name}, ${pass}`);
  differences.forEach((each) => console.log(`  ${each}`));
  console.log(`  original:\n${indented(construct.text)}`);
  if (rewritten.text) console.log(`  rewritten:\n${indented(without_preamble(rewritten.text))}`);
}

async function check(construct, pass, rewritten, again) {
  const differences = [];
  for (const memory of kMemories) {
    runs++;
    const different = await difference(construct.text, rewritten, memory);
    if (different) differences.push(`${memory}: ${different}`);
  }
  if (again?.error) differences.push(`second run: ${again.error}`);
  else if (again && again.text !== rewritten.text) differences.push(`second run changes ${first_line_apart(rewritten.text, again.text)}`);
  if (differences.length) fail(construct, pass, rewritten, [...new Set(differences)]);
}

function first_line_apart(before, after) {
  const lines = after.split('\n');
  const at = before.split('\n').findIndex((line, i) => line !== lines[i]);
  return `line ${at + 1}: ${before.split('\n')[at]}  →  ${lines[at]}`;
}

const all = read_constructs();
for (const pass of passes) {
  const constructs = all.filter((each) => each.passes.includes(pass));
  const rewritten = rewrite_all(constructs.map((each) => each.text), pass);
  const good = rewritten.flatMap((each, i) => (each.text ? [i] : []));
  const again = new Map(rewrite_files(good.map((i) => rewritten[i].text), pass).map((each, k) => [good[k], each]));
  for (const [i, construct] of constructs.entries()) await check(construct, pass, rewritten[i], again.get(i));
}
if (failures.length) console.log(`failed: ${failures.join('; ')}`);
console.log(`constructs: ${all.length} constructs, ${passes.length} passes, ${runs} runs, ${failures.length} failures`);
process.exit(failures.length ? 1 : 0);
