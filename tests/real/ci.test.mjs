// heaplift in continuous integration: --format github as GitHub's runner reads it, the steps of action.yml in a checkout
// as the runner would run them, and the hooks of pre-commit. Where pre-commit is installed it runs them itself.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import YAML from 'yaml';
import { Report, has_command, heaplift_path, temporary_folder } from './support.mjs';

const kRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const kHeaplift = heaplift_path();
const kFolder = temporary_folder('ci');
const report = new Report('ci');

const kStale = 'var wasmMemory = new WebAssembly.Memory({ initial: 1 });\nvar HEAP8;\nfunction f(p) {\n  return HEAP8[p];\n}\n';
const kClean = 'function f(p) {\n  return p;\n}\n';
const kWarned = `eval("x");\n${kStale}`;
const kFinding = 'this file has not been rewritten by heaplift: 1 access to memory views can go wrong';

function checkout(files) {
  const folder = fs.mkdtempSync(path.join(kFolder, 'checkout-'));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

const read = (folder, name) => fs.readFileSync(path.join(folder, name), 'utf8');

function run(command, words, cwd, env = {}) {
  const done = spawnSync(command, words, { cwd, encoding: 'utf8', env: { ...process.env, ...env } });
  return { code: done.status, out: done.stdout, err: done.stderr, all: `${done.stdout}${done.stderr}` };
}

/** The annotations that GitHub's runner takes from a log: `::NAME KEY=VALUE,…::MESSAGE`, one a line. */
function annotations_of(log) {
  const decoded = (text, codes) => codes.reduce((out, [code, c]) => out.replaceAll(code, c), text);
  const data = [['%0D', '\r'], ['%0A', '\n']];
  const found = [];
  for (const line of log.split(/\r\n|\r|\n/)) {
    const parts = /^\s*::(error|warning|notice)(?: (.*?))?::(.*)$/.exec(line);
    if (!parts) continue;
    const properties = (parts[2] ?? '').split(',').filter(Boolean).map((part) => {
      const [, key, value] = /^(.*?)=(.*)$/s.exec(part);
      return [key, decoded(value, [...data, ['%3A', ':'], ['%2C', ','], ['%25', '%']])];
    });
    found.push({ kind: parts[1], ...Object.fromEntries(properties), message: decoded(parts[3], [...data, ['%25', '%']]) });
  }
  return found;
}

const line_of = ({ kind, file, line, col, message }) => `${kind} ${file} ${line}:${col} ${message}`;

async function github_format() {
  const odd = 'b,c: 100%25\n.js';
  const wide = kStale.replace('return', '/* 😀é */ return');
  const folder = checkout({ 'a.js': kStale, 'clean.js': kClean, 'w.js': kWarned, [odd]: wide, 'bad.js': 'var HEAP8;\nx = HEAP8[;\n' });
  const heaplift = (...words) => run(kHeaplift, ['rewrite', '--format', 'github', ...words], folder);
  const check = heaplift('--check', 'a.js', 'clean.js', odd);
  report.equal(`${check.code}\n${check.out}`, `1\na.js\n${odd}\n`, '--check still lists the files');
  const found = annotations_of(check.err);
  report.equal(found.map(line_of).join('\n'), `error a.js 4:10 ${kFinding}\nerror ${odd} 4:20 ${kFinding}`, '--check');
  report.equal(check.err.trim().split('\n').length, 2, 'nothing else is printed');
  report.check(found.every(({ title }) => title === 'heaplift'), 'the title');
  const warned = heaplift('--check', 'w.js');
  report.equal(annotations_of(warned.err).map(({ kind, line }) => `${kind} ${line}`).join(), 'warning 1,error 5', 'a warning');
  report.equal(annotations_of(heaplift('--check', '-q', 'w.js').err).length, 1, '--quiet');
  const bad = heaplift('--check', 'bad.js');
  report.check(bad.code === 2 && annotations_of(bad.err)[0]?.file === 'bad.js', `an error: ${bad.err}`);
  const gone = heaplift('--check', 'gone.js');
  report.equal(annotations_of(gone.err)[0]?.message, "cannot read 'gone.js': No such file or directory", 'an unreadable file');
  report.check(heaplift('a.js').out.includes('hl_load_i8(p)'), 'the result goes to standard output as ever');
  const other = run(kHeaplift, ['rewrite', '--format', 'xml', 'a.js'], folder);
  report.check(other.code === 2 && other.err.includes('--format'), 'another format');
}

/** Replaces `${{ … }}` as the runner does. */
const substituted = (text, context) =>
  text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, name) => context[name] ?? `(unknown: ${name})`);

/** Runs the steps of action.yml in `folder`; stops at the first that fails. */
function run_action(folder, inputs, env = {}) {
  const action = YAML.parse(fs.readFileSync(path.join(kRoot, 'action.yml'), 'utf8'));
  const context = { 'github.action_path': kRoot };
  for (const [name, { default: value, required }] of Object.entries(action.inputs)) {
    if (required && inputs[name] === undefined) throw new Error(`${name} is required`);
    context[`inputs.${name}`] = inputs[name] ?? value;
  }
  let all = '';
  for (const step of action.runs.steps) {
    report.equal(step.shell, 'bash', `the shell of '${step.name}'`);
    report.check(!step.run.includes('${{'), `'${step.name}' puts inputs into its script`);
    const output = path.join(kFolder, `output-${step.id}`);
    fs.writeFileSync(output, '');
    const words = Object.entries(step.env).map(([name, value]) => [name, substituted(String(value), context)]);
    // The runner's template for `shell: bash`.
    const script = path.join(kFolder, 'step.sh');
    fs.writeFileSync(script, step.run);
    const done = run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], folder,
      { ...env, ...Object.fromEntries(words), GITHUB_OUTPUT: output, RUNNER_TEMP: path.join(kFolder, 'runner') });
    all += done.all;
    if (done.code !== 0) return { code: done.code, all };
    for (const line of fs.readFileSync(output, 'utf8').split('\n').filter(Boolean)) {
      const [, name, value] = /^(.*?)=(.*)$/.exec(line);
      context[`steps.${step.id}.outputs.${name}`] = value;
    }
  }
  return { code: 0, all, heaplift: substituted(action.outputs.heaplift.value, context) };
}

const kBin = path.join(kFolder, 'bin');
fs.mkdirSync(kBin);
fs.symlinkSync(kHeaplift, path.join(kBin, 'heaplift'));
const kInstalled = { PATH: `${kBin}:${process.env.PATH}` };

async function action() {
  const files = { 'dist/a.js': kStale, 'dist/deep/er/b c.js': kStale, 'dist/clean.js': kClean, 'odd [1].js': kStale };
  const folder = checkout(files);
  const act = (inputs) => run_action(folder, { version: 'installed', ...inputs }, kInstalled);
  const check = act({ files: 'dist/**/*.js\nodd [1].js\n' });
  report.equal(check.code, 1, `check fails: ${check.all}`);
  report.equal(annotations_of(check.all).map(({ file }) => file).sort().join(), 'dist/a.js,dist/deep/er/b c.js,odd [1].js', 'check');
  report.equal(act({ files: 'dist/clean.js' }).code, 0, 'check of what is fine');
  const missing = act({ files: 'dist/clean.js\nno/*.js' });
  report.check(missing.code === 2 && annotations_of(missing.all)[0].message === "no file matches 'no/*.js'", missing.all);
  const rewritten = act({ files: 'dist/**/*.js', command: 'rewrite', args: '-p memory-methods\n --names  js' });
  report.equal(rewritten.code, 0, `rewrite: ${rewritten.all}`);
  for (const name of ['dist/a.js', 'dist/deep/er/b c.js']) report.check(read(folder, name).includes('.loadInt8('), `rewrite ${name}`);
  report.equal(read(folder, 'odd [1].js'), kStale, 'what was not named stays');
  report.check(act({ files: 'odd [1].js', command: 'views' }).all.includes('Int8Array'), 'another command');
  report.equal(act({ files: 'dist/clean.js', args: '$(touch made) `touch made` ;touch made' }).code, 2, 'arguments are no shell code');
  report.check(!fs.existsSync(path.join(folder, 'made')), 'arguments are no shell code');
  const none = run_action(folder, { files: 'dist/clean.js', version: 'installed' }, { PATH: '/usr/bin:/bin' });
  report.check(none.code === 2 && none.all.includes('no heaplift in PATH'), `no heaplift: ${none.all}`);
}

/** Each way to get heaplift: built by the action, and from npm, here a package that only calls the program. */
async function versions() {
  const folder = checkout({ 'a.js': kStale });
  if (kHeaplift === path.join(kRoot, 'build/release/heaplift')) {
    const built = run_action(folder, { files: 'a.js' });
    report.check(built.code === 1 && annotations_of(built.all).length === 1, `source: ${built.all}`);
  }
  if (!has_command('npm')) return;
  const made = checkout({ 'package.json': JSON.stringify({ name: 'heaplift', version: '9.9.9', bin: 'h.sh' }),
    'h.sh': `#!/bin/sh\nexec '${kHeaplift}' "$@"\n` });
  fs.chmodSync(path.join(made, 'h.sh'), 0o755);
  const packed = run('npm', ['pack', '--silent'], made);
  const done = run_action(folder, { files: 'a.js', version: `file:${path.join(made, packed.out.trim())}`, command: 'rewrite' });
  report.equal(done.code, 0, `npm: ${done.all}`);
  report.check(done.heaplift?.endsWith('/runner/heaplift/node_modules/.bin/heaplift'), `npm: ${done.heaplift}`);
  report.check(read(folder, 'a.js').includes('hl_load_i8(p)'), 'npm: the file is rewritten');
}

/** Runs a hook's entry on files, as pre-commit does for `language: script`. */
async function hooks() {
  const declared = YAML.parse(fs.readFileSync(path.join(kRoot, '.pre-commit-hooks.yaml'), 'utf8'));
  report.equal(declared.map(({ id }) => id).join(), 'heaplift-check,heaplift-rewrite', 'the hooks');
  const folder = checkout({ 'a.js': kStale, 'lib/b.mjs': kStale, 'c.js': kClean });
  const run_hook = (id, ...files) => {
    const hook = declared.find((each) => each.id === id);
    report.equal(`${hook.language} ${hook.types} ${hook.require_serial}`, 'script javascript true', id);
    const [script, ...words] = hook.entry.split(' ');
    return run(path.join(kRoot, script), [...words, ...files], folder, { HEAPLIFT: kHeaplift });
  };
  const check = run_hook('heaplift-check', 'a.js', 'lib/b.mjs', 'c.js');
  report.equal(`${check.code} ${check.out}`, '1 a.js\nlib/b.mjs\n', 'heaplift-check');
  report.equal(read(folder, 'a.js'), kStale, 'heaplift-check changes nothing');
  report.equal(run_hook('heaplift-check', 'c.js').code, 0, 'heaplift-check of what is fine');
  report.equal(run_hook('heaplift-rewrite', 'a.js', 'lib/b.mjs', 'c.js').all, '', 'heaplift-rewrite');
  for (const name of ['a.js', 'lib/b.mjs']) report.check(read(folder, name).includes('hl_load_i8(p)'), `heaplift-rewrite: ${name}`);
  report.equal(run_hook('heaplift-check', 'a.js', 'lib/b.mjs', 'c.js').code, 0, 'heaplift-check behind that');
  if (has_command('pre-commit') && has_command('git')) try_repository();
  else console.log('ci: no pre-commit: its hooks are run without it');
}

/** The same by pre-commit itself, from a repository with the files that the hooks need. */
function try_repository() {
  const git = (folder, ...words) => run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words], folder);
  const copies = ['.pre-commit-hooks.yaml', 'scripts/pre_commit.sh'];
  const hooks_folder = checkout(Object.fromEntries(copies.map((name) => [name, read(kRoot, name)])));
  fs.chmodSync(path.join(hooks_folder, copies[1]), 0o755);
  const folder = checkout({ 'a.js': kStale, 'notes.txt': kStale });
  for (const each of [hooks_folder, folder]) for (const words of [['init', '-q'], ['add', '.'], ['commit', '-qm', 'x']]) git(each, ...words);
  const try_hook = (id) => run('pre-commit', ['try-repo', hooks_folder, id, '--all-files', '--color', 'never'], folder,
    { HEAPLIFT: kHeaplift, PRE_COMMIT_HOME: path.join(kFolder, 'pre-commit') });
  const check = try_hook('heaplift-check');
  report.check(check.code === 1 && /Failed[^]*exit code: 1[^]*^a\.js$/m.test(check.out) && !check.out.includes('notes'), check.all);
  const rewriting = try_hook('heaplift-rewrite');
  report.check(rewriting.code === 1 && rewriting.out.includes('files were modified by this hook'), rewriting.all);
  const again = try_hook('heaplift-check');
  report.check(again.code === 0 && again.out.includes('Passed'), again.all);
  report.equal(read(folder, 'notes.txt'), kStale, 'only JavaScript is rewritten');
}

for (const group of [github_format, action, versions, hooks]) await report.guard(group.name, group);
report.finish();
