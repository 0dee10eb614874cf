// Builds a program by emcc with a set of flags, as it is and with heaplift in one of two ways, and runs it in node.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { kPasses } from './emcc_rows.mjs';
import { heaplift_path } from './support.mjs';

const kHere = fileURLToPath(new URL('.', import.meta.url));
const kSource = path.join(kHere, 'programs/growth_everywhere.c');
const execute = promisify(execFile);

const kCommonFlags = ['-sALLOW_MEMORY_GROWTH', '-sMEMORY_GROWTH_GEOMETRIC_STEP=0', '-sEXIT_RUNTIME'];
const kThreadFlags = ['-pthread', '-sPTHREAD_POOL_SIZE=2', '-Wno-pthreads-mem-growth'];
const kTargets = { script: 'program.js', factory: 'program.js', module: 'program.mjs' };

// What emcc 3.1.6 needs around it. It finds its JavaScript modules by NODE_PATH, and passes flags to Closure that
// today's no longer takes.
export const kEmccEnvironment = {
  ...process.env,
  NODE_PATH: process.env.NODE_PATH || '/usr/share/nodejs',
  EM_CLOSURE_COMPILER: path.join(kHere, '../node_modules/.bin/google-closure-compiler'),
};

// The glue of emcc 3.1.6 takes node's `fetch` for a browser's.
const kRunEnvironment = { ...process.env, NODE_OPTIONS: '--no-experimental-fetch' };

const quote = (word) => `'${word.replaceAll("'", "'\\''")}'`;

/** The command for `--js-transform` by `pass`. */
export const transform_by = (pass) => `${quote(heaplift_path())} rewrite -i -p ${pass}`;

export const title_of = (row) => row.flags + (row.threads ? ' -pthread' : '');

function emcc_flags(row) {
  const high = row.high ? ['-DHIGH_POINTERS'] : [];
  return [...kCommonFlags, ...(row.threads ? kThreadFlags : []), ...high, ...row.flags.split(' ')];
}

// Lines that a worker prints in node must be there when the main thread ends the process.
function print_at_once(target) {
  const file = path.join(target, 'print.js');
  fs.writeFileSync(file, "Module['print'] = (text) => require('fs').writeSync(1, text + '\\n');\n");
  return ['--pre-js', file];
}

// Builds as `build` does; gives what emcc and heaplift said, too.
async function link(row, target, pass, { print = true } = {}) {
  fs.mkdirSync(target, { recursive: true });
  const script = path.join(target, kTargets[row.output ?? 'script']);
  const transform = pass ? ['--js-transform', transform_by(pass)] : [];
  const flags = [...(print ? print_at_once(target) : []), ...emcc_flags(row), ...transform];
  const options = { env: kEmccEnvironment, maxBuffer: 1 << 26 };
  const { stderr } = await execute('emcc', [kSource, '-o', script, ...flags], options);
  return { script, stderr };
}

/** Builds the program of `row` in the new folder `target` and returns the path of its script. Without
 * `print`, for a browser. */
export const build = async (...args) => (await link(...args)).script;

/** Copies a build and rewrites its script, which is a second build rewritten after the link. */
export async function rewrite_build(script, target, pass) {
  fs.cpSync(path.dirname(script), target, { recursive: true });
  const copy = path.join(target, path.basename(script));
  const worker = copy.replace(/\.m?js$/, '.worker.js');
  const files = [copy, ...(fs.existsSync(worker) ? [worker] : [])];
  await execute(heaplift_path(), ['rewrite', '-i', '--verify', '-p', pass, ...files]);
  return copy;
}

// As an ES module, glue of emcc 3.1.6 uses names that node has only in scripts, and looks for files by URL.
const kStarts = {
  factory: ['start.cjs', "require('./program.js')();\n"],
  module: ['start.mjs', `import { fileURLToPath } from 'node:url';
import create from './program.mjs';
await create({ locateFile: (name) => fileURLToPath(new URL(name, import.meta.url)) });
`],
};
const kModuleNames = 'globalThis.__dirname = __dirname; globalThis.require = require;\n';

// The arguments of node that run the program of `row`.
function start_of(row, script) {
  if (!row.output) return [script];
  const [start, names] = [kStarts[row.output][0], 'names.cjs'].map((file) => path.join(path.dirname(script), file));
  fs.writeFileSync(start, kStarts[row.output][1]);
  if (row.output !== 'module') return [start];
  fs.writeFileSync(names, kModuleNames);
  return ['--require', names, start];
}

/** Runs a build; returns what it printed, with a line that begins with `js exit` where it failed. */
export async function run(row, script) {
  return execute(process.execPath, start_of(row, script), { env: kRunEnvironment, timeout: 60000 }).then(
    ({ stdout }) => stdout,
    (error) => `${error.stdout}js exit ${error.code ?? error.signal}: ${error.stderr}`);
}

const lines_of = (who, log) =>
  log.split('\n').filter((line) => line.startsWith(`${who} `)).map((line) => line.slice(who.length + 1)).join('\n');

/** What JavaScript, and what C, did or saw in a run: {js, c}. */
export const sides_of = (log) => ({ js: lines_of('js', log), c: lines_of('c', log) });

/** Whether a run was right to its end, or where it went wrong. */
export function fault_of(log) {
  const { js, c } = sides_of(log);
  if (js === c) return js.endsWith('done') ? '' : `it ended early: ${log.slice(-300)}`;
  const [seen, wanted] = [js, c].map((lines) => lines.split('\n'));
  const at = seen.findIndex((line, i) => line !== wanted[i]);
  return `JavaScript: ${seen[at]?.slice(0, 300)}, C: ${wanted[at]}`;
}

// Emscripten's own checks that are left at accesses: calls, but not the functions that are called.
const checks_left = (script) =>
  (fs.readFileSync(script, 'utf8').match(/(?<!function )\bGROWABLE_HEAP_\w+\(\)/g) ?? []).length;

async function check_linked(report, row, plain, target, pass) {
  const script = await rewrite_build(plain, target, pass);
  report.equal(checks_left(script), 0, `${title_of(row)}: checks of emcc's are left`);
  await execute(heaplift_path(), ['rewrite', '--check', '-p', pass, script]);
  if (row.high) report.check(!kLargeMemory.test(await said_of(plain, pass)), `${title_of(row)} ${pass}: warns in vain`);
  return script;
}

// The warning that pointers over 2 GiB come out negative.
const kLargeMemory = /\.js:\d+:\d+: warning: the memory may exceed 2 GiB/;

const said_of = async (script, pass) =>
  (await execute(heaplift_path(), ['rewrite', '-p', pass, script], { maxBuffer: 1 << 26 })).stderr;

// `--js-transform` where Emscripten makes pointers unsigned after it: heaplift must say so.
async function check_warned(report, row, target, pass) {
  const { stderr } = await link(row, target, pass);
  report.check(kLargeMemory.test(stderr), `${title_of(row)} ${pass}: no warning of --js-transform: ${stderr}`);
}

/** Runs a row: the build as it is must go wrong, each rewritten one must be right. */
export async function check_row(report, row, folder, passes = row.passes ?? kPasses) {
  const title = title_of(row);
  const guard = (name, make) =>
    report.guard(`${title} ${name}`, async () => {
      report.equal(fault_of(await run(row, await make(path.join(folder, name)))), '', `${title} ${name}`);
    });
  await report.guard(title, async () => {
    const plain = await build(row, path.join(folder, 'plain'));
    report.check(fault_of(await run(row, plain)) !== '', `${title}: as it is, it went right; this proves nothing`);
    for (const pass of passes) await guard(`link ${pass}`, (target) => check_linked(report, row, plain, target, pass));
  });
  if (row.high) {
    for (const pass of kPasses) await check_warned(report, row, path.join(folder, `warned ${pass}`), pass);
  }
  if (row.without?.transform) return;
  for (const pass of passes) await guard(`transform ${pass}`, (target) => build(row, target, pass));
}

/** Calls `body(item, index)` for all items, as many at a time as there are processors. */
export async function in_parallel(items, body) {
  const open = [...items.entries()];
  const work = async () => {
    for (let next = open.shift(); next; next = open.shift()) await body(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: os.availableParallelism?.() ?? os.cpus().length }, work));
}
