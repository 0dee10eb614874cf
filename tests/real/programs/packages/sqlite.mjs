// @sqlite.org/sqlite-wasm: a database in memory with tens of megabytes of blobs, functions in JavaScript, and a
// serialized copy.
import { digest, load, random_numbers, show, show_memory } from './support.mjs';

const sqlite3 = await (await load('dist/node.mjs')).default({ print: () => {}, printErr: () => {} });
const database = new sqlite3.oo1.DB(':memory:');
const rows = (sql, bind) => database.exec({ sql, bind, returnValue: 'resultRows' });

function fill(count, size) {
  const random = random_numbers(3);
  const bytes = new Uint8Array(size);
  database.exec('CREATE TABLE blobs (id INTEGER PRIMARY KEY, name TEXT, weight REAL, bytes BLOB); BEGIN');
  const insert = database.prepare('INSERT INTO blobs (name, weight, bytes) VALUES (?, ?, ?)');
  for (let i = 0; i < count; i++) {
    for (let at = i % 7; at < size; at += 7) bytes[at] = random() * 256;
    insert.bind([`wörd ${i} 🙂`, random() * 100 - 50, bytes]).stepReset();
  }
  insert.finalize();
  database.exec('COMMIT');
}

show_memory('at first');
show('version', sqlite3.version.libVersion);
fill(320, 1 << 17);
show('aggregate', rows('SELECT count(*), total(length(bytes)), round(total(weight), 6), max(name) FROM blobs'));
show('blobs', digest(rows('SELECT bytes FROM blobs WHERE id % 40 = 0').map(([bytes]) => digest(bytes)).join()));
show('values', rows('SELECT ?, ?, ?, ?, ?', [1.5, 'grüße', null, 9007199254740991n, new Uint8Array([0, 255, 7])])
  .map((row) => row.map((value) => (typeof value === 'bigint' ? String(value) : value))));
database.createFunction('reversed', (context, text) => [...text].reverse().join(''));
database.createFunction('inverted', (context, bytes) => bytes.map((byte) => byte ^ 255));
database.createFunction({ name: 'product', xStep: (context, value) => (product *= value), xFinal: () => product });
let product = 1;
show('functions', rows('SELECT reversed(name), length(inverted(bytes)) FROM blobs LIMIT 3'));
show('bytes from a function', digest(rows('SELECT inverted(bytes) FROM blobs WHERE id = 5')[0][0]));
show('aggregate function', rows('SELECT product(id) FROM blobs WHERE id < 15'));
try {
  rows('SELECT * FROM nothing');
} catch (error) {
  show('error', error.message);
}
const serialized = sqlite3.capi.sqlite3_js_db_export(database);
show('serialized', [serialized.length, digest(serialized)]);
const copy = new sqlite3.oo1.DB();
const pointer = sqlite3.wasm.allocFromTypedArray(serialized);
show('deserialized', sqlite3.capi.sqlite3_deserialize(copy.pointer, 'main', pointer, serialized.length, serialized.length,
  sqlite3.capi.SQLITE_DESERIALIZE_FREEONCLOSE));
show('copied', copy.selectValue('SELECT total(length(bytes)) FROM blobs'));
copy.close();
sqlite3.wasm.scopedAllocCall(() => {
  const place = sqlite3.wasm.scopedAlloc(32);
  sqlite3.wasm.poke(place, -5, 'i32').poke(place + 8, 2.25, 'f64').poke(place + 16, -6n, 'i64').poke(place + 24, 300, 'i16');
  show('peeked', [sqlite3.wasm.peek32(place), sqlite3.wasm.peek64f(place + 8), String(sqlite3.wasm.peek64(place + 16)),
    sqlite3.wasm.peek8(place + 24), sqlite3.wasm.cstrToJs(sqlite3.wasm.scopedAllocCString('ein Wörtchen'))]);
});
database.close();
show_memory('at last');
