// A published package, sql.js (SQLite for WebAssembly, and for asm.js by wasm2js): each of its builds must do the same
// after rewriting as before, while its memory grows. Runs programs/database.cjs on the original and on what each
// pass makes of it.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Report, heaplift_path, rewrite, skip, temporary_folder } from './support.mjs';

const kProgram = fileURLToPath(new URL('programs/database.cjs', import.meta.url));
const kAtLeast = 64 << 20;  // bytes that a growing memory must pass

const kPasses = [['-p', 'growth-check'], ['-p', 'growth-check', '-O'], ['-p', 'memory-methods'], ['-p', 'memory-methods', '--names', 'js']];

// `megabytes` go through the memory; `inner` are the ends of an asm.js module, whose own views stay as they are.
const kInner = ['new ArrayBuffer(22151168)', 'Object.create(Object.prototype'];
const kBuilds = [
  { glue: 'sql-wasm-debug.js', megabytes: 50, passes: kPasses },
  { glue: 'sql-wasm.js', megabytes: 50, passes: kPasses.slice(0, 3) },
  { glue: 'sql-asm-debug.js', megabytes: 2, passes: kPasses.slice(0, 3), inner: kInner },
  { glue: 'sql-asm-memory-growth.js', megabytes: 50, passes: kPasses.slice(0, 3), inner: kInner },
];

const folder = temporary_folder('sqljs');
const report = new Report('sqljs');

function package_folder() {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.js'));
  } catch {
    skip('sql.js is not installed (npm ci in tests/)');
  }
}

// What the database program prints with `glue`; a failed run prints a line that no good run has.
async function run(glue, megabytes) {
  const options = { maxBuffer: 1 << 26, timeout: 120000 };
  return promisify(execFile)(process.execPath, [kProgram, glue, String(megabytes)], options).then(
    ({ stdout }) => stdout,
    (error) => `${error.stdout}exit ${error.code ?? error.signal}: ${error.stderr?.slice(-2000)}`);
}

const memory_sizes = (log) => [...log.matchAll(/^memory: (\d+)$/gm)].map((match) => Number(match[1]));

function between(text, [first, last]) {
  const start = text.indexOf(first);
  const end = text.indexOf(last, start);
  if (start < 0 || end < 0) throw new Error(`no ${first} … ${last}`);
  return text.slice(start, end);
}

// Writes what `flags` make of the build into a folder of its own, beside a copy of its wasm.
function write_rewritten(dist, { glue, inner }, flags) {
  const title = `${glue} ${flags.join(' ')}`;
  const target = path.join(folder, flags.join('').replaceAll(/-+/g, '-'));
  const file = path.join(target, glue);
  fs.mkdirSync(target, { recursive: true });
  const wasm = glue.replace(/\.js$/, '.wasm');
  if (fs.existsSync(path.join(dist, wasm))) fs.copyFileSync(path.join(dist, wasm), path.join(target, wasm));

  const original = fs.readFileSync(path.join(dist, glue), 'utf8');
  const text = rewrite(path.join(dist, glue), flags);
  fs.writeFileSync(file, text);
  report.check(text !== original, `${title}: nothing was rewritten`);
  report.check(rewrite(file, flags) === text, `${title}: a second rewrite changes something`);
  if (inner) report.check(text.includes(between(original, inner)), `${title}: the asm.js module was changed`);
  return file;
}

async function check_build(dist, build) {
  const expected = await run(path.join(dist, build.glue), build.megabytes);
  const sizes = memory_sizes(expected);
  report.equal(sizes.length, 3, `${build.glue}: the original failed: ${expected.slice(-500)}`);
  if (build.megabytes > 10) {
    report.check(sizes[0] < kAtLeast && sizes[2] > kAtLeast, `${build.glue}: the memory did not grow: ${sizes}`);
  }
  for (const flags of build.passes) {
    const title = `${build.glue} ${flags.join(' ')}`;
    await report.guard(title, async () => {
      const file = write_rewritten(dist, build, flags);
      report.equal(await run(file, build.megabytes), expected, `${title}: behaves differently`);
    });
  }
}

heaplift_path();
const dist = package_folder();
await Promise.all(kBuilds.map((build) => check_build(dist, build)));
report.finish();
