// Reports of lint on hostile input: names and code with whatever breaks a format, read by somebody else's parsers.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { DOMParser } from '@xmldom/xmldom';

import { Report, heaplift_path, temporary_folder } from './support.mjs';

const kHeaplift = heaplift_path();
const kFolder = temporary_folder('lint_formats');
const kModules = fileURLToPath(new URL('../node_modules', import.meta.url));
const report = new Report('lint_formats');

const kNames = [
  'plain.js', '-dash.js', '#hash?query.js', 'a;b&c.js', '%2e%2e.js', '\u202Eright to left\u001b[31m.js', '𝒶/ö/x y.js',
  'we,i:r\td&<>"%25 \'é😀]]>\n::error::x\r.js',
].map((name) => Buffer.from(name));
const kNotUtf8 = Buffer.concat([Buffer.from('no utf8 '), Buffer.from([0xff, 0xc3, 0x2e]), Buffer.from('js')]);

// All ends of lines, characters of one to four bytes, a terminal's escapes and the ends of others' texts.
const kText = 'var HEAPU8, HEAP32; /*😀é\u001b[31m\u0001\u0085]]>&<-- \u2028\u202e*/\tHEAP32[p >> 1] = 1;\r'
  + 'HEAP32[q >> 1];\r\n"😀😀"; HEAP32[r >> 1];\n\n'
  + 'HEAPU8.set(x, _malloc("\u001b]0;<&\'%0A\uffff😀"));\n'
  + `/*${'é😀'.repeat(3000)}*/ HEAP32[s >> 1]; /*${'😀\t'.repeat(3000)}*/`;
const kMarked = ['p >> 1', 'q >> 1', 'r >> 1', 'HEAPU8', 's >> 1'];  // what each finding of the text is about

function write_files() {
  for (const name of [...kNames, kNotUtf8]) {
    const file = Buffer.concat([Buffer.from(`${kFolder}/files/`), name]);
    fs.mkdirSync(file.subarray(0, file.lastIndexOf('/')), { recursive: true });
    fs.writeFileSync(file, kText);
  }
}

function lint(format, more = []) {
  const done = spawnSync(kHeaplift, ['lint', '--format', format, ...more, '.'], { cwd: path.join(kFolder, 'files') });
  report.equal(`${done.status} ${done.stderr}`, '1 ', format);
  return done.stdout;
}

const lines = kText.split(/\r\n|\r|\n/);

/** The text at a place of the file, columns in UTF-16 code units. */
const text_at = (line, column, end) => lines[line - 1].slice(column - 1, end - 1);

const sorted = (names) => JSON.stringify(names.map(String).sort());
const kAllNames = sorted([...kNames, kNotUtf8]);  // as whoever reads it as UTF-8 sees them

function check_json() {
  const { files } = JSON.parse(lint('json'));
  report.equal(sorted(files.map(({ file }) => file)), kAllNames, 'json: files');
  for (const { file, findings } of files) {
    const marked = findings.map(({ line, column, endLine, endColumn }) => (line === endLine ? text_at(line, column, endColumn) : ''));
    report.equal(marked.join(), kMarked.join(), `json: places in ${file}`);
  }
}

function check_sarif() {
  const text = String(lint('sarif'));
  const [run] = JSON.parse(text).runs;
  const base = pathToFileURL(`${kFolder}/files/`);
  const files = run.artifacts.map(({ location: { uri } }) => new URL(uri, base).pathname.slice(base.pathname.length));
  const bytes = files.map((file) => Buffer.from(file.replace(/%(..)/g, (_, code) => String.fromCharCode(parseInt(code, 16))), 'latin1'));
  report.equal(sorted(bytes), kAllNames, 'sarif: files, as URIs');
  report.check(bytes.some((name) => name.equals(kNotUtf8)), 'sarif: bytes that are no UTF-8 are kept in URIs');
  const marked = run.results.map(({ locations: [{ physicalLocation: { region } }] }) => text_at(region.startLine, region.startColumn, region.endColumn));
  report.equal(marked.join(), files.map(() => kMarked.join()).join(), 'sarif: places');
  check_types(text);
}

/** By the compiler's strictest rules, the report is a `Log` of @types/sarif. */
function check_types(text) {
  fs.symlinkSync(kModules, path.join(kFolder, 'node_modules'));
  const tsc = path.join(kModules, 'typescript/bin/tsc');
  const compile = (log) => {
    fs.writeFileSync(path.join(kFolder, 'log.ts'), `import type { Log } from 'sarif';\nexport const log: Log = ${log};\n`);
    return spawnSync(process.execPath, [tsc, '--strict', '--noEmit', '--types', 'sarif', 'log.ts'], { cwd: kFolder, encoding: 'utf8' });
  };
  const done = compile(text);
  report.equal(`${done.status}${done.stdout}`, '0', 'sarif: tsc --strict');
  report.check(compile(text.replace('"columnKind"', '"columKind"')).status !== 0, 'sarif: tsc refuses a misspelled property');
}

/** U+FFFD stands for what XML 1.0 cannot have. */
// eslint-disable-next-line no-control-regex
const in_xml = (text) => text.replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/g, '\uFFFD');

function check_junit() {
  const bytes = lint('junit');
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const wrong = [];
  const document = new DOMParser({ onError: (level, message) => level !== 'warning' && wrong.push(`${level}: ${message}`) }).parseFromString(text, 'text/xml');
  report.equal(wrong.join('\n'), '', 'junit: well-formed');
  const suites = [...document.getElementsByTagName('testsuite')];
  report.equal(sorted(suites.map((suite) => suite.getAttribute('name'))), sorted(JSON.parse(kAllNames).map(in_xml)), 'junit: files');
  for (const suite of suites) {
    report.equal(suite.getElementsByTagName('failure').length, kMarked.length, 'junit: failures');
    report.equal(suite.getAttribute('failures'), `${kMarked.length}`, 'junit: number of failures');
  }
  const messages = [...document.getElementsByTagName('failure')].map((failure) => failure.getAttribute('message'));
  report.check(messages.some((message) => message.includes('_malloc("\uFFFD]0;<&\'%0A')), 'junit: code in messages');
}

/** Workflow commands as actions/toolkit and the runner read them. */
function check_github() {
  const text = String(lint('github'));
  const unescaped = (value) => value.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%25/g, '%');
  const commands = text.split('\n').slice(0, -1).map((line) => /^::(error|warning) ([^:]*)::(.*)$/.exec(line));
  report.check(commands.every(Boolean), 'github: every line is a command');
  report.equal(commands.length, (kNames.length + 1) * kMarked.length, 'github: commands');
  report.check(!text.includes('\r'), 'github: no CR');
  const properties = commands.map(([, , list]) => Object.fromEntries(list.split(',').map((each) => each.split('=').map(unescaped))));
  report.equal(sorted([...new Set(properties.map(({ file }) => file))]), kAllNames, 'github: files');
  for (const { line, col, endColumn } of properties) report.check(kMarked.includes(text_at(line, col, endColumn)), 'github: places');
}

// eslint-disable-next-line no-control-regex
const kHidden = /[\0-\x08\x0B-\x1F\x7F-\x9F\u2028-\u202E]/;

/** Nothing that a terminal obeys, and nothing that looks like another line. */
function check_terminal() {
  const short = String(lint('short'));
  report.check(!kHidden.test(short), 'short: no control characters');
  report.equal(short.split('\n').length - 1, (kNames.length + 1) * kMarked.length, 'short: a line for each finding');
  const text = String(lint('text'));
  report.check(!kHidden.test(text), 'text: no control characters');
  report.equal(text.split('\n').length - 3, (kNames.length + 1) * kMarked.length * 3, 'text: three lines for each finding');
  // eslint-disable-next-line no-control-regex
  report.check(!kHidden.test(String(lint('text', ['--color', 'always'])).replace(/\x1b\[[0-9;]*m/g, '')), 'text: only colours');
}

function check_errors() {
  for (const name of [...kNames, kNotUtf8]) {
    fs.writeFileSync(Buffer.concat([Buffer.from(`${kFolder}/files/`), name]), 'HEAP8[\u001b;\n');
  }
  for (const command of [['lint', '.'], ['lint', '--format', 'junit', '.'], ['rewrite', '--check', '.'], ['views', '.']]) {
    const done = spawnSync(kHeaplift, command, { cwd: path.join(kFolder, 'files'), encoding: 'utf8' });
    report.check(done.status === 2, `${command}: exit code ${done.status}`);
    report.check(!kHidden.test(done.stderr), `${command}: no control characters on standard error`);
  }
  const commands = spawnSync(kHeaplift, ['lint', '--format', 'github', '.'], { cwd: path.join(kFolder, 'files'), encoding: 'utf8' }).stderr;
  report.check(!/^::(?!error file=)/m.test(commands), `github: a name is no command\n${commands}`);
}

write_files();
check_json();
check_sarif();
check_junit();
check_github();
check_terminal();
check_errors();
report.finish();
