// Puts a build of sql.js through its paces and prints what it saw, one fact per line.
//
// Usage: node database.cjs GLUE MEGABYTES
// GLUE is the build (sql-wasm-debug.js, …); MEGABYTES of blobs go through one transaction whose pages all stay in
// memory, so that this much memory has to grow. Two builds that mean the same print the same.
'use strict';

const crypto = require('node:crypto');
const path = require('node:path');

const [glue, megabytes] = [path.resolve(process.argv[2]), Number(process.argv[3])];
const digest = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex').slice(0, 16);
const show = (title, value) => console.log(`${title}: ${JSON.stringify(value)}`);

// Bytes of every value, none of them zero by accident.
const pattern = (length, seed) => Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8) + seed) & 255);

function fill(db) {
  db.run('CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT, weight REAL)');
  db.run('CREATE TABLE blobs (id INTEGER PRIMARY KEY, word_id INTEGER, bytes BLOB)');
  const insert = db.prepare('INSERT INTO words (word, weight) VALUES ($word, $weight)');
  for (let i = 0; i < 3000; i++) insert.run({ $word: `wörd-${i}-${'🙂é'.repeat(i % 7)}`, $weight: i / 8 - 100 });
  insert.free();
}

function fill_blobs(db, megabytes) {
  const insert = db.prepare('INSERT INTO blobs (word_id, bytes) VALUES (?, ?)');
  const block = pattern(1 << 18, 1);
  for (let i = 0; i < 4 * megabytes; i++) {
    block[0] = i;
    insert.run([1 + (i * 37) % 3000, block]);
  }
  insert.free();
}

function blob_digests(db) {
  const all = crypto.createHash('sha256');
  const select = db.prepare('SELECT bytes FROM blobs ORDER BY id');
  while (select.step()) all.update(select.getBlob(0));
  select.free();
  return all.digest('hex').slice(0, 16);
}

function query(db) {
  show('join', db.exec(`SELECT w.word, count(*), sum(length(b.bytes)) FROM words w JOIN blobs b ON b.word_id = w.id
    GROUP BY w.id ORDER BY w.weight DESC LIMIT 5`));
  show('aggregate', db.exec('SELECT count(*), total(weight), min(weight), max(length(word)) FROM words')[0].values);
  const select = db.prepare('SELECT id, word, weight, NULL AS absent FROM words WHERE id % $step = 0 AND weight > $least');
  select.bind({ $step: 997, $least: -100.25 });
  while (select.step()) show('row', select.getAsObject());
  select.free();
  show('big integer', db.exec('SELECT 9007199254740991, -4611686018427387904, 1e300'));
}

// Calls from SQL back into JavaScript, whose arguments and results go through the memory.
function call_back(db) {
  db.create_function('reversed', (text) => [...text].reverse().join(''));
  db.create_function('inverted', (bytes) => bytes.map((byte) => byte ^ 255));
  db.create_aggregate('longest', {
    init: () => '',
    step: (best, text) => (text.length > best.length ? text : best),
    finalize: (best) => best,
  });
  show('function', db.exec('SELECT reversed(word) FROM words WHERE id IN (1, 8, 3000)')[0].values);
  show('function of a blob', digest(db.exec('SELECT inverted(bytes) FROM blobs WHERE id = 2')[0].values[0][0]));
  show('aggregate function', db.exec('SELECT longest(word) FROM words')[0].values);
}

function fail(db) {
  for (const sql of ['SELECT * FROM nowhere', 'INSERT INTO words (id) VALUES (1)', 'SELEKT 1']) {
    try {
      db.exec(sql);
      show('no error', sql);
    } catch (error) {
      show('error', error.message);
    }
  }
}

function round_trip(SQL, db) {
  for (const length of [0, 1, 255, 100003]) {
    const bytes = pattern(length, length);
    const back = db.exec('SELECT ? AS bytes, length(?)', [bytes, bytes])[0].values[0];
    show('blob', [length, back[1], digest(bytes) === digest(back[0] ?? [])]);
  }
  const bytes = db.export();
  show('export', [bytes.length, digest(bytes)]);
  const again = new SQL.Database(bytes);
  show('integrity', again.exec('PRAGMA integrity_check')[0].values);
  show('blobs', blob_digests(again));
  query(again);
  again.close();
}

async function main() {
  const SQL = await require(glue)({ locateFile: (name) => path.join(path.dirname(glue), name) });
  show('memory', SQL.HEAPU8.length);
  const db = new SQL.Database();
  db.run('PRAGMA cache_size = -400000');
  db.run('BEGIN');
  fill(db);
  fill_blobs(db, megabytes);
  show('memory', SQL.HEAPU8.length);
  show('modified', db.getRowsModified());
  show('blobs', blob_digests(db));
  query(db);
  call_back(db);
  db.run('COMMIT');
  fail(db);
  round_trip(SQL, db);
  db.close();
  show('memory', SQL.HEAPU8.length);
}

main().catch((error) => {
  console.log(`failed: ${error}`);
  console.error(error);
  process.exitCode = 1;
});
