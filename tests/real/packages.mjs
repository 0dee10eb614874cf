// Published packages: their glue is rewritten, and a program (programs/packages/NAME.mjs) must print the same with it as
// with the original, while the memory grows; also when it grows behind the glue's back, where the original fails.
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Report, heaplift_path, rewrite, temporary_folder } from './support.mjs';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const kHome = path.join(kRoot, 'tests/packages');
const kPrograms = path.join(kRoot, 'tests/real/programs/packages');
const kLinkedFrom = 1 << 16;  // bytes of files that are not copied but linked

const kPasses = ['growth-check', 'memory-methods'];

const found = (uses, made, parts, unknown, warnings) => ({ uses, made, parts, unknown, warnings });

// By program: the package, and what `heaplift views` finds in each file of glue. `uses` are uses of views, all of which
// are rewritten; `made` are arrays over a whole memory, as in the function that makes the views; `parts` are arrays over
// a part of it, fresh where they are made; `unknown` are arrays of which that cannot be told: each was read, and is a copy
// of something else; `warnings` are for accesses that stay as they are, each for a reason that
// stands behind it. `behind: N` also grows the memory in every Nth call from wasm, behind the glue's back.
export const kPackages = {
  sqljs: { package: 'sql.js', glue: { 'dist/sql-wasm.js': found(110, 10, 0, 10, 0) }, behind: 2 },
  draco3d: { package: 'draco3d', glue: { 'draco_decoder_nodejs.js': found(26, 8, 0, 4, 0), 'draco_encoder_nodejs.js': found(27, 8, 0, 4, 0) }, behind: 2 },
  // not behind the glue's back: it copies through `Module[name]`, where no tool can tell that this is a view
  canvaskit: { package: 'canvaskit-wasm', glue: { 'bin/canvaskit.js': found(242, 10, 7, 11, 0) } },
  pyodide: { package: 'pyodide', glue: { 'pyodide.asm.mjs': found(1078, 10, 0, 52, 0) }, behind: 2 },
  // its warnings: views in an object that compares sizes before each use, beside the glue's own views
  sqlite: { package: '@sqlite.org/sqlite-wasm', glue: { 'dist/node.mjs': found(88, 10, 0, 30, 22) }, behind: 2 },
  ffmpeg: { package: '@ffmpeg/core', glue: { 'dist/umd/ffmpeg-core.js': found(201, 10, 0, 14, 0) }, behind: 2 },
  // not behind the glue's back: C++ hands views of its data to JavaScript and goes on using them
  zxing: { package: 'zxing-wasm', glue: { 'dist/es/full/index.js': found(54, 8, 0, 3, 0) } },
  // not behind the glue's back: other files of the package use its `Module.HEAPU8`
  mupdf: { package: 'mupdf', glue: { 'dist/mupdf-wasm.js': found(35, 10, 0, 4, 0) } },
  quickjs: { package: '@jitl/quickjs-ng-wasmfile-release-sync', glue: { 'dist/emscripten-module.mjs': found(36, 10, 0, 4, 0) } },
  box2d: { package: 'box2d-wasm', glue: { 'dist/umd/Box2D.js': found(15, 8, 0, 6, 0) }, behind: 2 },
  viz: { package: '@viz-js/viz', glue: { 'dist/viz.js': found(102, 8, 0, 9, 0) }, behind: 2 },
};

// Installs what tests/packages/package-lock.json pins, unless it is there.
function install() {
  execFileSync(path.join(kRoot, 'scripts/npm_install.sh'), [kHome], { stdio: ['ignore', 'ignore', 'inherit'] });
}

const original = (entry) => path.join(kHome, 'node_modules', entry.package);

// What the program prints over the package in `folder`; a failed run prints a line that no good run has.
async function run(entry, folder, grow_behind = 0) {
  const options = { maxBuffer: 1 << 26, timeout: 300000, env: { ...process.env, GROW_BEHIND: String(grow_behind) } };
  return promisify(execFile)(process.execPath, [path.join(kPrograms, `${entry.program}.mjs`), folder], options).then(
    ({ stdout }) => stdout,
    (error) => `${error.stdout}exit ${error.code ?? error.signal}: ${error.stderr?.slice(-2000)}`);
}

const memory_sizes = (log) => [...log.matchAll(/^memory.*: (\d+)$/gm)].map((match) => Number(match[1]));
const without_sizes = (log) => log.replace(/^memory.*\n/gm, '');

function copy_package(from, to) {
  fs.cpSync(from, to, { recursive: true, filter: (file) => {
    const linked = fs.statSync(file).size > kLinkedFrom && !/\.[cm]?js$/.test(file) && !fs.statSync(file).isDirectory();
    if (linked) fs.symlinkSync(file, path.join(to, path.relative(from, file)));
    return !linked;
  } });
}

// A copy of the package in which `pass` rewrote the glue. A second rewrite of it must change nothing.
function rewritten_copy(entry, folder, pass, report) {
  const copy = path.join(folder, pass, entry.program);
  copy_package(original(entry), copy);
  for (const glue of Object.keys(entry.glue)) {
    const file = path.join(copy, glue);
    const before = fs.readFileSync(file, 'utf8');
    const after = rewrite(file, ['-p', pass, '--quiet']);
    fs.writeFileSync(file, after);
    report.check(after !== before, `${glue} ${pass}: nothing was rewritten`);
    report.check(rewrite(file, ['-p', pass, '--quiet']) === after, `${glue} ${pass}: a second rewrite changes something`);
  }
  return copy;
}

/** What `heaplift views` finds in a file. */
export function counts_of(file) {
  const found = spawnSync(heaplift_path(), ['views', '--json', file], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const { views, arrays } = JSON.parse(found.stdout).files[0];
  const with_verdict = (verdict) => arrays.filter((array) => array.verdict === verdict).length;
  return {
    uses: views.reduce((sum, view) => sum + view.uses, 0),
    made: with_verdict('view'),
    parts: with_verdict('range'),
    unknown: with_verdict('unknown'),
    warnings: found.stderr.match(/: warning: /g)?.length ?? 0,
  };
}

function check_counts(entry, report) {
  for (const [glue, expected] of Object.entries(entry.glue)) {
    report.equal(JSON.stringify(counts_of(path.join(original(entry), glue))), JSON.stringify(expected), `${glue}: found`);
  }
}

async function check_growth_behind(entry, copies, expected, report) {
  const plain = without_sizes(await run(entry, original(entry), entry.behind));
  report.check(plain !== without_sizes(expected), `${entry.package}: the original stands growth behind its back, too`);
  for (const [pass, copy] of copies) {
    report.equal(without_sizes(await run(entry, copy, entry.behind)), without_sizes(expected),
      `${entry.package} ${pass}: behaves differently when the memory grows behind its back`);
  }
}

// All checks of one package. `folder` is for temporary files.
async function check_package(entry, folder, report) {
  check_counts(entry, report);
  const expected = await run(entry, original(entry));
  const sizes = memory_sizes(expected);
  report.check(sizes.at(-1) > sizes[0], `${entry.package}: the original failed, or its memory did not grow: ${expected.slice(-2000)}`);
  const copies = kPasses.map((pass) => [pass, rewritten_copy(entry, folder, pass, report)]);
  for (const [pass, copy] of copies) {
    report.equal(await run(entry, copy), expected, `${entry.package} ${pass}: behaves differently`);
  }
  if (entry.behind) await check_growth_behind(entry, copies, expected, report);
}

function packages_folder() {
  const folder = temporary_folder('packages');
  for (const pass of kPasses) {
    fs.mkdirSync(path.join(folder, pass));
    fs.symlinkSync(path.join(kHome, 'node_modules'), path.join(folder, pass, 'node_modules'));
  }
  return folder;
}

/** Checks the packages of these programs, one after the other, and prints a summary. */
export async function check_packages(name, programs) {
  heaplift_path();
  install();
  const report = new Report(name);
  const folder = packages_folder();
  for (const program of programs) {
    const entry = { program, ...kPackages[program] };
    await report.guard(entry.package, () => check_package(entry, folder, report));
    fs.rmSync(path.join(folder, kPasses[0], program), { recursive: true, force: true });
    fs.rmSync(path.join(folder, kPasses[1], program), { recursive: true, force: true });
  }
  report.finish();
}
