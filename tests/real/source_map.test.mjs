// Source maps, by the reader that bundlers use: every identifier that survives a rewrite leads to its original place,
// what was renamed has its name, and a map of the input is led through. Identifiers are found by the TypeScript parser.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { TraceMap, decodedMap, encodedMap, originalPositionFor, traceSegment } from '@jridgewell/trace-mapping';
import ts from 'typescript';
import { Report, heaplift_path, temporary_folder } from './support.mjs';

const kHeaplift = heaplift_path();
const kFolder = temporary_folder('source_map');
const kFixtures = new URL('../../fixtures/', import.meta.url).pathname;
const report = new Report('source_map');

function folder_with(files) {
  const folder = fs.mkdtempSync(path.join(kFolder, 'case-'));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

function heaplift(cwd, flags, input = '') {
  const done = spawnSync(kHeaplift, ['rewrite', ...flags], { cwd, input, encoding: 'utf8', maxBuffer: 1 << 29 });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** Runs heaplift, which must succeed and say nothing. */
function quiet(cwd, flags, input) {
  const done = heaplift(cwd, flags, input);
  report.check(done.code === 0 && done.err === '', `${flags.join(' ')}: exit code ${done.code}\n${done.err}`);
  return done.out;
}

const read = (folder, name) => fs.readFileSync(path.join(folder, name), 'utf8');
const read_json = (folder, name) => JSON.parse(read(folder, name));
const without_mark = (text) => (text.startsWith('\ufeff') ? text.slice(1) : text);

/** The offsets at which the lines of ECMA-262 begin. */
function line_begins(text) {
  const begins = [0];
  for (const end of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) begins.push(end.index + end[0].length);
  return begins;
}

/** Whether the node is in `(check(), view)[…]` or `(check(), view).name`, of which the helper may take the place. */
function is_checked(node) {
  for (let at = node; at.parent; at = at.parent) {
    const used = ts.isElementAccessExpression(at.parent) || ts.isPropertyAccessExpression(at.parent);
    if (ts.isParenthesizedExpression(at) && used && at.parent.expression === at) {
      return ts.isBinaryExpression(at.expression) && at.expression.operatorToken.kind === ts.SyntaxKind.CommaToken;
    }
  }
  return false;
}

/** Whether the identifier belongs to what becomes a helper: `HEAP8`, `Module` in front of it, a method behind it. */
function is_renamed(node) {
  if (is_checked(node)) return true;
  const { parent } = node;
  const in_chain = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  return node.getText().startsWith('HEAP') || (in_chain && /HEAP\w+['")\]]*$/.test(
    (parent.name === node ? parent.expression : parent).getText().trim()));
}

/** The identifiers of a text without a byte order mark: what they are and where, lines from 1 and columns from 0. */
function identifiers(text) {
  const begins = line_begins(text);
  const found = [];
  const visit = (node) => {
    if ((ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) && node.getStart() < node.getEnd()) {
      const object = node.parent.name === node ? node.parent.expression?.getStart() : undefined;  // of a property
      found.push({ offset: node.getStart(), text: text.slice(node.getStart(), node.getEnd()), renamed: is_renamed(node), object });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JSX));
  found.sort((a, b) => a.offset - b.offset);
  let line = 0;
  for (const identifier of found) {
    while (line + 1 < begins.length && begins[line + 1] <= identifier.offset) line++;
    Object.assign(identifier, { line: line + 1, column: identifier.offset - begins[line] });
  }
  return found;
}

/** What stands at a place of a text with these line beginnings. */
const text_at = (text, begins, line, column) => text.slice(begins[line - 1] + column);
const shown = ({ text, line, column }) => `${text} at ${line}:${column}`;

/** Whether a segment begins right at the identifier: it is the user's, and not part of what was put in. */
function is_exact(map, { line, column }) {
  const segment = traceSegment(map, line - 1, column);
  return segment && segment[0] === column && segment.length > 1;
}

/** Whether a text begins with the name, or with an old check, which has none: `(check(), view)[…]`. */
const starts_with = (text, name) => text.startsWith(name) || /^\([^[]*, ?\w+\)[[.]/.test(text);

/** Checks the map from `output` to `input`, without byte order marks. Returns the number of identifiers that survived. */
function check_map(what, input, output, map) {
  const begins = line_begins(input);
  const reached = new Set();
  const replaced = new Set();  // offsets of what became a helper
  for (const identifier of identifiers(output)) {
    if (!is_exact(map, identifier) || /^hl_(v|i|memory|sync|span|atomics_\w+)\d*$/.test(identifier.text)) continue;
    const { line, column, name } = originalPositionFor(map, identifier);
    const original = text_at(input, begins, line, column);
    const expected = name ?? identifier.text;
    report.check(starts_with(original, expected), `${what}: ${shown(identifier)} leads to ${line}:${column}, ${original.slice(0, 30)}`);
    reached.add(`${line}:${column}`);
    if (expected !== identifier.text) replaced.add(begins[line - 1] + column);
  }
  let survived = 0;
  for (const identifier of identifiers(input)) {
    if (identifier.renamed || replaced.has(identifier.object)) continue;
    report.check(reached.has(`${identifier.line}:${identifier.column}`), `${what}: nothing leads to ${shown(identifier)}`);
    survived++;
  }
  return survived;
}

function inline_map(output) {
  const url = /\/\/# sourceMappingURL=data:application\/json;charset=utf-8;base64,([A-Za-z0-9+/=]+)\s*$/.exec(output);
  return JSON.parse(Buffer.from(url[1], 'base64'));
}

/** Rewrites with an inline map, and checks it. */
function check_text(what, input, flags = []) {
  const output = quiet(kFolder, ['--source-map=inline', '-q', ...flags], input);
  const json = inline_map(output);
  report.equal(json.sourcesContent[0], without_mark(input), `${what}: the source is in the map`);
  const survived = check_map(what, without_mark(input), without_mark(output), new TraceMap(json));
  return { output, json, survived };
}

const kLines = [
  "var wasmMemory = new WebAssembly.Memory({ initial: 1 }), HEAP8, HEAPU8, Module = {}; // 😀 ünïcödé",
  "\tfunction 𝒻(π, \\u0061b) { return '😀😀' + HEAP8[π] + \\u0061b; }",
  "class Ⅷ { #p = 1; m() { return `😀${HEAP8[this.#p]}é${HEAPU8[q] += v}` + this.#p; } }",
  "/* 😀 */ HEAP8[x] = y; s\t= '\u2028'; after\t(HEAPU8.set(list, place), last);",
  "Module.HEAP8[i]++; if (a<b/c>d) HEAPU8[r] ||= /😀]x/u.test(z);",
];

function unusual_texts() {
  for (const [what, end] of [['LF', '\n'], ['CRLF', '\r\n'], ['CR', '\r'], ['U+2028', '\u2028'], ['U+2029', '\u2029']]) {
    for (const mark of ['', '\ufeff']) {
      for (const pass of ['growth-check', 'memory-methods', 'growth-check,memory-methods']) {
        // A line comment would take all of the text when lines end at what is no line end elsewhere.
        const input = mark + kLines.join(end) + end;
        const { survived } = check_text(`${what}, ${mark ? 'BOM, ' : ''}${pass}`, input, ['-p', pass]);
        report.check(survived > 30, `${what}: ${survived} identifiers survive`);
      }
    }
  }
  check_text('one line', kLines.join(' ').replace(/\/\/ 😀 ünïcödé/, ''));
  check_text('nothing to do', 'var a = b;\n');
  check_text('hashbang', '#!/usr/bin/env node\r\n' + kLines.join('\r\n'));
  check_text('strict', '"use strict";\n' + kLines.join('\n'));
}

function fixtures() {
  let survived = 0;
  for (const pass of ['growth-check', 'memory-methods']) {
    for (const name of fs.readdirSync(path.join(kFixtures, pass))) {
      const folder = path.join(kFixtures, pass, name);
      if (name.startsWith('fail_') || !fs.existsSync(path.join(folder, 'output.js'))) continue;
      const args = path.join(folder, 'args.txt');
      const flags = fs.existsSync(args) ? fs.readFileSync(args, 'utf8').split(/\s+/).filter(Boolean) : [];
      const input = read(folder, 'input.js');
      survived += check_text(`fixture ${pass}/${name}`, input, ['-p', pass, ...flags]).survived;
    }
  }
  report.check(survived > 1000, `${survived} identifiers of fixtures survive`);
}

function names() {
  const input = 'var wasmMemory, HEAP8;\nf(HEAP8[p], Module.HEAPU8[q], HEAPU8.set(a, g()));\n';
  const { output, json } = check_text('names', input);
  const map = new TraceMap(json);
  const name_of = (helper) => {
    const identifier = identifiers(output).findLast(({ text }) => text === helper);
    return originalPositionFor(map, identifier);
  };
  const place = ({ line, column, name }) => `${line}:${column} ${name}`;
  report.equal(place(name_of('hl_load_i8')), '2:2 HEAP8', 'a renamed access');
  report.equal(place(name_of('hl_load_u8')), '2:12 Module.HEAPU8', 'a renamed member');
  report.equal(place(name_of('hl_call_u8')), '2:30 HEAPU8', 'a renamed method call');
  const helper = identifiers(output).find(({ text }) => text === 'hl_load_i8');
  report.equal(originalPositionFor(map, helper).line, null, 'the runtime has no original');
}

const kTypeScript = [
  "declare var wasmMemory: any, HEAP8: Int8Array, HEAPU8: Uint8Array; // 😀",
  'interface Unused { a: number }',
  "export function read(at: number, ...more: number[]): number {",
  "  const text: string = '😀', first = HEAP8[at as number]; more.length;",
  '  return first + HEAPU8[more[0]!]++ + text.length;',
  '}',
  "export const fail = (at: number): never => { throw new Error('no ' + HEAP8[at]); };",
];

/** JavaScript and its map, from TypeScript; the map is an object. */
function compiled(source, options = {}) {
  const { outputText, sourceMapText } = ts.transpileModule(source, {
    fileName: 'a.ts',
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, sourceMap: true, inlineSources: true, ...options },
  });
  return { code: outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, ''), map: JSON.parse(sourceMapText) };
}

/**
 * Checks that `map` does what the map of the rewrite alone and then that of the input do, at each identifier of the
 * output that is the user's.
 */
function check_composed(what, code, input_map, output, map, flags = []) {
  const alone = new TraceMap(inline_map(quiet(kFolder, ['--source-map=inline', ...flags], code)));
  const before = new TraceMap(input_map);
  const composed = new TraceMap(map);
  let checked = 0;
  for (const identifier of identifiers(without_mark(output))) {
    if (!is_exact(alone, identifier)) continue;
    const between = originalPositionFor(alone, identifier);
    const expected = originalPositionFor(before, between);
    const actual = originalPositionFor(composed, identifier);
    const same = ['line', 'column', 'source'].every((key) => expected[key] === actual[key]);
    report.check(same, `${what}: ${shown(identifier)} leads to ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
    const named = traceSegment(before, between.line - 1, between.column);
    const name = named?.length === 5 && named[0] === between.column ? expected.name : between.name;
    if (expected.line !== null) report.equal(actual.name ?? null, name ?? null, `${what}: the name of ${shown(identifier)}`);
    checked++;
  }
  report.check(checked > 10, `${what}: ${checked} identifiers checked`);
}

function through_input_maps() {
  const source = kTypeScript.join('\r\n');
  for (const [what, options] of [['LF', { newLine: ts.NewLineKind.LineFeed }], ['CRLF', { newLine: ts.NewLineKind.CarriageReturnLineFeed }]]) {
    const { code, map } = compiled(source, options);
    const url = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
    const output = quiet(kFolder, ['--source-map=inline'], `${code}${url}\n`);
    report.equal(output.match(/sourceMappingURL/g).length, 1, `${what}: the comment is replaced`);
    const composed = inline_map(output);
    report.equal(composed.sourcesContent[0], source, `${what}: the original is in the map`);
    check_composed(`inline, ${what}`, code, map, output, composed);
  }
}

function index_map() {
  const parts = [compiled(kTypeScript.join('\n')), compiled(kTypeScript.join('\n').replace(/read|fail/g, '$&2'))];
  const lines = parts[0].code.split('\n').length - 1;
  const sections = parts.map(({ map }, i) => ({ offset: { line: i * lines, column: 0 }, map: { ...map, sources: [`p${i}.ts`] } }));
  const code = parts[0].code + parts[1].code;
  const folder = folder_with({ 'a.js': `${code}//# sourceMappingURL=maps/a%20b.map\n`, 'maps/a b.map': JSON.stringify({ version: 3, sections }) });
  quiet(folder, ['--source-map', 'a.js', '-o', 'maps/out.js']);
  const composed = read_json(folder, 'maps/out.js.map');
  report.equal(composed.sources.join(), 'p0.ts,p1.ts', 'index map: sources');
  // trace-mapping reads index maps by another class; heaplift's own flat map without edits is compared to each part.
  for (const [i, { code: part, map }] of parts.entries()) {
    const flat = new TraceMap(map);
    const whole = new TraceMap(composed);
    const output = identifiers(read(folder, 'maps/out.js'));
    for (const identifier of identifiers(part)) {
      const expected = originalPositionFor(flat, identifier);
      if (expected.line === null || /^HEAP/.test(identifier.text)) continue;
      const hit = output.some((place) => {
        const actual = originalPositionFor(whole, place);
        return actual.source === `p${i}.ts` && actual.line === expected.line && actual.column === expected.column;
      });
      report.check(hit, `index map: nothing leads to ${shown(identifier)} of part ${i}`);
    }
  }
}

function minified_names() {
  const code = 'var m=new WebAssembly.Memory({initial:1}),a;function f(b){return a[b]}\n';
  const at = (text) => code.indexOf(text);
  const mappings = [[[0, 0, 0, 0], [4, 0, 0, 4, 0], [at('a;'), 0, 2, 4, 1], [at('f('), 0, 4, 9, 2], [at('b)'), 0, 4, 14, 3], [at('a['), 0, 5, 9, 1], [at('b]'), 0, 5, 15, 3]]];
  const map = encodedMap(new TraceMap({ version: 3, sources: ['webpack://app/long.js'], names: ['memory', 'HEAP8', 'load', 'pointer'], mappings }));
  const folder = folder_with({ 'min.js': `${code}//# sourceMappingURL=min.js.map`, 'min.js.map': `)]}'\n${JSON.stringify(map)}` });
  quiet(folder, ['-i', '--source-map', '--memory', 'm', '--view', 'a=HEAP8', 'min.js']);
  const composed = read_json(folder, 'min.js.map');
  report.equal(composed.names.join(), 'memory,HEAP8,load,pointer', 'minified: names are those of the original');
  report.equal(composed.sources.join(), 'webpack://app/long.js', 'minified: a URL stays');
  const helper = identifiers(read(folder, 'min.js')).findLast(({ text }) => text === 'hl_load_i8');
  const { line, column, name } = originalPositionFor(new TraceMap(composed), helper);
  report.equal(`${line}:${column} ${name}`, '6:9 HEAP8', 'minified: the helper has the original name');
  const names = decodedMap(new TraceMap(composed)).mappings.flat().filter((segment) => segment.length === 5);
  report.equal(names.length, 6, 'minified: each name is there once');
}

function places() {
  const stale = 'var wasmMemory, HEAP8;\nf(HEAP8[p]);\n';
  const folder = folder_with({ 'src/a b.js': stale, 'src/clean.js': 'f();\n', 'dist/x': '' });
  const summary = ({ file, sources }) => `${file} ${sources}`;
  quiet(folder, ['--source-map', 'src/a b.js', '-o', 'dist/b c.js']);
  report.equal(summary(read_json(folder, 'dist/b c.js.map')), 'b c.js ../src/a b.js', '-o');
  report.check(read(folder, 'dist/b c.js').endsWith('\n//# sourceMappingURL=b%20c.js.map\n'), '-o: the comment');
  quiet(folder, ['--source-map=maps.map', 'src/a b.js', '-o', 'dist/c.js']);
  report.equal(summary(read_json(folder, 'maps.map')), 'dist/c.js src/a b.js', '--source-map=FILE');
  report.check(read(folder, 'dist/c.js').endsWith('\n//# sourceMappingURL=../maps.map\n'), '--source-map=FILE: the comment');
  quiet(folder, ['--source-map', '--out-dir', 'out', 'src/a b.js', 'src/clean.js']);
  report.equal(summary(read_json(folder, 'out/src/a b.js.map')), 'a b.js ../../src/a b.js', '--out-dir');
  report.equal(summary(read_json(folder, 'out/src/clean.js.map')), 'clean.js ../../src/clean.js', '--out-dir: without a change');
  quiet(folder, ['--source-map', '-i', 'src/clean.js']);
  report.equal(fs.readdirSync(path.join(folder, 'src')).join(), 'a b.js,clean.js', '-i: nothing without a change');
  quiet(folder, ['--source-map', '-i', path.join(folder, 'src/a b.js')]);
  report.equal(summary(read_json(folder, 'src/a b.js.map')), 'a b.js a b.js', '-i: absolute');
  report.equal(read_json(folder, 'src/a b.js.map').sourcesContent[0], stale, '-i: what was there is in the map');
  const map = read(folder, 'src/a b.js.map');
  const text = read(folder, 'src/a b.js');
  quiet(folder, ['--source-map', '-i', 'src/a b.js']);
  report.check(read(folder, 'src/a b.js') === text && read(folder, 'src/a b.js.map') === map, '-i: again');
  const filtered = quiet(folder, ['--source-map=s.map', '--stdin-filename', 'src/s.js'], stale);
  report.equal(summary(read_json(folder, 's.map')), 's.js src/s.js', 'standard input');
  report.check(filtered.endsWith('\n//# sourceMappingURL=s.map\n'), 'standard input: the comment');
  report.equal(summary(inline_map(quiet(folder, ['--source-map=inline'], stale))), 'undefined <stdin>', 'no name');
}

function moved_maps() {
  const code = 'var wasmMemory, HEAP8;\nf(HEAP8[p]);\n//# sourceMappingURL=../maps/a.map';
  const map = { version: 3, sourceRoot: '../ts', sources: ['a.ts', '/abs.ts', 'webpack://x/b.ts'], names: [], mappings: 'AAAA;ACAA,CCAA', ignoreList: [2] };
  const folder = folder_with({ 'js/a.js': code, 'maps/a.map': JSON.stringify(map), 'out/x': '' });
  quiet(folder, ['--source-map', 'js/a.js', '-o', 'out/a.js']);
  const moved = read_json(folder, 'out/a.js.map');
  report.equal(moved.sources.join(), '../ts/a.ts,/abs.ts,webpack://x/b.ts', 'sources are relative to the new map');
  report.equal(moved.ignoreList.join(), '2', 'the ignore list is kept');
  report.equal(JSON.stringify(moved.sourcesContent), '[null,null,null]', 'no contents are invented');
}

function problems() {
  const code = 'var wasmMemory, HEAP8;\nf(HEAP8[p]);\n';
  const data = (text) => `data:application/json;base64,${Buffer.from(text).toString('base64')}`;
  const cases = [
    ['gone.map', /^a\.js:3:3: warning: this source map cannot be used.*: cannot read 'gone\.map': No such file/],
    ['https://example.org/a.map', /^a\.js:3:3: warning: .*only files and data URLs are read/],
    [data('{'), /^a\.js:3:3: warning: .*it is not JSON/],
    [data('{"version":3,"sources":[],"names":[],"mappings":"AAAA"}'), /^a\.js:3:3: warning: .*`mappings` is wrong at offset 0/],
  ];
  for (const [url, expected] of cases) {
    const folder = folder_with({ 'a.js': `${code}  //# sourceMappingURL=${url}\n` });
    const done = heaplift(folder, ['--source-map', 'a.js', '-o', 'b.js']);
    report.check(done.code === 0 && expected.test(done.err), `${url}: exit code ${done.code}\n${done.err}`);
    report.equal(read_json(folder, 'b.js.map').sources.join(), 'a.js', `${url}: the map leads to the file`);
    report.equal(heaplift(folder, ['-q', '--source-map', 'a.js', '-o', 'b.js']).err, '', `${url}: --quiet`);
  }
  const folder = folder_with({ 'a.js': `${code}//# sourceMappingURL=a.map\n` });
  report.check(/^a\.js:3:1: warning: this source map does not fit/.test(heaplift(folder, ['a.js']).err), 'a stale map is warned of');
  const other = folder_with({ 'a.js': code });
  for (const flags of [['a.js', '-o', 'b.js', '--source-map=a.js'], ['a.js', '-o', 'b.js', '--source-map=./b.js'], ['a.js', '--source-map=sub/../a.js']]) {
    const done = heaplift(other, flags);
    report.check(done.code === 2 && done.err.includes('it is an input or a result'), `${flags.join(' ')}: ${done.err}`);
  }
  report.equal(fs.readdirSync(other).join(), 'a.js', 'nothing is written');
  const unwritable = heaplift(other, ['a.js', '-o', 'b.js', '--source-map=no/a.map']);
  report.check(unwritable.code === 2 && !fs.existsSync(path.join(other, 'b.js')), 'no map, no result');
}

/** node itself reads the map: the stack of an error names the place in the TypeScript source. */
function stack() {
  const { code, map } = compiled(`${kTypeScript.join('\n')}\nfail(1);\n`);
  const runnable = `var wasmMemory = new WebAssembly.Memory({ initial: 1 }), HEAP8, HEAPU8;\n${code}`;
  map.mappings = `;${map.mappings}`;
  const folder = folder_with({ 'a.mjs': `${runnable}//# sourceMappingURL=a.mjs.map\n`, 'a.mjs.map': JSON.stringify(map) });
  quiet(folder, ['--source-map', '-i', 'a.mjs']);
  const done = spawnSync(process.execPath, ['--enable-source-maps', 'a.mjs'], { cwd: folder, encoding: 'utf8' });
  report.check(/a\.ts:7:52/.test(done.stderr), `the stack names a.ts:7:52\n${done.stderr}`);
  report.check(/a\.ts:8:1/.test(done.stderr), `the stack names a.ts:8:1\n${done.stderr}`);
}

function long_line() {
  const input = `var wasmMemory,HEAP8;${'f(HEAP8[p],"😀");'.repeat(200_000)}`;
  const output = quiet(kFolder, ['--source-map=inline', '--runtime', 'none'], input);
  const last = originalPositionFor(new TraceMap(inline_map(output)), { line: 1, column: output.lastIndexOf('p)') });
  report.equal(last.column, input.lastIndexOf('p]'), 'the end of a long line');
}

unusual_texts();
fixtures();
names();
through_input_maps();
index_map();
minified_names();
places();
moved_maps();
problems();
stack();
long_line();
report.finish();
