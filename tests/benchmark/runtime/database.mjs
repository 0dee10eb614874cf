// Imports a database into one or more forms of sql.js in this process, interleaved, and prints the median milliseconds.
//
// Usage: node database.mjs CONFIG.json, {forms: {name: file of the glue}, wasm, rounds}. Prints {workload: {form: ms}}.

import fs from 'node:fs';
import { createRequire } from 'node:module';

import { in_turns } from './measure.mjs';

const { forms, wasm, rounds } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const require = createRequire(import.meta.url);
const wasmBinary = fs.readFileSync(wasm);

const kRows = 4000;

/** Rows go in one by one, the file comes out, is opened again and is read row by row: strings and bytes pass both ways. */
function import_database(SQL) {
  const start = performance.now();
  const db = new SQL.Database();
  db.run('CREATE TABLE t (id INTEGER, name TEXT, weight REAL, data BLOB); BEGIN');
  const insert = db.prepare('INSERT INTO t VALUES (?, ?, ?, ?)');
  const bytes = new Uint8Array(64).fill(7);
  for (let i = 0; i < kRows; i++) insert.run([i, `a name of some length, number ${i}`, i / 7, bytes]);
  insert.free();
  db.run('COMMIT');
  const copy = new SQL.Database(db.export());
  const each = copy.prepare('SELECT * FROM t');
  let length = 0;
  while (each.step()) length += each.get()[1].length;
  each.free();
  db.close();
  copy.close();
  if (length < kRows * 30) throw new Error('rows are missing');
  return performance.now() - start;
}

const names = Object.keys(forms);
const instances = {};
for (const name of names) instances[name] = await require(forms[name])({ wasmBinary });
const times = in_turns(names, rounds, (name) => import_database(instances[name]));
console.log(JSON.stringify({ 'sql.js import': times }));
