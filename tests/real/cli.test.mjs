// The command line as users meet it: every flag, exit code and error of the real binary, on real files.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Report, has_command, heaplift_path, temporary_folder } from './support.mjs';

const kHeaplift = heaplift_path();
const kFolder = temporary_folder('cli');
const kIsRoot = process.getuid() === 0;
const report = new Report('cli');

const kStale = 'var wasmMemory = new WebAssembly.Memory({ initial: 1 });\nvar HEAP8;\nfunction f(p) {\n  return HEAP8[p];\n}\n';
const kClean = 'function f(p) {\n  return p;\n}\n';
const kBroken = 'var HEAP8;\nfunction f( {\n  return HEAP8[;\n}\n';

/** An empty folder with the given files. */
function folder_with(files) {
  const folder = fs.mkdtempSync(path.join(kFolder, 'case-'));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

function heaplift(cwd, flags, { input = '', env = {}, stdio } = {}) {
  const done = spawnSync(kHeaplift, flags, { cwd, input, stdio, env: { ...process.env, ...env }, maxBuffer: 1 << 28 });
  const text = (bytes) => (bytes ? bytes.toString() : '');
  return { code: done.status, out: text(done.stdout), err: text(done.stderr), bytes: done.stdout };
}

/** Runs heaplift and checks its exit code; `err` is a text or pattern of standard error, by default empty. */
function expect(what, cwd, flags, code, { err = /^$/, ...options } = {}) {
  const done = heaplift(cwd, flags, options);
  report.check(done.code === code, `${what}: exit code ${done.code}, expected ${code}\n${done.err}`);
  const matches = typeof err === 'string' ? done.err.includes(err) : err.test(done.err);
  report.check(matches, `${what}: standard error is\n${done.err}expected ${err}`);
  return done;
}

const read = (folder, name) => fs.readFileSync(path.join(folder, name), 'utf8');
const write = (folder, name, text) => fs.writeFileSync(path.join(folder, name), text);
const names = (folder) => fs.readdirSync(folder).sort().join(' ');

/** What heaplift makes of a text, as a filter. */
function rewritten(text, flags = []) {
  const done = heaplift(kFolder, ['rewrite', ...flags], { input: text });
  if (done.code !== 0) throw new Error(done.err);
  return done.out;
}

const kSafe = rewritten(kStale);
report.check(kSafe !== kStale && kSafe.includes('hl_load_i8(p)'), 'the sample is rewritten');
report.equal(rewritten(kSafe), kSafe, 'a second run changes nothing');

async function streams() {
  const folder = folder_with({ 'a.js': kStale });
  report.equal(expect('file', folder, ['rewrite', 'a.js'], 0).out, kSafe, 'a file to standard output');
  report.equal(expect('dash', folder, ['rewrite', '-'], 0, { input: kStale }).out, kSafe, 'standard input by name');
  report.equal(expect('-o -', folder, ['rewrite', '-o', '-', 'a.js'], 0).out, kSafe, 'standard output by name');
  report.equal(expect('empty', folder, ['rewrite'], 0).out, '', 'empty input');
  const odd = Buffer.from('\ufeff// a \r\n// é 𝒳\rvar a = "\\u0000";');
  report.check(expect('bytes', folder, ['rewrite'], 0, { input: odd }).bytes.equals(odd), 'bytes are kept');
  report.equal(read(folder, 'a.js'), kStale, 'the input is left alone');
  expect('bad UTF-8', folder, ['rewrite'], 2, { input: Buffer.from([0x61, 0xff]), err: '<stdin>: error: invalid UTF-8 at offset 1' });
  expect('name of stdin', folder, ['rewrite', '--stdin-filename', 'x.js'], 2, { input: kBroken, err: /^x\.js:\d+:\d+: error: /m });
}

async function output_file() {
  const folder = folder_with({ 'a.js': kStale, 'old.js': 'old', 'dir/x.js': '' });
  report.equal(expect('-o', folder, ['rewrite', 'a.js', '-o', 'b.js'], 0).out, '', '-o prints nothing');
  report.equal(read(folder, 'b.js'), kSafe, '-o writes');
  const mode = fs.statSync(path.join(folder, 'b.js')).mode & 0o777;
  report.equal(mode, 0o666 & ~process.umask(), '-o: mode of a new file');
  fs.chmodSync(path.join(folder, 'old.js'), 0o640);
  expect('-o over', folder, ['rewrite', 'a.js', '--output', 'old.js'], 0);
  report.equal(fs.statSync(path.join(folder, 'old.js')).mode & 0o777, 0o640, '-o: mode of an old file');
  expect('-o itself', folder, ['rewrite', 'a.js', '-o', 'a.js'], 0);
  report.equal(read(folder, 'a.js'), kSafe, '-o onto the input');
  expect('-o /dev/null', folder, ['rewrite', 'a.js', '-o', '/dev/null'], 0);
  report.check(fs.statSync('/dev/null').isCharacterDevice(), '/dev/null is still a device');
  expect('-o folder', folder, ['rewrite', 'a.js', '-o', 'dir'], 2, { err: "cannot write 'dir': Is a directory" });
  expect('-o nowhere', folder, ['rewrite', 'a.js', '-o', 'no/b.js'], 2, { err: /'no\/b\.js': No such file or directory/ });
  fs.symlinkSync('gone.js', path.join(folder, 'link.js'));
  expect('-o to a dangling link', folder, ['rewrite', 'a.js', '-o', 'link.js'], 2, { err: "cannot write 'link.js'" });
  fs.unlinkSync(path.join(folder, 'link.js'));
  report.equal(names(folder), 'a.js b.js dir old.js', '-o: no temporary files');
}

async function output_folder() {
  const folder = folder_with({ 'a.js': kStale, 'lib/a.js': kClean, 'b.js': kClean });
  const absolute = path.join(folder, 'b.js');
  expect('--out-dir', folder, ['rewrite', '--out-dir', 'out/deep', 'a.js', './lib/a.js', absolute], 0);
  report.equal(read(folder, 'out/deep/a.js'), kSafe, '--out-dir: changed');
  report.equal(read(folder, 'out/deep/lib/a.js'), kClean, '--out-dir: unchanged, in a folder');
  report.equal(read(folder, 'out/deep/b.js'), kClean, '--out-dir: absolute');
  expect('collision', folder, ['rewrite', '--out-dir', 'new', 'a.js', path.join(folder, 'lib/a.js')], 2,
    { err: "would both be written to 'new/a.js'" });
  report.check(!fs.existsSync(path.join(folder, 'new')), 'collision: nothing is made');
  expect('onto inputs', folder, ['rewrite', '--out-dir', '.', 'a.js'], 2, { err: 'use --in-place' });
  expect('onto another input', folder, ['rewrite', '--out-dir', 'lib', 'a.js', 'lib/a.js'], 2, { err: "'lib/a.js' is an input" });
  expect('stdin', folder, ['rewrite', '--out-dir', 'in', '--stdin-filename', 's.js'], 0, { input: kStale });
  report.equal(read(folder, 'in/s.js'), kSafe, '--out-dir: standard input');
  expect('no folder', folder, ['rewrite', '--out-dir', 'a.js/x', 'b.js'], 2, { err: 'cannot create the folder' });
  report.equal(read(folder, 'a.js'), kStale, '--out-dir leaves the inputs alone');
}

async function in_place() {
  for (const flag of ['-i', '--in-place', '-w', '--write']) {
    const folder = folder_with({ 'a.js': kStale, 'b.js': kClean, 'target/c.js': kStale });
    fs.chmodSync(path.join(folder, 'a.js'), 0o751);
    fs.symlinkSync('target/c.js', path.join(folder, 'link.js'));
    const before = fs.statSync(path.join(folder, 'b.js'));
    report.equal(expect(flag, folder, ['rewrite', flag, 'a.js', 'b.js', 'link.js'], 0).out, '', `${flag} prints nothing`);
    report.equal(read(folder, 'a.js'), kSafe, `${flag} replaces`);
    report.equal(fs.statSync(path.join(folder, 'a.js')).mode & 0o7777, 0o751, `${flag} keeps the mode`);
    const after = fs.statSync(path.join(folder, 'b.js'));
    report.check(after.ino === before.ino && after.mtimeMs === before.mtimeMs, `${flag} does not write what is unchanged`);
    report.check(fs.lstatSync(path.join(folder, 'link.js')).isSymbolicLink(), `${flag} keeps a link`);
    report.equal(read(folder, 'target/c.js'), kSafe, `${flag} replaces a link's target`);
    report.equal(names(folder) + names(path.join(folder, 'target')), 'a.js b.js link.js targetc.js', `${flag}: no temporary files`);
  }
  if (kIsRoot) await owner_is_kept();
  else await permissions_count();
}

async function owner_is_kept() {
  const folder = folder_with({ 'a.js': kStale });
  fs.chownSync(path.join(folder, 'a.js'), 12, 34);
  fs.chmodSync(path.join(folder, 'a.js'), 0o4755);
  expect('owner', folder, ['rewrite', '-i', 'a.js'], 0);
  const { uid, gid, mode } = fs.statSync(path.join(folder, 'a.js'));
  report.equal(`${uid} ${gid} ${(mode & 0o7777).toString(8)}`, '12 34 4755', 'owner and mode are kept');
}

async function permissions_count() {
  const folder = folder_with({ 'a.js': kStale, 'closed/b.js': kStale });
  fs.chmodSync(path.join(folder, 'a.js'), 0o444);
  expect('read-only', folder, ['rewrite', '-i', 'a.js'], 2, { err: "cannot write 'a.js': Permission denied" });
  report.equal(read(folder, 'a.js'), kStale, 'a read-only file is left alone');
  fs.chmodSync(path.join(folder, 'closed'), 0o555);
  expect('closed folder', folder, ['rewrite', '-i', 'closed/b.js'], 2, { err: /closed\/b\.js': Permission denied/ });
  fs.chmodSync(path.join(folder, 'closed'), 0o755);
  fs.chmodSync(path.join(folder, 'a.js'), 0o000);
  expect('unreadable', folder, ['rewrite', 'a.js'], 2, { err: "cannot read 'a.js': Permission denied" });
}

async function check_and_diff() {
  const files = { 'a.js': kStale, 'lib/b ü.js': `${kStale}// no newline`, 'c.js': kClean };
  const folder = folder_with(files);
  const all = Object.keys(files);
  report.equal(expect('--check', folder, ['rewrite', '--check', ...all], 1).out, 'a.js\nlib/b ü.js\n', '--check lists');
  report.equal(expect('--check', folder, ['rewrite', '--check', 'c.js'], 0).out, '', '--check: nothing to do');
  report.equal(expect('--check', folder, ['rewrite', '--check'], 1, { input: kStale }).out, '<stdin>\n', '--check of stdin');
  const patch = expect('--diff', folder, ['rewrite', '--diff', ...all], 0).out;
  report.equal(expect('both', folder, ['rewrite', '--check', '--diff', ...all], 1).out, patch, '--check --diff');
  for (const name of all) report.equal(read(folder, name), files[name], `${name} is left alone`);
  expect('color', folder, ['rewrite', '--diff', '--color', 'always', 'a.js'], 0);
  if (!has_command('git')) return;
  const git = spawnSync('git', ['apply', '-'], { cwd: folder, input: patch });
  report.equal(git.stderr.toString(), '', 'git apply');
  expect('after git apply', folder, ['rewrite', '--check', ...all], 0);
}

async function several_passes() {
  const folder = folder_with({ 'a.js': `${kStale}// end` });
  const both = expect('two passes', folder, ['rewrite', '-p', 'growth-check,memory-methods', 'a.js'], 0).out;
  const one = rewritten(`${kStale}// end`, ['-p', 'growth-check']);
  report.equal(both, rewritten(one, ['-p', 'memory-methods']), 'passes are applied one after the other');
  const patch = expect('their patch', folder, ['rewrite', '-p', 'growth-check', '-p', 'memory-methods', '--diff', 'a.js'], 0).out;
  if (has_command('git')) {
    spawnSync('git', ['apply', '-'], { cwd: folder, input: patch });
    report.equal(read(folder, 'a.js'), both, 'the patch of two passes');
  }
  report.check(rewritten(kStale, ['-p', 'memory-methods']).includes('load8_s('), 'memory-methods');
  report.check(rewritten(kStale, ['-p', 'memory-methods', '--names', 'js']).includes('loadInt8('), '--names js');
}

async function rewrite_options() {
  const folder = folder_with({ 'a.js': kStale });
  const bare = rewritten(kStale, ['--runtime', 'none']);
  report.check(bare.includes('hl_load_i8(p)') && !bare.includes('function hl_'), '--runtime none');
  report.check(rewritten(kStale, ['--prefix', 'my_']).includes('my_load_i8(p)'), '--prefix');
  const renamed = 'var mem = new WebAssembly.Memory({ initial: 1 });\nvar B = new Uint8Array(mem.buffer);\nf(B[1]);\n';
  for (const type of ['u8', 'HEAPU8']) {
    report.check(rewritten(renamed, ['--memory', 'mem', '--view', `B=${type}`]).includes('hl_load_u8(1)'), `--view B=${type}`);
  }
  expect('--verify', folder, ['rewrite', '--verify', '--check', 'a.js'], 1);
  expect('--verify', folder, ['rewrite', '--verify', '-p', 'memory-methods', '--prefix', 'q_'], 0, { input: kStale });
  expect('--stats', folder, ['rewrite', '--stats', '--out-dir', 'o', 'a.js'], 0,
    { err: 'heaplift: 1 file, 1 changed, 1 access rewritten\n' });
}

async function jobs() {
  const files = {};
  for (let i = 0; i < 60; i++) files[`f${i}.js`] = i % 3 ? `${kStale}f(${i});\n` : `eval("x");\n${kStale}`;
  const folder = folder_with(files);
  const results = ['1', '2', '16'].map((n) => {
    const done = heaplift(folder, ['rewrite', '-j', n, '--diff', '--stats', ...Object.keys(files)]);
    report.equal(done.code, 0, `-j ${n}`);
    return done.out + done.err;
  });
  report.check(results[0].length > 10000 && results.every((text) => text === results[0]), '-j does not change what is printed');
  expect('-j -i', folder, ['rewrite', '-qj8', '-i', ...Object.keys(files)], 0);
  expect('-j --check', folder, ['rewrite', '-q', '--check', ...Object.keys(files)], 0);
}

async function all_or_nothing() {
  const files = { 'a.js': kStale, 'bad.js': kBroken, 'c.js': kStale };
  const folder = folder_with(files);
  const unparsable = expect('unparsable', folder, ['rewrite', '-i', 'a.js', 'bad.js', 'c.js'], 2, { err: /^bad\.js:\d+:\d+: error: /m });
  report.check(/\n.*HEAP8|\nfunction/.test(unparsable.err) && unparsable.err.includes('^'), 'the source line and a caret are shown');
  expect('missing', folder, ['rewrite', '-i', 'a.js', 'gone.js', 'c.js'], 2,
    { err: /^heaplift: error: cannot read 'gone\.js': No such file or directory\n$/ });
  expect('missing', folder, ['rewrite', '--out-dir', 'out', 'a.js', 'gone.js'], 2, { err: 'gone.js' });
  expect('missing', folder, ['rewrite', '-o', 'o.js', 'gone.js'], 2, { err: 'gone.js' });
  report.equal(expect('unparsable', folder, ['rewrite', 'bad.js'], 2, { err: 'bad.js:' }).out, '', 'nothing is printed');
  report.equal(expect('--check', folder, ['rewrite', '--check', 'a.js', 'bad.js'], 2, { err: 'bad.js:' }).out, '', '--check with an error');
  // A file that cannot be written (its temporary file's name is too long) leaves the others alone, too.
  const long = `${'x'.repeat(250)}.js`;
  write(folder, long, kStale);
  expect('unwritable', folder, ['rewrite', '-i', 'a.js', long, 'c.js'], 2, { err: 'File name too long' });
  fs.unlinkSync(path.join(folder, long));
  for (const name of Object.keys(files)) report.equal(read(folder, name), files[name], `${name} is left alone`);
  report.equal(names(folder), 'a.js bad.js c.js', 'nothing else was made');
}

async function unreadable_inputs() {
  const folder = folder_with({ 'dir/a.js': kStale });
  fs.mkdirSync(path.join(folder, 'empty'));
  expect('folder', folder, ['rewrite', 'empty'], 2, { err: "no JavaScript files in the folder 'empty'" });
  report.equal(expect('folder', folder, ['rewrite', 'dir'], 0).out, kSafe, 'a folder with one file');
  spawnSync('mkfifo', [path.join(folder, 'pipe')]);
  expect('pipe', folder, ['rewrite', 'pipe'], 2, { err: "cannot read 'pipe': it is a pipe" });
  expect('device', folder, ['rewrite', '/dev/null'], 2, { err: 'no ordinary file' });
  fs.writeFileSync(path.join(folder, 'huge'), '');
  fs.truncateSync(path.join(folder, 'huge'), 5 * 2 ** 30);
  expect('huge', folder, ['rewrite', 'huge'], 2, { err: "cannot read 'huge': it is too large" });
  expect('empty name', folder, ['rewrite', ''], 2, { err: "cannot read '': No such file or directory" });
  const closed = fs.openSync(folder, 'r');
  expect('folder as stdin', folder, ['rewrite'], 2, { stdio: [closed, 'pipe', 'pipe'], err: 'cannot read standard input: Is a directory' });
  fs.closeSync(closed);
}

async function messages() {
  const folder = folder_with({ 'w.js': `eval("x");\n${kStale}`, 'bad.js': kBroken });
  const warning = /w\.js:\d+:\d+: warning: /;
  expect('warning', folder, ['rewrite', '--check', 'w.js'], 1, { err: warning });
  expect('--quiet', folder, ['rewrite', '--check', '--quiet', 'w.js'], 1);
  expect('-v', folder, ['rewrite', '--check', '-v', 'w.js'], 1, { err: warning });
  expect('errors in spite of -q', folder, ['rewrite', '-q', 'bad.js'], 2, { err: 'error: ' });
  const plain = /^[^\x1b]+$/;
  expect('auto', folder, ['rewrite', 'bad.js'], 2, { err: plain });
  expect('always', folder, ['rewrite', '--color', 'always', 'bad.js'], 2, { err: /\x1b\[/ });
  expect('never', folder, ['rewrite', '--color=never', 'bad.js'], 2, { err: plain });
  colors_of_terminals(folder);
}

/** `script` gives heaplift a terminal. */
function colors_of_terminals(folder) {
  if (!has_command('script')) return;
  const on_terminal = (env) =>
    spawnSync('script', ['-qec', `"${kHeaplift}" rewrite bad.js`, '/dev/null'],
      { cwd: folder, env: { ...process.env, TERM: 'xterm', NO_COLOR: '', ...env } }).stdout.toString();
  if (!on_terminal({}).includes('error')) return;
  report.check(on_terminal({}).includes('\x1b['), 'colours on a terminal');
  report.check(!on_terminal({ NO_COLOR: '1' }).includes('\x1b['), 'NO_COLOR');
  report.check(!on_terminal({ TERM: 'dumb' }).includes('\x1b['), 'TERM=dumb');
}

async function usage_errors() {
  const folder = folder_with({ 'a.js': kStale, 'b.js': kStale });
  const usage = (flags, err) => report.equal(expect(flags.join(' '), folder, flags, 2, { err }).out, '', flags.join(' '));
  usage([], 'a command is missing');
  usage(['rewite'], "did you mean 'rewrite'?");
  usage(['rewrite', '--in-plcae', 'a.js'], "unknown option '--in-plcae'; did you mean '--in-place'?");
  usage(['rewrite', '-p', 'growth-chek', 'a.js'], "unknown pass 'growth-chek'; did you mean 'growth-check'?");
  usage(['rewrite', 'a.js', 'b.js'], 'several files');
  usage(['rewrite', '-o', 'x.js', 'a.js', 'b.js'], 'one input file');
  usage(['rewrite', '-i'], 'needs files');
  usage(['rewrite', '-i', '--check', 'a.js'], 'write nothing');
  usage(['rewrite', '--view', 'X', 'a.js'], 'NAME=TYPE');
  usage(['rewrite', '-j', 'x', 'a.js'], '--jobs');
  usage(['explain'], 'name of one pass');
  usage(['explain', 'growth-chck'], "did you mean 'growth-check'?");
  usage(['passes', 'x'], "unexpected argument 'x'");
  report.equal(read(folder, 'a.js') + read(folder, 'b.js'), kStale + kStale, 'usage errors change nothing');
}

async function other_commands() {
  const folder = folder_with({ 'a.js': kStale, 'c.js': kClean, 'bad.js': kBroken });
  report.check(/^heaplift \d+\.\d+\.\d+\n$/.test(expect('--version', folder, ['--version'], 0).out), '--version');
  report.check(expect('--help', folder, ['--help'], 0).out.includes('rewrite'), '--help');
  for (const command of ['rewrite', 'views', 'lint', 'explain', 'runtime']) {
    report.check(expect(command, folder, [command, '--help'], 0).out.includes(`heaplift ${command} `), `${command} --help has examples`);
  }
  const passes = expect('passes', folder, ['passes'], 0).out.trim().split('\n').map((line) => line.split(/\s+/)[0]);
  report.check(passes.includes('growth-check') && passes.includes('memory-methods'), 'passes');
  for (const pass of passes) {
    report.check(expect('explain', folder, ['explain', pass], 0).out.includes(pass), `explain ${pass}`);
    write(folder, `${pass}.js`, expect('runtime', folder, ['runtime', '-p', pass], 0).out);
    report.equal(spawnSync(process.execPath, ['--check', `${pass}.js`], { cwd: folder }).status, 0, `runtime of ${pass} is JavaScript`);
  }
  const named = expect('runtime', folder, ['runtime', '--prefix', 'my_', '--memory', 'Module.mem'], 0).out;
  report.check(named.includes('my_load_i8') && named.includes('Module.mem') && !named.includes('hl_'), 'names of the runtime');
  views_of(folder);
}

function views_of(folder) {
  const text = expect('views', folder, ['views', 'a.js', 'c.js'], 0).out;
  report.check(/^a\.js\n[^]*HEAP8 +Int8Array[^]*wasmMemory[^]*^c\.js\n/m.test(text), `views: ${text}`);
  const { files } = JSON.parse(expect('views --json', folder, ['views', '--json', 'a.js', 'c.js'], 0).out);
  report.equal(files.map((file) => file.file).join(), 'a.js,c.js', 'views --json: files');
  const [view] = files[0].views;
  report.equal(`${view.name} ${view.type} ${view.memory} ${view.uses}`, 'HEAP8 i8 wasmMemory 1', 'views --json: a view');
  report.equal(`${view.line}:${view.column}`, '4:10', 'views --json: its place');
  report.equal(JSON.parse(expect('views', folder, ['views', '--json'], 0).out).files[0].file, '<stdin>', 'views of standard input');
  expect('views', folder, ['views', 'bad.js'], 2, { err: 'bad.js:' });
  expect('views', folder, ['views', 'gone.js'], 2, { err: "cannot read 'gone.js'" });
}

/** The exit code when the reader of standard output goes away after `bytes`. */
function with_closed_pipe(cwd, flags, bytes) {
  return new Promise((resolve) => {
    const child = spawn(kHeaplift, flags, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let err = '';
    child.stderr.on('data', (chunk) => (err += chunk));
    if (bytes === 0) child.stdout.destroy();
    else child.stdout.once('data', () => child.stdout.destroy());
    child.on('close', (code, signal) => resolve(`${signal ?? code} ${err}`));
  });
}

async function closed_streams() {
  const folder = folder_with({ 'a.js': `${kStale}// ${'x'.repeat(1 << 20)}\n` });
  for (const bytes of [0, 1]) {
    report.equal(await with_closed_pipe(folder, ['rewrite', 'a.js'], bytes), '0 ', 'a closed pipe is no error');
  }
  const shell = (script) => {
    const done = spawnSync('sh', ['-c', script], { cwd: folder, env: { ...process.env, HL: kHeaplift } });
    return `${done.status} ${done.stderr}`;
  };
  report.equal(shell('"$HL" rewrite a.js >/dev/full'), '2 heaplift: error: cannot write standard output: No space left on device\n', 'a full disk');
  report.equal(shell('"$HL" rewrite a.js >&-'), '2 heaplift: error: cannot write standard output: Bad file descriptor\n', 'no standard output');
  report.equal(shell('"$HL" rewrite <&-'), '2 heaplift: error: cannot read standard input: Bad file descriptor\n', 'no standard input');
  report.equal(shell('"$HL" rewrite -i a.js >&- 2>&- <&-'), '0 ', 'no standard streams');
  report.check(read(folder, 'a.js').includes('hl_load_i8(p)'), 'no standard streams: the file is right');
}

const kGroups = [streams, output_file, output_folder, in_place, check_and_diff, several_passes, rewrite_options, jobs,
  all_or_nothing, unreadable_inputs, messages, usage_errors, other_commands, closed_streams];
for (const group of kGroups) await report.guard(group.name, group);
report.finish();
