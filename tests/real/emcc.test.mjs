// A few rows of emcc_rows.mjs by one pass, and that docs/emscripten.md lists all of them. UPDATE_DOCS=1 writes the
// table.
import fs from 'node:fs';
import path from 'node:path';
import { check_row, in_parallel } from './emcc.mjs';
import { kRows, table_lines } from './emcc_rows.mjs';
import { Report, has_command, heaplift_path, skip, temporary_folder } from './support.mjs';

const kPage = new URL('../../docs/emscripten.md', import.meta.url);
const kTable = /(?<=<!-- emcc -->\n)(\|.*\n)+/;

heaplift_path();
const report = new Report('emcc');
const page = fs.readFileSync(kPage, 'utf8');
const table = `${table_lines().join('\n')}\n`;
if (process.env.UPDATE_DOCS === '1') fs.writeFileSync(kPage, page.replace(kTable, () => table));
else report.equal(kTable.exec(page)?.[0], table, 'docs/emscripten.md: the table is not that of emcc_rows.mjs');
if (!has_command('emcc')) skip('emcc is not installed (apt install emscripten)');
const folder = temporary_folder('emcc');
await in_parallel(kRows.filter((row) => row.quick), (row, i) =>
  check_row(report, row, path.join(folder, `${i}`), ['growth-check']));
report.finish();
