// How large files of glue are in each form: bytes after terser, which shortens names of the top level, too.

import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';

import { minify } from 'terser';

import { forms_of, kNames } from './forms.mjs';
import { sqljs_file } from './workloads.mjs';

const version_of_emcc = () => /\d+\.\d+\.\d+/.exec(execFileSync('emcc', ['--version'], { encoding: 'utf8' }))[0];
const version_of_sqljs = () => createRequire(import.meta.url)('sql.js/package.json').version;

async function sizes_of(file, names) {
  const forms = forms_of(file, names);
  const sizes = {};
  for (const name of names) sizes[name] = Buffer.byteLength((await minify(forms[name], { toplevel: true })).code);
  return sizes;
}

/** Rows {title, sizes: {form: bytes}}; without `programs`, the builds of emcc, without theirs. */
export async function measure_sizes(programs) {
  // Glue that is minified already does not tell where Emscripten's check would be.
  const without_check = kNames.filter((name) => name !== 'Emscripten\'s check');
  const sqljs = `sql.js ${version_of_sqljs()}`;
  const files = [
    ...(programs ? [[`emcc ${version_of_emcc()}, \`-O1 -pthread\`, file system`, programs.shared, kNames]] : []),
    [`${sqljs}, \`sql-wasm-debug.js\``, sqljs_file('sql-wasm-debug.js'), kNames],
    [`${sqljs}, \`sql-wasm.js\``, sqljs_file('sql-wasm.js'), without_check],
  ];
  const rows = [];
  for (const [title, file, names] of files) rows.push({ title, sizes: await sizes_of(file, names) });
  return rows;
}
