// `heaplift lint` as users meet it: files and folders, formats, configuration, suppressions, baseline and --fix.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { Report, has_command, heaplift_path, temporary_folder } from './support.mjs';

const kHeaplift = heaplift_path();
const kFolder = temporary_folder('lint');
const kTests = fileURLToPath(new URL('..', import.meta.url));
const report = new Report('lint');

const kBad = 'var wasmMemory, HEAP32;\nHEAP32[p >> 1] = 1;\n';
const kGood = 'var wasmMemory, HEAP32;\nHEAP32[p >> 2] = 1;\n';
const kMessage = 'elements of `HEAP32` have 4 bytes: byte addresses are shifted by 2, not by 1';

/** An empty folder with the given files. */
function folder_with(files) {
  const folder = fs.mkdtempSync(path.join(kFolder, 'case-'));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

function lint(cwd, flags, { input = '', command = 'lint', env = {} } = {}) {
  const done = spawnSync(kHeaplift, [command, ...flags], {
    cwd, input, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, ...env },
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** Runs lint and checks its exit code and standard error, which is a text to contain or a pattern. */
function expect(what, cwd, flags, code, { err = /^$/, ...options } = {}) {
  const done = lint(cwd, flags, options);
  report.check(done.code === code, `${what}: exit code ${done.code}, expected ${code}\n${done.out}${done.err}`);
  const matches = typeof err === 'string' ? done.err.includes(err) : err.test(done.err);
  report.check(matches, `${what}: standard error is\n${done.err}expected ${err}`);
  return done;
}

/** The files that lint looked at. */
function files_of(cwd, flags) {
  const done = lint(cwd, ['--format', 'json', ...flags]);
  return done.code > 1 ? done.err : JSON.parse(done.out).files.map(({ file }) => file).join(' ');
}

const read = (folder, name) => fs.readFileSync(path.join(folder, name), 'utf8');

function exit_codes() {
  const folder = folder_with({ 'bad.js': kBad, 'good.js': kGood, 'broken.js': 'HEAP8[;\n' });
  report.equal(expect('good', folder, ['good.js'], 0).out, '', 'nothing to say');
  const bad = expect('bad', folder, ['bad.js'], 1);
  report.equal(
    bad.out,
    `bad.js:2:8: error: ${kMessage} [shift-mismatch]\nHEAP32[p >> 1] = 1;\n       ^~~~~~\n\n1 error, 0 warnings\n`,
    'text with its code'
  );
  expect('broken', folder, ['broken.js'], 2, { err: 'broken.js:1:' });
  expect('broken beside bad', folder, ['bad.js', 'broken.js'], 2, { err: 'broken.js:1:' });
  expect('missing', folder, ['missing.js'], 2, { err: 'No such file' });
  expect('unknown rule', folder, ['--rule', 'shift-mismach=off', 'bad.js'], 2, { err: "did you mean 'shift-mismatch'?" });
  expect('unknown level', folder, ['--rule', 'shift-mismatch=of', 'bad.js'], 2, { err: "did you mean 'off'?" });
  expect('no level', folder, ['--rule', 'shift-mismatch', 'bad.js'], 2, { err: 'RULE=LEVEL' });
  expect('off', folder, ['--rule', 'shift-mismatch=off', 'bad.js'], 0);
  expect('warning', folder, ['--rule', 'shift-mismatch=warning', 'bad.js'], 1);
  expect('tolerated', folder, ['--rule', 'shift-mismatch=warning', '--max-warnings', '1', 'bad.js'], 0);
  expect('too many', folder, ['--rule', 'shift-mismatch=warning', '--max-warnings', '1', 'bad.js', '-'], 1, { input: kBad });
  expect('errors are not tolerated', folder, ['--max-warnings', '9', 'bad.js'], 1);
  const named = expect('standard input', folder, ['--format', 'short', '--stdin-filename', 'x/y.js'], 1, { input: kBad });
  report.equal(named.out, `x/y.js:2:8: error: ${kMessage} [shift-mismatch]\n`, 'standard input by name');
  expect('--fix of standard input', folder, ['--fix'], 2, { err: '--fix needs files' });
}

function formats() {
  const folder = folder_with({ 'a b.js': kBad, 'good.js': kGood });
  const json = JSON.parse(expect('json', folder, ['--format', 'json', 'a b.js', 'good.js'], 1).out);
  report.equal(json.files.map(({ findings }) => findings.length).join(), '1,0', 'findings by file');
  report.equal(json.files[0].findings[0].rule, 'shift-mismatch', 'rule');
  const github = expect('github', folder, ['--format', 'github', 'a b.js'], 1).out;
  report.check(github.startsWith('::error file=a b.js,line=2,endLine=2,col=8'), github);
  const junit = expect('junit', folder, ['--format', 'junit', 'a b.js', 'good.js'], 1).out;
  report.check(junit.includes('<testsuite name="a b.js" tests="1" failures="1"'), junit);
  expect('output file', folder, ['--format', 'sarif', '--output-file', 'out.sarif', 'a b.js'], 1);
  report.equal(JSON.parse(read(folder, 'out.sarif')).version, '2.1.0', 'a report in a file');
  expect('unwritable', folder, ['-o', 'no/such/folder.txt', 'a b.js'], 2, { err: 'folder.txt' });
  const colored = expect('colour', folder, ['--color', 'always', 'a b.js'], 1).out;
  report.check(colored.includes('\x1b[1;31m'), 'colours when asked for');
  report.check(!expect('no terminal', folder, ['a b.js'], 1).out.includes('\x1b'), 'no colours without a terminal');
  const long = `var wasmMemory, HEAP32;${'x();'.repeat(5000)}HEAP32[p >> 1];${'y();'.repeat(5000)}\n`;
  const lines = expect('long line', folder, [], 1, { input: long }).out.split('\n');
  report.check(lines[1].length < 120 && lines[1].startsWith('…') && lines[1].includes('HEAP32[p >> 1]'), lines[1]);
}

function folders() {
  const folder = folder_with({
    'src/b.js': kBad, 'src/a.mjs': kGood, 'src/deep/c.cjs': kGood, 'src/text.txt': 'x', 'src/.hidden.js': kBad,
    'src/node_modules/d/d.js': kBad, 'lib/e.js': kGood, 'lib/e.min.js': kGood, 'empty/x.txt': '',
  });
  report.equal(files_of(folder, ['src']), 'src/a.mjs src/b.js src/deep/c.cjs', 'a folder');
  report.equal(files_of(folder, ['.']), 'lib/e.js lib/e.min.js src/a.mjs src/b.js src/deep/c.cjs', 'the working folder');
  report.equal(files_of(folder, ['lib', 'lib/e.js', './lib/e.js']), 'lib/e.js lib/e.min.js', 'each file once');
  report.equal(files_of(folder, ['src/**/*.?js']), 'src/a.mjs src/deep/c.cjs', 'a pattern');
  report.equal(files_of(folder, ['*/*.js']), 'lib/e.js lib/e.min.js src/b.js', 'a pattern of folders');
  report.equal(files_of(folder, ['--ignore-pattern', '*.min.js', '--ignore-pattern', 'src/deep/', '.']), 'lib/e.js src/a.mjs src/b.js', 'ignored');
  report.equal(files_of(folder, ['src/node_modules/d/d.js', 'src/.hidden.js']), 'src/node_modules/d/d.js src/.hidden.js', 'named files');
  expect('empty folder', folder, ['empty'], 2, { err: "no JavaScript files in the folder 'empty'" });
  expect('no match', folder, ['*.jsx'], 2, { err: "no file matches '*.jsx'" });
  const linked = folder_with({ 'a.js': kGood });
  fs.symlinkSync('.', path.join(linked, 'loop'));
  report.equal(files_of(linked, ['.']), 'a.js', 'links to folders are not followed');
  const views = lint(folder, ['lib'], { command: 'views' });
  report.check(views.code === 0 && views.out.startsWith('lib/e.js\n'), 'views of a folder');
  const rewritten = lint(folder, ['-i', 'lib'], { command: 'rewrite' });
  report.check(rewritten.code === 0 && read(folder, 'lib/e.js').includes('hl_store_i32(p >> 2, 1)'), 'rewrite of a folder');
  const refused = lint(folder, ['src'], { command: 'rewrite' });
  report.check(refused.code === 2 && refused.err.includes('several files'), 'several files to standard output');
}

/** What git excludes is left out: git itself is asked, over random ignore files. */
function gitignore() {
  if (!has_command('git')) return;
  const names = ['a', 'b', 'ab', 'x.y', 'lib', 'out'];
  const patterns = [
    'a', '/a', 'a/', 'b/a.js', '*.js', '!*.js', '!a.js', '**/a', 'a/**', 'a/**/b.js', '*/b', '/*/b.js', '[ab].js', '[!a]*', 'l?b',
    'lib/*', '!lib/a.js', '\\!a.js', '# a', 'a.js   ', '/lib/', '**', '!/a/', 'x.y/**/*.js', '*b*', '[[:alpha:]].js', '!out/', 'out/*.js',
  ];
  let state = 12345;
  const random = (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = (list) => list[random(list.length)];
  for (let round = 0; round < 60; round++) {
    const files = { 'keep.js': kGood };
    for (let i = 0; i < 25; i++) {
      const folders = Array.from({ length: random(4) }, () => pick(names));
      files[[...folders, `${pick(names)}.js`].join('/')] = kGood;
    }
    const ignore = () => Array.from({ length: 1 + random(4) }, () => pick(patterns)).join('\n') + '\n';
    files['.gitignore'] = ignore() + '!/keep.js\n';
    for (const folder of ['a', 'lib', 'a/b']) {
      if (Object.keys(files).some((name) => name.startsWith(`${folder}/`))) files[`${folder}/.gitignore`] = ignore();
    }
    const folder = folder_with(files);
    const git = (...flags) => spawnSync('git', flags, { cwd: folder, encoding: 'utf8' });
    git('init', '-q');
    fs.writeFileSync(path.join(folder, '.git/info/exclude'), 'ab.js\n');
    const listed = git('-c', 'core.excludesFile=/dev/null', 'ls-files', '-co', '--exclude-standard').stdout.split('\n');
    const wanted = listed.filter((name) => name.endsWith('.js')).sort().join(' ');
    const found = files_of(folder, ['.']).split(' ').sort().join(' ');
    report.equal(found, wanted || found, `round ${round}: ${JSON.stringify(files['.gitignore'])}`);
    const all = Object.keys(files).filter((name) => name.endsWith('.js')).sort().join(' ');
    report.equal(files_of(folder, ['--no-ignore', '.']).split(' ').sort().join(' '), all, '--no-ignore');
  }
}

function configuration() {
  const folder = folder_with({
    'heaplift.jsonc': '{\n  // by folder\n  "rules": {"shift-mismatch": "warning"},\n  "overrides": [{"files": "dist/", "rules": {"unchecked-access": "error"}}],\n  "ignore": ["vendor/"]\n}\n',
    'a.js': kBad, 'dist/a.js': kGood, 'vendor/a.js': kBad, 'sub/heaplift.jsonc': '{"rules": {"shift-mismatch": "off"}}', 'sub/deep/a.js': kBad,
  });
  const short = (flags, code, what) => expect(what, folder, ['--format', 'short', ...flags], code).out;
  report.equal(short(['a.js'], 1, 'nearest'), `a.js:2:8: warning: ${kMessage} [shift-mismatch]\n`, 'a severity of the project');
  report.check(short(['dist'], 1, 'override').includes('[unchecked-access]'), 'an override');
  report.equal(short(['sub'], 0, 'inner'), '', 'the nearest configuration counts');
  report.equal(files_of(folder, ['.']), 'a.js dist/a.js sub/deep/a.js', 'ignored by the configuration');
  report.check(short(['--no-config', 'a.js'], 1, '--no-config').includes('error:'), 'no configuration');
  report.check(short(['--rule', 'shift-mismatch=error', 'a.js'], 1, 'flag').includes('error:'), 'flags win');
  report.equal(short(['--config', 'sub/heaplift.jsonc', 'a.js'], 0, '--config'), '', 'a given configuration');
  const printed = JSON.parse(expect('print', folder, ['--print-config', 'dist/a.js'], 0).out);
  report.equal(printed.rules['unchecked-access'], 'error', 'what holds for a file');
  report.equal(printed.rules['shift-mismatch'], 'warning', 'what holds for all');
  fs.writeFileSync(path.join(folder, 'heaplift.jsonc'), '{\n  "ruels": {}\n}\n');
  expect('misspelled', folder, ['a.js'], 2, { err: "heaplift.jsonc:2:3: error: unknown key 'ruels'; did you mean 'rules'?" });
  expect('missing', folder, ['--config', 'none.jsonc', 'a.js'], 2, { err: 'none.jsonc' });
  check_schema();
}

/** The schema for editors knows the same keys and rules as the program. */
function check_schema() {
  const schema = JSON.parse(fs.readFileSync(path.join(kTests, '../docs/heaplift.schema.json'), 'utf8'));
  const rules = lint(kFolder, [], { command: 'rules' }).out.trimEnd().split('\n').map((line) => line.split(' ')[0]);
  report.equal(Object.keys(schema.$defs.rules.properties).join(' '), rules.join(' '), 'rules of the schema');
  for (const key of Object.keys(schema.properties)) {
    const folder = folder_with({ 'heaplift.jsonc': JSON.stringify({ [key]: 17 }), 'a.js': kGood });
    expect(`schema: ${key}`, folder, ['a.js'], 2, { err: /must be/ });
  }
}

function baseline() {
  const folder = folder_with({ 'a.js': kBad });
  expect('no baseline yet', folder, ['--baseline', 'base.json', 'a.js'], 2, { err: 'base.json' });
  expect('update', folder, ['--baseline', 'base.json', '--update-baseline', 'a.js'], 0);
  expect('known', folder, ['--baseline', 'base.json', 'a.js'], 0);
  fs.writeFileSync(path.join(folder, 'a.js'), `// moved\n\n${kBad}`);
  expect('moved', folder, ['--baseline', 'base.json', '--stats', 'a.js'], 0, { err: '0 suppressed, 1 in the baseline' });
  const up = expect('from another folder', path.dirname(folder), ['--baseline', path.join(folder, 'base.json'), path.join(folder, 'a.js')], 0);
  report.equal(up.out, '', 'files are known relative to the baseline');
  fs.writeFileSync(path.join(folder, 'a.js'), `${kBad}HEAP32[q >> 3];\n`);
  report.check(expect('new', folder, ['--baseline', 'base.json', '--format', 'short', 'a.js'], 1).out.startsWith('a.js:3:8:'), 'new ones are reported');
  fs.writeFileSync(path.join(folder, 'base.json'), '[]');
  expect('malformed', folder, ['--baseline', 'base.json', 'a.js'], 2, { err: 'no baseline' });
  expect('nothing to update', folder, ['--update-baseline', 'a.js'], 2, { err: '--baseline FILE' });
}

function fixes() {
  const stale = 'var wasmMemory, HEAP32;\nfunction f(p) {\n  HEAP32[p >> 1] = 1;\n}\n';
  const gate = ['--rule', 'unchecked-access=error'];
  const folder = folder_with({ 'a.js': stale, 'user.js': 'export const f = (mod, p) => mod.HEAP32[p >> 2];\n' });
  const before = read(folder, 'user.js');
  expect('reported only', folder, [...gate, 'a.js'], 1);
  report.equal(read(folder, 'a.js'), stale, 'nothing is written without --fix');
  const left = expect('fixed', folder, [...gate, '--fix', '--format', 'short', 'a.js'], 0).out;
  report.equal(left, '', 'the rewrite hides the index in a call');
  report.check(read(folder, 'a.js').includes('hl_store_i32(p >> 1, 1)'), 'the file is rewritten');
  expect('user code', folder, [...gate, '--fix', 'user.js'], 1);
  report.equal(read(folder, 'user.js'), before, 'what a rewrite does not reach stays, and is reported');
  fs.writeFileSync(path.join(folder, 'b.js'), kBad);
  expect('not fixable', folder, ['--fix', 'b.js'], 1);
  report.equal(read(folder, 'b.js'), kBad, 'other findings change nothing');
}

function statistics() {
  const folder = folder_with({ 'a.js': `${kBad}HEAP32[p >> 1]; // heaplift-disable-line\n`, 'b.js': kBad });
  expect('--stats', folder, ['--stats', '--format', 'short', 'a.js', 'b.js'], 1, {
    err: 'heaplift: shift-mismatch: 2 findings\nheaplift: 2 files, 2 errors, 0 warnings, 1 suppressed, 0 in the baseline\n',
  });
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.js`, i % 3 ? kGood : kBad]));
  const many = folder_with(files);
  const once = lint(many, ['-j1', '--format', 'json', '.']).out;
  report.equal(lint(many, ['-j8', '--format', 'json', '.']).out, once, 'the order does not depend on threads');
  for (const line of lint(kFolder, [], { command: 'rules' }).out.trimEnd().split('\n')) {
    const rule = line.split(' ')[0];
    const page = lint(kFolder, [rule], { command: 'explain' });
    report.check(page.code === 0 && page.out.startsWith(`# ${rule}\n`), `explain ${rule}`);
  }
}

for (const part of [exit_codes, formats, folders, gitignore, configuration, baseline, fixes, statistics]) {
  await report.guard(part.name, part);
}
report.finish();
