// What is measured: {script, memory, forms, config} each, for a script beside this file.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { kEmccEnvironment } from '../../real/emcc.mjs';
import { has_command } from '../../real/support.mjs';
import { forms_of, write_forms } from './forms.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

export const sqljs_file = (name) => createRequire(import.meta.url).resolve(`sql.js/dist/${name}`);

// Without growth of memory, emcc 3.1.6 leaves views plain where there are threads.
const kFlags = ['-O1', '-sMODULARIZE', '-sEXPORT_NAME=create_program'];
const kThreadFlags = { shared: ['-pthread'], unshared: [] };

/** Builds program.c in `folder`: {shared, unshared}, the files of the glue. Undefined without emcc. */
export function build_programs(folder) {
  if (!has_command('emcc')) return console.error('left out: what emcc builds, for it is not installed (apt install emscripten)');
  return Object.fromEntries(Object.entries(kThreadFlags).map(([memory, flags]) => {
    const script = path.join(folder, `${memory}.js`);
    execFileSync('emcc', [here('program.c'), '-o', script, ...kFlags, ...flags], { env: kEmccEnvironment });
    return [memory, script];
  }));
}

/** The kernels' text as the body of a function of `memory` and `add`, in each form. */
function kernel_forms(folder) {
  const file = path.join(folder, 'glue.js');  // a function: the text is the body of one
  fs.writeFileSync(file, `function glue(memory, add) {\n${fs.readFileSync(here('glue.js'), 'utf8')}\n}\n`);
  return Object.fromEntries(Object.entries(forms_of(file)).map(([name, text]) => [name, `${text}\nreturn glue(memory, add);`]));
}

function program_workloads(programs, folder, rounds) {
  return Object.entries(programs).map(([memory, file]) => ({
    script: 'program.mjs',
    memory,
    forms: write_forms(file, path.join(folder, `${memory}-forms`)),
    config: { wasm: file.replace(/\.js$/, '.wasm'), rounds },
  }));
}

export function workloads_of(programs, folder, rounds) {
  const database = sqljs_file('sql-wasm-debug.js');
  const kernels = kernel_forms(folder);
  return [
    ...['shared', 'unshared'].map((memory) =>
      ({ script: 'kernels.mjs', memory, forms: kernels, config: { shared: memory === 'shared', rounds } })),
    {
      script: 'database.mjs',
      memory: 'unshared',
      forms: write_forms(database, path.join(folder, 'sqljs-forms')),
      config: { wasm: database.replace(/\.js$/, '.wasm'), rounds: Math.ceil(rounds / 2) },
    },
    ...(programs ? program_workloads(programs, folder, rounds) : []),
  ];
}
