// What growth safety costs at run time: the kernels of glue.js and an import of a database by sql.js, in each form, on
// each engine that is installed. Prints ratios to the plain form, which is not safe; --write puts them into
// docs/performance.md, between its marks, and draws docs/performance.svg.
//
// Usage: HEAPLIFT=build/release/heaplift node tests/benchmark/runtime/main.mjs [--rounds N] [--write]

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { temporary_folder } from '../../real/support.mjs';
import { draw_chart } from './chart.mjs';
import { kForms } from './forms.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const rounds = Number(option('--rounds', 25));
const load = () => os.loadavg()[0].toFixed(1);
const load_before = load();
const folder = temporary_folder('benchmark');
const names = Object.keys(kForms);

const kEngines = [process.execPath, here('../../node_modules/node24/bin/node'), here('../../node_modules/node26/bin/node')]
  .filter((binary) => fs.existsSync(binary))
  .map((binary) => ({ binary, name: version_of(binary) }));

function version_of(binary) {
  const { node, v8 } = JSON.parse(execFileSync(binary, ['-p', 'JSON.stringify(process.versions)'], { encoding: 'utf8' }));
  return `node ${node} (V8 ${v8.replace(/-node.*/, '')})`;
}

function run(binary, script, config) {
  const file = path.join(folder, 'config.json');
  fs.writeFileSync(file, JSON.stringify(config));
  return JSON.parse(execFileSync(binary, [here(script), file], { encoding: 'utf8', maxBuffer: 1 << 26 }));
}

/** Runs all forms in one process, or each in one of its own, and merges what they print. */
function measure(binary, script, forms, config, together) {
  if (together) return run(binary, script, { ...config, forms });
  const merged = {};
  for (const name of names) {
    for (const [kernel, times] of Object.entries(run(binary, script, { ...config, forms: { [name]: forms[name] } }))) {
      merged[kernel] = { ...merged[kernel], ...times };
    }
  }
  return merged;
}

const glue = here('glue.js');
const glue_text = fs.readFileSync(glue, 'utf8');
const wrapped = path.join(folder, 'glue.js');  // a function: the file is the body of one
fs.writeFileSync(wrapped, `function glue(memory, add) {\n${glue_text}\n}\n`);
const texts = Object.fromEntries(names.map((name) =>
  [name, `${kForms[name](fs.readFileSync(wrapped, 'utf8'), wrapped)}\nreturn glue(memory, add);`]));

const dist = path.dirname(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm-debug.js'));
const database = path.join(dist, 'sql-wasm-debug.js');
const files = Object.fromEntries(names.map((name, i) => {
  const file = path.join(folder, `sql-${i}.cjs`);
  fs.writeFileSync(file, kForms[name](fs.readFileSync(database, 'utf8'), database));
  return [name, file];
}));
const wasm = database.replace(/\.js$/, '.wasm');

/** rows: {engine, memory, processes, kernel, ratios} */
const rows = [];
for (const { binary, name: engine } of kEngines) {
  for (const together of [true, false]) {
    for (const memory of ['shared', 'unshared']) {
      add_rows(measure(binary, 'kernels.mjs', texts, { shared: memory === 'shared', rounds }, together), engine, memory, together);
    }
    add_rows(measure(binary, 'database.mjs', files, { wasm, rounds: Math.ceil(rounds / 2) }, together), engine, 'unshared', together);
  }
}

function add_rows(results, engine, memory, together) {
  for (const [kernel, times] of Object.entries(results)) {
    const ratios = Object.fromEntries(names.map((name) => [name, times[name] / times.plain]));
    rows.push({ engine, memory, together, kernel, ratios });
    console.log([engine, memory, together ? 'one process' : 'own processes', kernel, ...names.slice(1).map((name) => ratios[name].toFixed(2))].join('\t'));
  }
}

const title = (text) => text[0].toUpperCase() + text.slice(1);
const shown = (ratio) => (ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0));

function table(memory, together) {
  const chosen = rows.filter((row) => row.memory === memory && row.together === together);
  const lines = kEngines.flatMap(({ name: engine }) => chosen.filter((row) => row.engine === engine).map(({ kernel, ratios }) =>
    `| ${engine.replace(/ \(.*/, '')} | ${kernel} | ${names.slice(1).map((name) => shown(ratios[name])).join(' | ')} |`));
  return [`### ${title(memory)} memory, ${together ? 'all forms in one process' : 'each form in a process of its own'}`, '',
    `| engine | kernel | ${names.slice(1).map((name) => (name.startsWith('heaplift') ? `\`${name}\`` : name)).join(' | ')} |`,
    `|---|---|${names.slice(1).map(() => '--:').join('|')}|`, ...lines, ''].join('\n');
}

if (process.argv.includes('--write')) {
  const page = here('../../../docs/performance.md');
  const measured = [`Measured on ${kEngines.map(({ name }) => name).join(', ')}; ${os.cpus().length} processors, ${os.cpus()[0].model}; load average ${load_before} before and ${load()} behind.`, '',
    ...['shared', 'unshared'].flatMap((memory) => [true, false].map((together) => table(memory, together)))].join('\n');
  const text = fs.readFileSync(page, 'utf8');
  fs.writeFileSync(page, text.replace(/(<!-- measured -->\n)[\s\S]*(<!-- end -->)/, (_, begin, end) => `${begin}${measured}${end}`));
  fs.writeFileSync(here('../../../docs/performance.svg'), draw_chart(rows.filter((row) => row.memory === 'shared' && row.together), names.slice(1), kEngines.map(({ name }) => name)));
}
