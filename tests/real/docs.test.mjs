// The documentation says what heaplift does: README.md and the pages of docs/ are checked against the real binary.
//
// A comment on the line before a fenced block or a table says what it is:
//
//   <!-- file: NAME -->       the block is written to NAME, for the commands of the same page
//   <!-- output: COMMAND -->  the block is what COMMAND prints to standard output
//   <!-- run -->              a `console` block: each `$ COMMAND` prints the lines below it, on either stream
//   <!-- run: emcc -->        the same, left out where emcc is not installed
//   <!-- rewrite -->          a table: what the other columns, named by passes, make of the code in the first one
//   <!-- refused -->          a table: heaplift rewrites none of the lines of code in the first column
//   <!-- passes -->           the table of the passes and their summaries
//   <!-- fixture: … -->       of docs/passes, checked by docs_test.cpp
//
// A block of kind `console` or `js` must be one of these. Links to files and headings of the repository must lead
// somewhere. UPDATE_DOCS=1 writes what the binary gives into the pages instead: read the diff.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { Report, has_command, heaplift_path, temporary_folder } from './support.mjs';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const kUpdate = process.env.UPDATE_DOCS === '1';
const kCheckedKinds = ['console', 'js'];

const report = new Report('docs');
const scratch = temporary_folder('docs');
fs.mkdirSync(path.join(scratch, 'bin'));
fs.symlinkSync(heaplift_path(), path.join(scratch, 'bin/heaplift'));

const kEnvironment = {
  ...process.env,
  PATH: `${path.join(scratch, 'bin')}:${process.env.PATH}`,
  NO_COLOR: '1',
  LC_ALL: 'C.UTF-8',
};

/** Both streams, or the first only, of a shell script, less the newline at the end. */
function run_shell(script, folder, { input = '', both = false } = {}) {
  const text = both ? `exec 2>&1\n${script}` : script;
  const options = { cwd: folder, env: kEnvironment, input, encoding: 'utf8', maxBuffer: 1 << 28 };
  const done = spawnSync('bash', ['-c', text], options);
  if (!both && done.status !== 0) throw new Error(`exit code ${done.status} of: ${script}\n${done.stderr}`);
  return done.stdout;
}

const lines_of = (text) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** The blocks and marked tables of a page: {mark, argument, kind, begin, end}, with `end` behind the last line. */
function examples_of(lines) {
  const found = [];
  let mark;
  for (let i = 0; i < lines.length; i++) {
    const comment = /^<!-- (\w+)(?:: (.*))? -->$/.exec(lines[i]);
    const fence = /^(`{3,})(\w*)/.exec(lines[i]);
    if (comment) {
      mark = { mark: comment[1], argument: comment[2] };
    } else if (fence) {
      const end = lines.findIndex((line, at) => at > i && line === fence[1]);
      found.push({ ...mark, kind: fence[2], begin: i + 1, end });
      mark = undefined;
      i = end;
    } else if (lines[i].startsWith('|') && mark) {
      let end = i;
      while (lines[end]?.startsWith('|')) end++;
      found.push({ ...mark, kind: 'table', begin: i, end });
      mark = undefined;
      i = end - 1;
    } else if (lines[i] !== '') {
      mark = undefined;
    }
  }
  return found;
}

/** The commands of a console block, each an array of lines. */
function commands_of(content) {
  const commands = [];
  for (let i = 0; i < content.length; i++) {
    if (!content[i].startsWith('$ ')) continue;
    const first = i;
    while (content[i].endsWith('\\')) i++;
    commands.push(content.slice(first, i + 1));
  }
  return commands;
}

function run_console(content, folder) {
  const commands = commands_of(content);
  const script = commands.map((lines) => `${lines.join('\n').slice(2)}\nprintf '\\0'`).join('\n');
  const outputs = run_shell(script, folder, { both: true }).split('\0');
  return commands.flatMap((lines, i) => [...lines, ...lines_of(outputs[i] ?? '(nothing: the shell ended)')]);
}

const cells_of = (row) => row.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim());
const code_of = (cell) => /^(`+) ?(.*?) ?\1$/.exec(cell.replaceAll('\\|', '|'))?.[2];

function cell_of(code) {
  const ticks = code.includes('`') ? '``' : '`';
  const pad = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${code.replaceAll('|', '\\|')}${pad}${ticks}`;
}

/** What a pass makes of a line of code. Declarations of temporaries, which the pages describe once, are left out. */
function rewrite_line(pass, code, folder) {
  const text = run_shell(`heaplift rewrite --quiet --verify --runtime none -p ${pass}`, folder, { input: `${code}\n` });
  return text.trimEnd().replace(/\bvar hl_\w+(, hl_\w+)*; /g, '');
}

function fill_table(content, folder) {
  const [, ...passes] = cells_of(content[0]).map((cell) => cell.replaceAll('`', ''));
  return content.map((row, i) => {
    const input = cells_of(row)[0];
    if (i < 2) return row;
    const code = code_of(input);
    if (!code) throw new Error(`no code in the first column: ${row}`);
    return `| ${[input, ...passes.map((pass) => cell_of(rewrite_line(pass, code, folder)))].join(' | ')} |`;
  });
}

function check_refused(content, folder) {
  for (const row of content.slice(2)) {
    const input = code_of(cells_of(row)[0]);
    const status = run_shell('heaplift rewrite >/dev/null 2>&1; echo $?', folder, { input: `${input}\n` });
    report.equal(status, '2\n', `the exit code for ${input}`);
  }
  return content;
}

function list_passes(content, folder) {
  const passes = lines_of(run_shell('heaplift passes', folder)).map((line) => /^(\S+) +(.*)$/.exec(line));
  const rows = passes.map(([, name, summary]) => `| [\`${name}\`](docs/passes/${name}.md) | ${summary} |`);
  return [...content.slice(0, 2), ...rows];
}

/** The lines that an example should have. */
function expected(example, content, folder) {
  switch (example.mark) {
    case 'file':
      fs.mkdirSync(path.dirname(path.join(folder, example.argument)), { recursive: true });
      fs.writeFileSync(path.join(folder, example.argument), `${content.join('\n')}\n`);
      return content;
    case 'output':
      return lines_of(run_shell(example.argument, folder));
    case 'run':
      return run_console(content, folder);
    case 'rewrite':
      return fill_table(content, folder);
    case 'refused':
      return check_refused(content, folder);
    case 'passes':
      return list_passes(content, folder);
    default:
      return content;
  }
}

const missing_command = (example) =>
  example.mark === 'run' && example.argument?.split(' ').find((command) => !has_command(command));

/** Checks the examples of a page; with UPDATE_DOCS=1 corrects them. */
async function check_examples(page, text) {
  const folder = path.join(scratch, 'pages', page);
  fs.mkdirSync(folder, { recursive: true });
  const lines = text.split('\n');
  const corrections = [];
  for (const example of examples_of(lines)) {
    const where = `${page}:${example.begin + 1}`;
    const checked = example.mark || !kCheckedKinds.includes(example.kind);
    report.check(checked, `${where}: a block of code that nothing checks`);
    const missing = missing_command(example);
    if (missing) console.log(`docs: ${where} is left out: no ${missing}`);
    if (missing || !example.mark) continue;
    await report.guard(where, () => {
      const content = lines.slice(example.begin, example.end);
      const wanted = expected(example, content, folder);
      if (kUpdate) corrections.unshift([example, wanted]);
      else report.equal(content.join('\n'), wanted.join('\n'), `${where} is not what heaplift does`);
    });
  }
  for (const [{ begin, end }, wanted] of corrections) lines.splice(begin, end - begin, ...wanted);
  if (kUpdate) fs.writeFileSync(path.join(kRoot, page), lines.join('\n'));
}

const without_code = (text) => text.replace(/^(`{3,})[^]*?^\1$/gm, '').replace(/(`+)[^`][^]*?\1/g, '');

/** The anchors of a page's headings, as GitHub makes them. */
const anchors_of = (text) =>
  [...text.replace(/^(`{3,})[^]*?^\1$/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title.toLowerCase().replace(/[^\p{L}\p{N}\- _]/gu, '').replaceAll(' ', '-'));

function check_links(page, text) {
  for (const [, target] of without_code(text).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^\w+:/.test(target)) continue;
    const [file, anchor] = target.split('#');
    const full = file ? path.join(kRoot, path.dirname(page), file) : path.join(kRoot, page);
    const exists = fs.existsSync(full);
    report.check(exists, `${page}: the link to ${target} leads nowhere`);
    if (!exists || !anchor) continue;
    report.check(anchors_of(fs.readFileSync(full, 'utf8')).includes(anchor), `${page}: no heading for ${target}`);
  }
}

const pages_in = (folder) =>
  fs.readdirSync(path.join(kRoot, folder)).filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`);

for (const page of ['README.md', ...pages_in('docs'), ...pages_in('docs/passes'), ...pages_in('docs/rules')]) {
  const text = fs.readFileSync(path.join(kRoot, page), 'utf8');
  await check_examples(page, text);
  check_links(page, text);
}
report.finish();
