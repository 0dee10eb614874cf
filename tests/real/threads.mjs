// What the tests of growth by another thread share: programs, engines and the account of their rounds.
//
// The rewritten program must be right in every round, with both passes and with -O. The same program with a check of the
// buffer's identity in front of each access, as Emscripten has it, must go wrong, or the rounds prove nothing.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { Report, rewrite, temporary_folder } from './support.mjs';
import { kForms, kWaits, program_text } from './threads_program.mjs';

const kRounds = fileURLToPath(new URL('threads_rounds.mjs', import.meta.url));
const kRewrites = { 'growth-check': ['-p', 'growth-check'], 'growth-check -O': ['-p', 'growth-check', '-O'], 'memory-methods': ['-p', 'memory-methods'] };
const kForIdentity = ['load', 'compound', 'subarray'];

const engine = (name) => ({ name, binary: fileURLToPath(new URL(`../node_modules/${name}/bin/node`, import.meta.url)) });

/** This node and those of the npm packages, where they are installed. */
const kEngines = [{ name: `node ${process.version}`, binary: process.execPath }, ...['node24', 'node26'].map(engine)]
  .filter(({ binary }) => fs.existsSync(binary));

const folder = temporary_folder('threads');

function write_programs() {
  const write = (name, text) => {
    const file = path.join(folder, `${name}.js`);
    fs.writeFileSync(file, text);
    return file;
  };
  const plain = write('plain', program_text());
  const rewritten = Object.entries(kRewrites).map(([name, flags]) => [name, write(name, rewrite(plain, flags))]);
  return { rewritten, identity: write('identity', program_text({ identity_check: true })) };
}

/** A plan for each form and each way to wait; `rounds` is by way. */
const plans_for = (forms, rounds) =>
  forms.flatMap((form) => Object.keys(kWaits).map((wait) => ({ form, wait, rounds: rounds[wait] ?? 0 })));

async function run_rounds({ binary }, file, plans, seconds) {
  const wish = JSON.stringify({ plans, seconds });
  const options = { timeout: (seconds + 60) * 1000, maxBuffer: 1 << 26 };
  const { stdout } = await promisify(execFile)(binary, ['--allow-natives-syntax', kRounds, file, wish], options);
  return JSON.parse(stdout);
}

const total = (results, key) => results.reduce((sum, each) => sum + each[key], 0);
const shown = (results) => `${total(results, 'wrong')} wrong of ${total(results, 'rounds')}`;

function check_rewritten(report, title, results, wanted) {
  for (const { form, wait, rounds, wrong, example } of results) {
    report.check(wrong === 0, `${title}: ${form} after ${wait}: ${wrong} wrong of ${rounds} rounds, such as ${example}`);
  }
  const [ran, optimized] = [total(results, 'rounds'), total(results, 'optimized')];
  report.check(ran >= wanted, `${title}: only ${ran} rounds of ${wanted} in time`);
  report.check(optimized >= ran * 0.8, `${title}: only ${optimized} of ${ran} rounds in optimized code`);
}

/**
 * Runs all forms on each engine and prints what came of it. `rounds(index)` gives the rounds of each way to wait
 * for the engine of that index, `identity` those of the check by identity; `seconds` bounds one engine and
 * program, of whose rounds at least the part `least` must have been run by then.
 */
export async function check_threads({ name, rounds, identity, seconds, least }) {
  const report = new Report(name);
  const programs = write_programs();
  let noticed = 0;
  for (const [index, engine] of kEngines.entries()) {
    await report.guard(engine.name, async () => {
      const lines = [];
      for (const [title, file] of programs.rewritten) {
        const plans = plans_for(Object.keys(kForms), rounds(index));
        const results = await run_rounds(engine, file, plans, seconds);
        check_rewritten(report, `${engine.name}, ${title}`, results, total(plans, 'rounds') * least);
        lines.push(`${title} ${shown(results)}`);
      }
      const results = await run_rounds(engine, programs.identity, plans_for(kForIdentity, identity), seconds);
      const by_wait = Object.keys(identity).map((wait) => `${shown(results.filter((each) => each.wait === wait))} after ${wait}`);
      noticed += total(results, 'wrong');
      console.log(`${engine.name}: ${lines.join(', ')}; check by identity ${by_wait.join(', ')}`);
    });
  }
  report.check(noticed > 0, 'the check by identity was right on all engines, so this proves nothing');
  report.finish();
}
