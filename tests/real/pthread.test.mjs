// Programs built by emcc whose memory grows under JavaScript's hands: in another thread (growth_by_thread.c) and
// inside the operands of an access (growth_in_operands.c). Each is built as it is, which must go wrong, and with
// heaplift as --js-transform, which must be right.
//
// With threads and growth emcc guards views itself, by a test of `wasmMemory.buffer` in the functions that its
// own pass calls. That test is taken out of all builds here: so the plain build has plain views, and a rewritten
// one is right by heaplift's work alone.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Report, has_command, heaplift_path, skip, temporary_folder } from './support.mjs';

const kPrograms = fileURLToPath(new URL('programs', import.meta.url));
const kPasses = ['growth-check', 'growth-check -O', 'memory-methods'];

const kThreadFlags = ['-pthread', '-sPTHREAD_POOL_SIZE=1', '-sALLOW_MEMORY_GROWTH', '-sEXIT_RUNTIME',
  '-Wno-pthreads-mem-growth'];
const kOperandFlags = ['-sALLOW_MEMORY_GROWTH', '-sMEMORY_GROWTH_GEOMETRIC_STEP=0', '-sEXIT_RUNTIME'];
const kModule = ['-sMODULARIZE', '-sEXPORT_NAME=create_program'];

const kBuilds = [
  { program: 'growth_by_thread', flags: ['-O0', ...kThreadFlags] },
  { program: 'growth_by_thread', flags: ['-O2', ...kThreadFlags] },
  { program: 'growth_by_thread', flags: ['-O3', ...kThreadFlags, ...kModule], modular: true },
  { program: 'growth_in_operands', flags: ['-O0', ...kOperandFlags] },
  { program: 'growth_in_operands', flags: ['-O2', ...kOperandFlags] },
  { program: 'growth_in_operands', flags: ['-O3', ...kOperandFlags, ...kModule], modular: true },
];

// Debian's emcc finds its JavaScript modules by NODE_PATH; what emcc 3.1.6 emits takes node's `fetch` for a browser's.
const kEnvironment = {
  ...process.env,
  NODE_PATH: process.env.NODE_PATH || '/usr/share/nodejs',
  NODE_OPTIONS: '--no-experimental-fetch',
};

const folder = temporary_folder('pthread');
const report = new Report('pthread');
const execute = promisify(execFile);

const quote = (word) => `'${word.replaceAll("'", "'\\''")}'`;

// Builds the program and returns the path of its script.
async function compile({ program, flags, modular }, name, pass) {
  const target = path.join(folder, name);
  fs.mkdirSync(target);
  const script = path.join(target, 'program.js');
  const transform = pass ? ['--js-transform', `${quote(heaplift_path())} rewrite -i -p ${pass}`] : [];
  const source = path.join(kPrograms, `${program}.c`);
  await execute('emcc', [source, '-o', script, ...flags, ...transform], { env: kEnvironment, maxBuffer: 1 << 26 });
  remove_emscripten_check(script, flags);
  if (!modular) return script;
  const start = path.join(target, 'start.js');
  fs.writeFileSync(start, "require('./program.js')();\n");
  return start;
}

// Makes the guard that emcc builds in do nothing.
function remove_emscripten_check(script, flags) {
  const text = fs.readFileSync(script, 'utf8');
  const pattern = /if\s*\(wasmMemory\.buffer\s*!==?\s*(buffer|HEAP8\.buffer)\)/g;
  const changed = text.replace(pattern, 'if (false)');
  if (flags.includes('-pthread') && changed === text && /GROWABLE_HEAP|growMemViews/.test(text)) {
    throw new Error('emcc guards views in a way that this test does not know');
  }
  fs.writeFileSync(script, changed);
}

async function run(script) {
  return execute(process.execPath, [script], { env: kEnvironment, timeout: 60000 }).then(
    ({ stdout }) => stdout,
    (error) => `${error.stdout}js exit ${error.code ?? error.signal}: ${error.stderr}`);
}

// The lines of a run that say what JavaScript, or what C, did.
const lines_of = (who, log) =>
  log.split('\n').filter((line) => line.startsWith(`${who} `)).map((line) => line.slice(who.length + 1)).join('\n');

const guarded_uses = (script) =>
  (fs.readFileSync(script, 'utf8').match(/(?<!function )\bGROWABLE_HEAP_\w+\(\)|\(growMemViews\(\),/g) ?? []).length;

async function check_plain(build, name, title) {
  const log = await run(await compile(build, `${name}-plain`));
  report.check(lines_of('js', log) !== lines_of('c', log), `${title}: plain views went right, so this proves nothing`);
}

// The program itself is right: plain views do when the memory need not grow.
async function check_without_growth(build, name, title) {
  const roomy = { ...build, flags: [...build.flags, '-sINITIAL_MEMORY=1GB'] };
  check_agreement(await run(await compile(roomy, `${name}-roomy`)), `${title} without growth`);
}

function check_agreement(log, title) {
  report.check(lines_of('c', log).split('\n').length > 10, `${title}: too little was printed: ${log.slice(-500)}`);
  report.equal(lines_of('js', log), lines_of('c', log), `${title}: JavaScript and C disagree`);
}

async function check_rewritten(build, name, title, pass) {
  const script = await compile(build, `${name}-${pass}`, pass);
  check_agreement(await run(script), title);
  const uses = guarded_uses(path.join(path.dirname(script), 'program.js'));
  report.equal(uses, 0, `${title}: emcc still found uses of views`);
}

async function check_build(build, index) {
  const title = `${build.program} ${build.flags[0]}`;
  const name = `${index}-${build.program}`;
  if (!build.modular) await report.guard(`${title} without growth`, () => check_without_growth(build, name, title));
  await report.guard(title, () => check_plain(build, name, title));
  for (const pass of kPasses) {
    await report.guard(`${title} ${pass}`, () => check_rewritten(build, name, `${title} ${pass}`, pass));
  }
}

heaplift_path();
if (!has_command('emcc')) skip('emcc is not installed (apt install emscripten)');
await Promise.all(kBuilds.map(check_build));
report.finish();
