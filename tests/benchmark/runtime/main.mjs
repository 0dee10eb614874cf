// What growth safety costs: the kernels of glue.js, an import of a database by sql.js, and loops of a program that emcc
// builds, in each form, on each engine that is installed; and the sizes of code. Prints ratios to the plain form, which
// is not safe; --write puts them into docs/performance.md, between its marks, and draws docs/performance.svg.
//
// Usage: HEAPLIFT=build/release/heaplift node tests/benchmark/runtime/main.mjs [--rounds N] [--write]

import fs from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

import { temporary_folder } from '../../real/support.mjs';
import { draw_chart } from './chart.mjs';
import { engines } from './engines.mjs';
import { kNames, kSafeNames } from './forms.mjs';
import { measure_sizes } from './sizes.mjs';
import { between_marks, ratio_tables, size_table, summary_table } from './tables.mjs';
import { build_programs, workloads_of } from './workloads.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const load = () => os.loadavg()[0].toFixed(1);

/** Runs all forms in one process, or each in one of its own, and merges what they give: {kernel: {form: time}}. */
async function measure(engine, { script, forms, config }, together) {
  if (together) return engine.run(script, { ...config, forms });
  const merged = {};
  for (const name of kNames) {
    const results = await engine.run(script, { ...config, forms: { [name]: forms[name] } });
    for (const [kernel, times] of Object.entries(results)) merged[kernel] = { ...merged[kernel], ...times };
  }
  return merged;
}

function rows_of(results, where) {
  return Object.entries(results).map(([kernel, times]) => {
    const ratios = Object.fromEntries(kNames.map((name) => [name, times[name] / times.plain]));
    return { ...where, kernel, ratios };
  });
}

function print({ engine, memory, together, kernel, ratios }) {
  const where = [engine, memory, together ? 'one process' : 'own processes', kernel];
  console.log([...where, ...kSafeNames.map((name) => ratios[name].toFixed(2))].join('\t'));
}

async function measure_all(installed, workloads) {
  const rows = [];
  for (const engine of installed) {
    for (const together of [true, false]) {
      for (const workload of workloads.filter(({ script }) => engine.scripts.includes(script))) {
        const where = { engine: engine.name, memory: workload.memory, together };
        const found = rows_of(await measure(engine, workload, together), where);
        found.forEach(print);
        rows.push(...found);
      }
    }
  }
  return rows;
}

function write(rows, sizes, heading, names) {
  const page = here('../../../docs/performance.md');
  let text = fs.readFileSync(page, 'utf8');
  text = between_marks(text, 'summary', summary_table(rows));
  text = between_marks(text, 'sizes', size_table(sizes));
  text = between_marks(text, 'measured', `${heading}\n\n${ratio_tables(rows)}`);
  fs.writeFileSync(page, text);
  const drawn = rows.filter((row) => row.memory === 'shared' && row.together);
  fs.writeFileSync(here('../../../docs/performance.svg'), draw_chart(drawn, kSafeNames, names));
}

const load_before = load();
const folder = temporary_folder('benchmark');
const installed = await engines(folder);
const names = installed.map(({ name }) => name);
const programs = build_programs(folder);
const rows = await measure_all(installed, workloads_of(programs, folder, Number(option('--rounds', 25))));
const machine = `${os.cpus().length} processors, ${os.cpus()[0].model}`;
const heading = `Measured on ${names.join(', ')}; ${machine}; load average ${load_before} before and ${load()} behind.`;
const sizes = await measure_sizes(programs);
console.log(size_table(sizes));
if (process.argv.includes('--write')) write(rows, sizes, heading, names);
