// All rows of emcc_rows.mjs: sets of flags, each built as it is and with heaplift in both ways by both passes, and run.
// ROWS is a regular expression: only rows whose flags it matches.
import path from 'node:path';
import { check_row, in_parallel, title_of } from './emcc.mjs';
import { kRows } from './emcc_rows.mjs';
import { Report, has_command, heaplift_path, skip, temporary_folder } from './support.mjs';

heaplift_path();
if (!has_command('emcc')) skip('emcc is not installed (apt install emscripten)');
const folder = temporary_folder('emcc-matrix');
const report = new Report('emcc matrix');
const rows = kRows.filter((row) => new RegExp(process.env.ROWS ?? '').test(title_of(row)));
report.check(rows.length > 0, 'no row matches ROWS');
await in_parallel(rows, async (row, i) => {
  await check_row(report, row, path.join(folder, `${i}`));
  console.log(`run: ${title_of(row)}`);
});
report.finish();
