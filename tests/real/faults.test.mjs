// `-i` when things go wrong: a full disk, a folder that cannot be written, a kill in the middle, links, files without
// a write bit, a folder that goes away. The file is then as it was or wholly rewritten, and no temporary file is left
// (but by a kill, beside the file).
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Report, has_command, heaplift_path, temporary_folder } from './support.mjs';

const kHeaplift = heaplift_path();
const kFolder = temporary_folder('faults');
const kIsRoot = process.getuid() === 0;
const kKills = 40;
const report = new Report('faults');
const counts = {};

const kAccess = 'function f(p) {\n  return HEAP8[p] += HEAPU32[p >> 2];\n}\n';
const kSmall = kAccess;
const kBig = kAccess.repeat(4000);

const count = (what, n = 1) => (counts[what] = (counts[what] ?? 0) + n);
const names = (folder) => fs.readdirSync(folder).sort().join(' ');
const is_temporary = (name) => name.includes('.heaplift-');

function folder_with(files) {
  const folder = fs.mkdtempSync(path.join(kFolder, 'case-'));
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
  return folder;
}

function heaplift(cwd, flags, options = {}) {
  const done = spawnSync(kHeaplift, ['rewrite', ...flags], { cwd, encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  return { code: done.signal ?? done.status, out: done.stdout, err: done.stderr };
}

const rewritten_text = (text) => heaplift(kFolder, [], { input: text }).out;
const kSmallDone = rewritten_text(kSmall);
const kBigDone = rewritten_text(kBig);

/** All of `files` (name → text) are as they were, and nothing else is there. */
function check_untouched(what, folder, files) {
  report.equal(names(folder), Object.keys(files).sort().join(' '), `${what}: files`);
  for (const [name, text] of Object.entries(files)) report.check(fs.readFileSync(path.join(folder, name), 'utf8') === text, `${what}: ${name} is changed`);
}

/** A command line that runs without root's privileges, or null. */
function unprivileged(args) {
  if (!kIsRoot) return args;
  return has_command('setpriv') ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...args] : null;
}

/** As `heaplift`, without root's privileges. */
function heaplift_as_nobody(cwd, flags) {
  const [command, ...rest] = unprivileged([kHeaplift, 'rewrite', ...flags]);
  const done = spawnSync(command, rest, { cwd, encoding: 'utf8' });
  return { code: done.signal ?? done.status, err: done.stderr };
}

/** Runs `body` on a file system of `size` that is mounted for it; false when that is not allowed. */
function with_disk(size, body) {
  const disk = fs.mkdtempSync(path.join(kFolder, 'disk-'));
  const mounted = kIsRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk]).status === 0;
  if (!mounted) return false;
  try {
    body(disk);
  } finally {
    spawnSync('umount', [disk]);
  }
  return true;
}

function full_disk() {
  const kRoom = [0, 4096, 65536, kBig.length, kBigDone.length - 10 * 4096];
  const files = { 'a.js': kSmall, 'b.js': kBig, 'c.js': kSmall };
  const possible = kRoom.every((room) => with_disk(kBig.length + room + 3 * 4096, (disk) => {
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(disk, name), text);
    const done = heaplift(disk, ['-i', 'a.js', 'b.js', 'c.js']);
    report.check(done.code === 2 && done.err.includes('No space left on device'), `full disk, ${room} bytes: ${done.code} ${done.err}`);
    check_untouched(`full disk, ${room} bytes`, disk, files);
    report.equal(heaplift(disk, ['-o', 'new.js', 'b.js']).code, 2, 'full disk, -o');
    report.equal(heaplift(disk, ['--out-dir', 'a.js', 'b.js']).code, 2, 'full disk, a file as folder');
    check_untouched(`full disk, ${room} bytes, -o`, disk, files);
    count('full disk');
  }));
  if (!possible) console.log('faults: skipped: only root can mount a small disk');
}

function no_more_files() {
  const possible = with_disk('2m,nr_inodes=4', (disk) => {
    const files = { 'a.js': kSmall, 'b.js': kSmall };
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(disk, name), text);
    const done = heaplift(disk, ['-i', 'a.js', 'b.js']);
    report.check(done.code === 2 && done.err.includes('No space left'), `no inodes: ${done.code} ${done.err}`);
    check_untouched('no inodes', disk, files);
    count('full disk');
  });
  if (!possible) console.log('faults: skipped: only root can mount a disk with few files');
}

/** The process may write no more than this many bytes to a file. */
function size_limit() {
  for (const blocks of [0, 1, 64]) {
    const folder = folder_with({ 'a.js': kBig });
    const done = spawnSync('sh', ['-c', `ulimit -f ${blocks}; trap '' XFSZ; exec "$0" rewrite -i a.js`, kHeaplift], { cwd: folder, encoding: 'utf8' });
    report.check(done.status === 2 && done.stderr.includes('File too large'), `limit of ${blocks} blocks: ${done.signal ?? done.status} ${done.stderr}`);
    check_untouched(`limit of ${blocks} blocks`, folder, { 'a.js': kBig });
    count('size limit');
  }
}

function unwritable_folder() {
  if (!unprivileged([])) return console.log('faults: skipped: setpriv is missing');
  const files = { 'a.js': kSmall };
  fs.chmodSync(kFolder, 0o755);
  const folder = folder_with(files);
  fs.chmodSync(path.join(folder, 'a.js'), 0o666);
  fs.chmodSync(folder, 0o555);
  const done = heaplift_as_nobody(folder, ['-i', 'a.js']);
  report.check(done.code === 2 && done.err.includes('Permission denied'), `unwritable folder: ${done.code} ${done.err}`);
  check_untouched('unwritable folder', folder, files);
  fs.chmodSync(folder, 0o777);
  fs.chmodSync(path.join(folder, 'a.js'), 0o444);
  const refused = heaplift_as_nobody(folder, ['-i', 'a.js']);
  report.check(refused.code === 2 && refused.err.includes('Permission denied'), `no write bit: ${refused.code} ${refused.err}`);
  check_untouched('no write bit', folder, files);
  report.equal(fs.statSync(path.join(folder, 'a.js')).mode & 0o777, 0o444, 'no write bit: mode');
  fs.chmodSync(path.join(folder, 'a.js'), 0o222);
  const unreadable = heaplift_as_nobody(folder, ['-i', 'a.js']);
  report.check(unreadable.code === 2 && unreadable.err.includes('cannot read'), `no read bit: ${unreadable.code} ${unreadable.err}`);
  check_untouched('no read bit', folder, files);
  count('permissions', 3);
}

function links() {
  const folder = folder_with({ 'a.js': kSmall });
  fs.mkdirSync(path.join(folder, 'sub'));
  fs.chmodSync(path.join(folder, 'a.js'), 0o754);
  fs.symlinkSync('../a.js', path.join(folder, 'sub/link.js'));
  fs.symlinkSync('sub/link.js', path.join(folder, 'second.js'));
  const done = heaplift(folder, ['-i', 'second.js']);
  report.check(done.code === 0, `link: ${done.code} ${done.err}`);
  report.equal(fs.readFileSync(path.join(folder, 'a.js'), 'utf8'), kSmallDone, 'link: its target is rewritten');
  report.equal(fs.readlinkSync(path.join(folder, 'second.js')), 'sub/link.js', 'link: still a link');
  report.equal(fs.readlinkSync(path.join(folder, 'sub/link.js')), '../a.js', 'link: still a link');
  report.equal(fs.statSync(path.join(folder, 'a.js')).mode & 0o777, 0o754, 'link: mode');
  fs.symlinkSync('gone.js', path.join(folder, 'dangling.js'));
  fs.symlinkSync('loop.js', path.join(folder, 'loop.js'));
  for (const name of ['dangling.js', 'loop.js']) {
    report.equal(heaplift(folder, ['-i', name]).code, 2, name);
    report.check(fs.lstatSync(path.join(folder, name)).isSymbolicLink(), `${name}: still a link`);
  }
  report.equal(names(folder), 'a.js dangling.js loop.js second.js sub', 'link: files');
  report.equal(names(path.join(folder, 'sub')), 'link.js', 'link: files');
  count('links', 4);
}

/** The same file by two names must not be written twice. */
function same_file_twice() {
  const folder = folder_with({ 'a.js': kSmall });
  fs.symlinkSync('a.js', path.join(folder, 'link.js'));
  const done = heaplift(folder, ['-i', 'a.js', './a.js', 'link.js']);
  const text = fs.readFileSync(path.join(folder, 'a.js'), 'utf8');
  report.check(done.code === 0 ? text === kSmallDone : done.code === 2 && text === kSmall, `one file by two names: ${done.code} ${done.err}\n${text}`);
  report.equal(names(folder), 'a.js link.js', 'one file by two names: files');
  count('links');
}

/** Starts `-i` and ends it after a time; how it ended. */
async function killed(folder, signal, milliseconds) {
  const child = spawn(kHeaplift, ['rewrite', '-i', 'a.js', 'b.js'], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', (code, by) => resolve(by ?? code)));
  await sleep(milliseconds);
  child.kill(signal);
  return ended;
}

async function kill_in_the_middle(signal, whole_time) {
  const seen = { before: 0, between: 0, after: 0, temporary: 0 };
  for (let round = 0; round < kKills; round++) {
    const folder = folder_with({ 'a.js': kBig, 'b.js': kBig });
    const how = await killed(folder, signal, (0.3 + 0.8 * Math.random()) * whole_time);
    const done = ['a.js', 'b.js'].map((name) => state_of(path.join(folder, name)));
    const others = fs.readdirSync(folder).filter((name) => !['a.js', 'b.js'].includes(name));
    report.check(how === 0 || how === signal, `${signal}: ended with ${how}`);
    report.check(!done.includes('broken'), `${signal}: ${done}`);
    report.check(how !== 0 || done.join() === 'after,after', `${signal}: done, but ${done}`);
    report.check(others.every(is_temporary), `${signal}: left ${others}`);
    if (signal !== 'SIGKILL') {
      report.check(done[0] === done[1], `${signal}: ${done}`);
      report.equal(others.join(), '', `${signal}: no temporary file`);
    }
    seen[done[0] === done[1] ? done[0] : 'between']++;
    seen.temporary += others.length > 0;
    fs.rmSync(folder, { recursive: true });
  }
  count(`${signal} (${seen.before} before, ${seen.between} between, ${seen.after} after, ${seen.temporary} with a temporary file left)`, kKills);
}

function state_of(file) {
  const text = fs.readFileSync(file, 'utf8');
  return text === kBig ? 'before' : text === kBigDone ? 'after' : 'broken';
}

function time_of_run() {
  const folder = folder_with({ 'a.js': kBig, 'b.js': kBig });
  const start = performance.now();
  report.equal(heaplift(folder, ['-i', 'a.js', 'b.js']).code, 0, 'without a fault');
  report.equal(state_of(path.join(folder, 'b.js')), 'after', 'without a fault');
  return performance.now() - start;
}

/** Again for as long as heaplift puts files into the folder that is being emptied. */
function remove_folder(folder) {
  for (;;) {
    try {
      return fs.rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      if (error.code !== 'ENOTEMPTY') throw error;
    }
  }
}

/** The folder, or the file alone, goes away or turns into something else while heaplift works. */
async function disappearing(what, remove, whole_time) {
  for (let round = 0; round < kKills / 3; round++) {
    const folder = folder_with({});
    const inner = path.join(folder, 'inner');
    fs.mkdirSync(inner);
    for (const name of ['a.js', 'b.js']) fs.writeFileSync(path.join(inner, name), kBig);
    const child = spawn(kHeaplift, ['rewrite', '-i', 'inner/a.js', 'inner/b.js'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    let err = '';
    child.stderr.on('data', (chunk) => (err += chunk));
    const ended = new Promise((resolve) => child.on('close', (code, by) => resolve(by ?? code)));
    await sleep((0.3 + 0.8 * Math.random()) * whole_time);
    remove(folder, inner);
    const code = await ended;
    report.check(code === 0 || (code === 2 && /error: cannot (read|write|create)/.test(err)), `${what}: ${code} ${err}`);
    for (const file of fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.js'))) {
      const text_of = path.join(folder, file);
      if (fs.statSync(text_of).isFile()) report.check(state_of(text_of) !== 'broken', `${what}: ${file} is broken (${code} ${err})`);
    }
    const left = fs.readdirSync(folder, { recursive: true }).filter((name) => is_temporary(name));
    // Where the folder has moved to, heaplift cannot know.
    report.check(what === 'folder renamed' || left.length === 0, `${what}: left ${left} (${code} ${err})`);
    fs.rmSync(folder, { recursive: true, force: true });
    count(what);
  }
}

full_disk();
no_more_files();
size_limit();
unwritable_folder();
links();
same_file_twice();
const whole_time = time_of_run();
await kill_in_the_middle('SIGKILL', whole_time);
await kill_in_the_middle('SIGTERM', whole_time);
await kill_in_the_middle('SIGINT', whole_time);
await disappearing('folder removed', (_, inner) => remove_folder(inner), whole_time);
await disappearing('folder renamed', (folder, inner) => fs.renameSync(inner, path.join(folder, 'other')), whole_time);
await disappearing('file removed', (_, inner) => fs.rmSync(path.join(inner, 'a.js')), whole_time);
await disappearing('file became a folder', (_, inner) => {
  fs.rmSync(path.join(inner, 'a.js'));
  fs.mkdirSync(path.join(inner, 'a.js'));
}, whole_time);
console.log(`faults: ${Object.entries(counts).map(([what, n]) => `${what} ${n}`).join(', ')}`);
report.finish();
