// Programs from outside: all of test262-parser-tests, which cover the grammar of JavaScript. As they are they hold no
// views, so no pass may change a byte of them; those that the grammar takes for wrong are listed, with the reason, in
// test262_unparsed.txt. With accesses to views spliced around them they are rewritten or refused with a place; the
// result must be JavaScript in node's opinion whenever the input is, hold the program's text, and stay as it is in a
// second run.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { Report, heaplift_path, skip, temporary_folder } from './support.mjs';

const kHere = path.dirname(fileURLToPath(import.meta.url));
const kPrograms = path.join(kHere, '../node_modules/test262-parser-tests/pass');
const kUnparsed = path.join(kHere, 'test262_unparsed.txt');
const kPasses = ['growth-check', 'memory-methods'];

// What is put before and behind a program. A directive stays one only where nothing stands before it.
const kSplices = {
  around: ['HEAP8[p] += f();\n', '\n;HEAPU8.set(a, g());\n'],
  behind: ['', '\n;x = HEAP32[f() >> 2]++, HEAPF64[i] ||= g();\n'],
  unfinished: ['x = HEAP8[q]\n', '\nHEAPU16.subarray(f(), b)\n'],
  in_function: ['function outer(p) {\nreturn HEAP8[p]\n', '\n;HEAP8[f()] = HEAP16[g()]--;\n}\n'],
  in_block: ['{ var y = HEAPU8[f()]\n', '\n;[HEAP8[f()]] = a }\n'],
};
// Why a program may be refused although the grammar understands it.
const kRefusals = [/`with`/];
// Behind an unfinished statement these go on with it, and the result is something that only node's parser takes
// (`f(x) = 1`, an HTML-like comment behind an expression); with parentheses that belong to a call from then on.
const kContinues = /^(\s|\/\*[^]*?\*\/|\/\/.*)*(\(|<!--|\/=)/;

if (!vm.SourceTextModule) {
  const flags = ['--experimental-vm-modules', '--no-warnings', fileURLToPath(import.meta.url)];
  process.exit(spawnSync(process.execPath, flags, { stdio: 'inherit' }).status ?? 1);
}
const kHeaplift = heaplift_path();
if (!fs.existsSync(kPrograms)) skip(`${kPrograms} is missing`);
// Each file is synced to the disk: thousands of them take long on a busy one, but no time in memory.
if (fs.existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm';
const kFolder = temporary_folder('inputs');
const report = new Report('inputs');
const counts = [];

/** name → text, of a list with a name and a reason on each line. */
function read_list(file) {
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.split(' ')[0], line.slice(line.indexOf(' ')).trim()]));
}

const is_module = (name) => name.endsWith('.module.js');

function parses(name, text) {
  try {
    is_module(name) ? new vm.SourceTextModule(text) : new vm.Script(text);
    return true;
  } catch {
    return false;
  }
}

/** Runs heaplift over the programs (name → text), all in one go, and calls `read(folder, done)` before they go away. */
function run_on(programs, pass, flags, read) {
  const folder = fs.mkdtempSync(path.join(kFolder, 'case-'));
  for (const [name, text] of programs) fs.writeFileSync(path.join(folder, name), text);
  const done = spawnSync(kHeaplift, ['rewrite', '-p', pass, ...flags, ...programs.keys()], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  const result = read(folder, done);
  fs.rmSync(folder, { recursive: true });
  return result;
}

/** The outputs and messages by name. */
function rewrite_all(programs, pass) {
  return run_on(programs, pass, ['--out-dir', 'out'], (folder, done) => {
    report.check(done.status === 0 || done.status === 2, `${pass}: exit ${done.signal ?? done.status}\n${done.stderr.slice(-2000)}`);
    const written = done.status === 0 ? [...programs.keys()] : [];
    const outputs = written.map((name) => [name, fs.readFileSync(path.join(folder, 'out', name), 'utf8')]);
    return { outputs: new Map(outputs), messages: messages_in(done.stderr) };
  });
}

/** What a run over results would change, by name. */
function changed_again(outputs, pass) {
  return run_on(outputs, pass, ['--check', '--quiet'], (_, done) => {
    report.check(done.status === 0 || done.status === 1, `${pass}, second run: exit ${done.signal ?? done.status}\n${done.stderr.slice(-2000)}`);
    return done.stdout.split('\n').filter(Boolean);
  });
}

/** name → `{severity, text}`, the first error of a file or else its first warning. */
function messages_in(printed) {
  const messages = new Map();
  for (const [, name, severity, text] of printed.matchAll(/^(\S+\.js):\d+:\d+: (error|warning): (.*)$/gm)) {
    if (messages.get(name)?.severity !== 'error' && (severity === 'error' || !messages.has(name))) messages.set(name, { severity, text });
  }
  const unplaced = printed.match(/^.*(internal error|heaplift: error).*$/m);
  report.check(!unplaced, unplaced?.[0]);
  return messages;
}

function check_plain(programs, pass, unparsed) {
  const { outputs, messages } = rewrite_all(programs, pass);
  for (const [name, text] of programs) report.check(outputs.get(name) === text, `${name}, ${pass}: changed`);
  for (const [name, { text }] of messages) report.check(unparsed.has(name), `${name}: not in test262_unparsed.txt: ${text}`);
  for (const name of unparsed.keys()) report.check(messages.has(name), `${name}: in test262_unparsed.txt, but it parses`);
}

/** Whether `output` holds `program`, in one piece or with something inserted at one place. */
function holds(output, program) {
  if (output.includes(program)) return true;
  for (let k = 0; k < program.length && output.startsWith(program.slice(0, k)); k++) {
    if (output.includes(program.slice(k), k)) return true;
  }
  return false;
}

const continues = (splice, program) => !kSplices[splice][0].match(/^$|;\n$/) && kContinues.test(program);

function check_refusals(refused, pass, splice, unparsed, inputs, programs) {
  for (const [name, { text }] of refused) {
    const known = unparsed.has(name) || kRefusals.some((reason) => reason.test(text)) || continues(splice, programs.get(name));
    report.check(known || !parses(name, inputs.get(name)), `${name}, ${pass}, ${splice}: refused (${text}):\n${inputs.get(name)}`);
  }
}

function check_result(name, pass, splice, input, output, program, unparsed) {
  const what = `${name}, ${pass}, ${splice}`;
  const shown = `\n${input}\n  became\n${output}`;
  report.check(output !== input || unparsed.has(name) || !parses(name, input), `${what}: not rewritten${shown}`);
  report.check(continues(splice, program) || holds(output, program), `${what}: the program is not in the result${shown}`);
  report.check(!parses(name, input) || parses(name, output), `${what}: the result is not JavaScript${shown}`);
}

function check_spliced(programs, pass, splice, unparsed) {
  const [before, behind] = kSplices[splice];
  const inputs = new Map([...programs].map(([name, text]) => [name, before + text + behind]));
  const refused = new Map([...rewrite_all(inputs, pass).messages].filter(([, message]) => message.severity === 'error'));
  check_refusals(refused, pass, splice, unparsed, inputs, programs);
  const accepted = new Map([...inputs].filter(([name]) => !refused.has(name)));
  const { outputs } = rewrite_all(accepted, pass);
  for (const [name, output] of outputs) check_result(name, pass, splice, inputs.get(name), output, programs.get(name), unparsed);
  const good = new Map([...outputs].filter(([name]) => parses(name, inputs.get(name))));
  for (const name of changed_again(good, pass)) report.check(false, `${name}, ${pass}, ${splice}: a second run changes\n${good.get(name)}`);
  counts.push(`${pass} ${splice} ${accepted.size} rewritten (${good.size} JavaScript), ${refused.size} refused`);
}

const names = fs.readdirSync(kPrograms).filter((name) => name.endsWith('.js')).sort();
const programs = new Map(names.map((name) => [name, fs.readFileSync(path.join(kPrograms, name), 'utf8')]));
const unparsed = read_list(kUnparsed);
report.check(programs.size > 1900, `only ${programs.size} programs in ${kPrograms}`);
for (const pass of kPasses) {
  check_plain(programs, pass, unparsed);
  counts.push(`${pass} plain ${programs.size}`);
  for (const splice of Object.keys(kSplices)) check_spliced(programs, pass, splice, unparsed);
}
console.log(`inputs: ${counts.join('; ')}; ${unparsed.size} beyond the grammar`);
report.finish();
