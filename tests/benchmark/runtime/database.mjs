// Imports a database into one or more forms of sql.js in this process, interleaved, and prints the median milliseconds.
//
// Usage: node database.mjs CONFIG.json, {forms: {name: file of the glue}, wasm, rounds}. Prints {workload: {form: ms}}.

import fs from 'node:fs';
import { createRequire } from 'node:module';

const { forms, wasm, rounds } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const require = createRequire(import.meta.url);
const wasmBinary = fs.readFileSync(wasm);
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

const kRows = 4000;

/** Rows go in one by one, the file comes out, is opened again and is read row by row: strings and bytes pass both ways. */
function import_database(SQL) {
  const start = process.hrtime.bigint();
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
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const names = Object.keys(forms);
const instances = {};
for (const name of names) instances[name] = await require(forms[name])({ wasmBinary });
const times = Object.fromEntries(names.map((name) => [name, []]));
for (let round = -3; round < rounds; round++) {
  for (const name of names) {
    const each = import_database(instances[name]);
    if (round >= 0) times[name].push(each);
  }
}
console.log(JSON.stringify({ 'sql.js import': Object.fromEntries(names.map((name) => [name, median(times[name])])) }));
