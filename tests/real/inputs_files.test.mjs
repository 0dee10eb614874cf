// Files of every shape: line ends, byte order marks, no text, broken text, NUL bytes, nesting of 10,000 levels, and a
// small glue cut off at each of its bytes. The answer is a right result or an error with a place; never a crash, a
// hang, or a time that grows with the square of the size.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { Report, heaplift_path, temporary_folder } from './support.mjs';

const kPasses = ['growth-check', 'memory-methods'];
const kDepth = 10000;
const kTimeout = 120000;   // milliseconds; a hang
const kSecondsAtMost = 10; // of processor time, for any nest of kDepth levels
const kHeaplift = heaplift_path();
if (fs.existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm';  // each file is synced to the disk
const kFolder = temporary_folder('inputs-files');
const report = new Report('inputs_files');
const counts = {};

const count = (what, n = 1) => (counts[what] = (counts[what] ?? 0) + n);

function run(flags, options = {}) {
  const done = spawnSync(kHeaplift, ['rewrite', ...flags], { cwd: kFolder, maxBuffer: 1 << 30, timeout: kTimeout, ...options });
  return { code: done.signal ?? done.status, out: done.stdout?.toString() ?? '', err: done.stderr?.toString() ?? '' };
}

const rewritten = (text, pass, ...flags) => run(['-q', '-p', pass, ...flags], { input: text });

function parses(text) {
  try {
    new vm.Script(text);
    return true;
  } catch {
    return false;
  }
}

// ---------------------------------------------------------------------------------------------------------
// Line ends and marks

const kMark = '\ufeff';
const kLines = `"use strict"
var p = 16 // HEAP8[p]
HEAP8[p] = 1
/* HEAP8[
   0] */ HEAP8[
  p + 1
] = HEAP8[p] + 1
let text = \`HEAP8[0] \${HEAP8[p
]}\`
HEAP32[p >> 2]
++
p
Module["result"] = [text, HEAP8.length, HEAP32[4], p].join()
`;
const kLineEnds = { LF: '\n', CRLF: '\r\n', CR: '\r', 'U+2028': '\u2028', 'U+2029': '\u2029' };

/** What a program leaves in Module.result. */
function result_of(text) {
  const setup = 'var Module = {}, wasmMemory = new WebAssembly.Memory({initial: 1}), HEAP8 = new Int8Array(wasmMemory.buffer), HEAP32 = new Int32Array(wasmMemory.buffer);';
  const context = vm.createContext({});
  vm.runInContext(setup, context);
  vm.runInContext(text, context);
  return vm.runInContext('Module.result', context);
}

function check_shape(name, text, pass) {
  const done = rewritten(text, pass, '--verify');
  report.check(done.code === 0, `${name}, ${pass}: ${done.code} ${done.err}`);
  const [start] = /^\ufeff?(#!.*)?/.exec(text);
  report.check(done.out.startsWith(start), `${name}, ${pass}: the start ${JSON.stringify(start)} is not kept`);
  report.equal(result_of(done.out.replace(kMark, '')), result_of(text.replace(kMark, '')), `${name}, ${pass}: result\n${done.out}`);
  report.check(/HEAP8\[(?!p\]$|$| *0)/m.exec(done.out) === null, `${name}, ${pass}: an access is left\n${done.out}`);
  count('shapes');
}

function line_ends() {
  for (const pass of kPasses) {
    const plain = rewritten(kLines, pass, '--runtime', 'none').out;
    for (const [name, end] of Object.entries(kLineEnds)) {
      const text = kLines.replaceAll('\n', end);
      check_shape(name, text, pass);
      check_shape(`${name}, no final line end`, text.slice(0, -end.length), pass);
      check_shape(`${name}, byte order mark`, kMark + text, pass);
      check_shape(`${name}, hashbang`, `#!/usr/bin/env node${end}${text}`, pass);
      const same = (output) => output.replaceAll(end, '\n');
      report.equal(same(rewritten(text, pass, '--runtime', 'none').out), plain, `${name}, ${pass}: as with LF`);
      count('shapes');
    }
  }
}

function texts_without_code() {
  const texts = ['', '\n', '\r', kMark, '#!/usr/bin/env node', '#!/usr/bin/env node\n', `${kMark}#!x\r\n`, ';', '// HEAP8[0]', '/* HEAP8[0] */', '"HEAP8"', '\u2028', '\0'];
  for (const pass of kPasses) {
    for (const text of texts) {
      const done = rewritten(text, pass);
      report.check(done.code === 0 && done.out === text, `${JSON.stringify(text)}, ${pass}: ${done.code} ${JSON.stringify(done.out)} ${done.err}`);
      count('no code');
    }
  }
}

// ---------------------------------------------------------------------------------------------------------
// Bytes that are no text

const kInvalid = [[0x80], [0xff], [0xc0, 0x80], [0xc3], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xf0, 0x9f, 0x98], [0xf8, 0x88, 0x80, 0x80, 0x80]];

function invalid_text() {
  const before = 'HEAP8[0] = "é€😀';
  for (const bytes of kInvalid) {
    for (const [head, tail] of [['', ''], [before, ''], [before, '";\n'], ['// ', '\nHEAP8[1]']]) {
      const input = Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(tail)]);
      const done = rewritten(input, 'growth-check');
      const offset = Buffer.byteLength(head);
      report.check(done.code === 2 && done.out === '' && done.err.includes(`invalid UTF-8 at offset ${offset}`), `${bytes} at ${offset}: ${done.code} ${done.err}`);
      count('invalid UTF-8');
    }
  }
  for (const bytes of [[0xff, 0xfe, 0x41, 0x00], [0xfe, 0xff, 0x00, 0x41]]) {
    report.equal(rewritten(Buffer.from(bytes), 'growth-check').code, 2, 'UTF-16');
    count('invalid UTF-8');
  }
}

function nul_bytes() {
  const in_text = ['x = "\0"; HEAP8[0] = 1;', '/* \0 */ HEAP8[0] = 1;', '// \0\nHEAP8[0] = 1;', '`\0${HEAP8[0]}\0`', '/\0/.test(HEAP8[0])'];
  const in_code = ['\0HEAP8[0] = 1', 'HEAP8\0[0] = 1', 'HEAP8[\0 0] = 1', 'HEAP8[0] \0= 1', 'HEAP8[0] = 1;\0', 'HEAP8[0] = 1;\0\n', 'x;\n\0HEAP8[0] = 1;', 'HEA\0P8[0]'];
  for (const pass of kPasses) {
    for (const text of [...in_text, ...in_code]) {
      const done = rewritten(text, pass);
      const right = done.code === 0 && done.out.includes('\0') && parses(done.out) && !done.out.includes('HEAP8[');
      const refused = done.code === 2 && /^<stdin>:\d+:\d+: error: /.test(done.err);
      const wanted = parses(text) ? right || refused : refused || (done.code === 0 && done.out === text);
      report.check(wanted, `${JSON.stringify(text)}, ${pass}: ${done.code} ${done.err}\n${done.out.slice(-300)}`);
      count('NUL');
    }
  }
}

// ---------------------------------------------------------------------------------------------------------
// Nesting: `n` levels of each construct around an access.

const nest = (open, inner, close) => (n) => open.repeat(n) + inner + close.repeat(n);
const chain = (item, between, last = item) => (n) => (item + between).repeat(n) + last;
const numbered = (item, between = '') => (n) => Array.from({ length: n }, (_, i) => item(i)).join(between);

const kNests = {
  parentheses: nest('(', 'HEAP8[p]', ')'),
  arrays: nest('[', 'HEAP8[p]', ']'),
  spreads: nest('[...', 'HEAP8[p]', ']'),
  objects: nest('({a: ', 'HEAP8[p]', '})'),
  computed_keys: nest('({[', 'HEAP8[p]', ']: 1})'),
  blocks: nest('{', 'HEAP8[p] = 1', '}'),
  blocks_with_names: nest('{ let a = HEAP8[p]; ', 'a', '}'),
  functions: nest('function f() { ', 'HEAP8[p] += g();', ' }'),
  functions_each: nest('function f(a = HEAP8[p]++) { HEAP8[f()] += 1; ', '', ' }'),
  function_expressions: nest('(function () { return ', 'HEAP8[p]', ' })()'),
  arrows: nest('() => ', 'HEAP8[f()]++', ''),
  arrows_in_defaults: nest('(a = ', 'HEAP8[f()]++', ') => HEAP8[a]++'),
  async_arrows: nest('async (x) => await ', 'HEAP8[f()]++', ''),
  generators: nest('(function* () { yield ', 'HEAP8[yield] += 1', '})'),
  methods: nest('({ m() { return ', 'HEAP8[f()]++', ' } })'),
  getters: nest('({ get m() { return ', 'HEAP8[f()]++', ' } })'),
  classes: nest('class A { m() { ', 'HEAP8[f()]++', ' } }'),
  class_fields: nest('(class { x = ', 'HEAP8[f()]++', ' })'),
  static_blocks: nest('class A { static { ', 'HEAP8[f()]++', ' } }'),
  heritages: nest('(class extends ', 'HEAP8[f()]', ' {})'),
  templates: nest('`${', 'HEAP8[p]', '}`'),
  tags: (n) => `HEAP8[p]${'`a`'.repeat(n)}`,
  loads: nest('HEAP8[', 'p', ']'),
  loads_shifted: nest('HEAP32[', 'p', ' >> 2]'),
  module_loads: nest('Module.HEAP8[', 'p', ']'),
  stores_in_index: nest('HEAP8[', 'p', '] = 1'),
  stores: chain('HEAP8[f()]', ' = ', '1'),
  stores_with_parentheses: nest('HEAP8[f()] = (', 'HEAP8[p]', ')'),
  compounds: chain('HEAP8[f()]', ' += ', '1'),
  compounds_in_index: nest('HEAP8[', 'f()', '] += 1'),
  logical_assignments: chain('HEAP8[f()]', ' ||= ', '1'),
  increments_in_index: nest('HEAP8[', 'f()', ']++'),
  prefixes_in_index: nest('--HEAP8[', 'f()', ']'),
  bigint_increments: nest('HEAP64[', 'f()', ']++'),
  late_calls: nest('HEAPU8.set(', 'f()', ', f())'),
  early_calls: nest('HEAPU8.subarray(', '0', ')'),
  method_chain: (n) => `HEAPU8${'.subarray(f())'.repeat(n)}`,
  atomics: nest('Atomics.load(HEAP32, ', 'f()', ')'),
  views_as_arguments: nest('f(HEAP8, ', 'p', ')'),
  computed_bases: nest('(c ? HEAP8 : HEAP16)[', 'p', ']'),
  checked: nest('(growMemViews(), HEAP8)[', 'p', ']'),
  optional_loads: nest('HEAP8?.[', 'p', ']'),
  optional_chain: (n) => `HEAP8?.[0]${'?.a'.repeat(n)}`,
  calls: nest('f(', 'HEAP8[p]', ')'),
  call_chain: (n) => `HEAP8[p]${'()'.repeat(n)}`,
  member_chain: (n) => `HEAP8[p]${'.a'.repeat(n)}`,
  index_nest: nest('a[', 'HEAP8[p]', ']'),
  news: nest('new ', 'HEAP8[p]', ''),
  new_calls: nest('new A(', 'HEAP8[p]', ')'),
  sums: chain('HEAP8[p]', ' + '),
  sums_of_increments: chain('HEAP8[f()]++', ' + '),
  powers: chain('HEAP8[p]', ' ** '),
  ands: chain('HEAP8[p]', ' && '),
  nullish: chain('HEAP8[p]', ' ?? '),
  commas: chain('HEAP8[f()]++', ', '),
  conditionals: chain('HEAP8[p] ? 1 : ', '', 'HEAP8[f()]++'),
  conditionals_left: (n) => `HEAP8[p]${' ? 1 : 2'.repeat(1)}`.replace(/^/, '('.repeat(n)) + ' ? 1 : 2)'.repeat(n),
  conditionals_middle: nest('a ? ', 'HEAP8[f()]++', ' : b'),
  assignments: chain('a', ' = ', 'HEAP8[p]'),
  nots: nest('!', 'HEAP8[p]', ''),
  minuses: nest('- ', 'HEAP8[f()]++', ''),
  typeofs: nest('typeof ', 'HEAP8[p]', ''),
  awaits: (n) => `async function f() { ${'await '.repeat(n)}HEAP8[p] }`,
  yields: (n) => `function* f() { ${'yield '.repeat(n)}HEAP8[p] }`,
  array_targets: (n) => `${nest('[', 'HEAP8[f()]', ']')(n)} = a`,
  object_targets: (n) => `(${nest('{a: ', 'HEAP8[f()]', '}')(n)} = a)`,
  default_targets: (n) => `${'[HEAP8[f()] = '.repeat(n)}1${'] = a'.repeat(n)}`,
  declared_patterns: (n) => `var ${nest('[', 'b = HEAP8[f()]++', ']')(n)} = a`,
  ifs: nest('if (HEAP8[p]) ', 'HEAP8[f()]++', ''),
  else_ifs: chain('if (HEAP8[p]) HEAP8[f()]++; else ', '', ';'),
  fors: nest('for (HEAP8[f()]++; ;) ', ';', ''),
  for_ofs: nest('for (HEAP8[f()] of a) ', ';', ''),
  whiles: nest('while (HEAP8[p]) ', 'HEAP8[f()]++', ''),
  do_whiles: nest('do ', 'HEAP8[f()]++', '; while (HEAP8[p])'),
  tries: nest('try { ', 'HEAP8[f()]++', ' } catch (e) { HEAP8[e] }'),
  switches: nest('switch (HEAP8[p]) { case HEAP8[f()]++: ', '', ' }'),
  labels: numbered((i) => `l${i}: `, ''),
  labels_around: (n) => `${numbered((i) => `l${i}: `)(n)}HEAP8[f()]++`,
  elements: (n) => `x = ${nest('<a>', '{HEAP8[p]}', '</a>')(n)}`,
  // Breadth.
  statements: numbered(() => 'HEAP8[f()]++;', '\n'),
  statements_without_semicolons: numbered(() => 'HEAP8[f()] += g()', '\n'),
  statements_in_function: (n) => `function f() { ${numbered(() => 'x = HEAP8[f()]++;')(n)} }`,
  sibling_functions: numbered((i) => `function f${i}() { return HEAP8[f()]++ }`, '\n'),
  sibling_arrows: numbered(() => '() => HEAP8[f()]++', ', '),
  names: numbered((i) => `var a${i} = HEAP8[a${(i * 7919) % 10000}];`, '\n'),
  parameters: (n) => `function f(${numbered((i) => `a${i} = HEAP8[f()]++`, ', ')(n)}) {}`,
  aliases: numbered((i) => `var h${i} = HEAP8; h${i}[f()]++;`, '\n'),
  alias_chain: (n) => `var h0 = HEAP8;${numbered((i) => `var h${i + 1} = h${i};`)(n)} h${n}[0] = 1`,
  alias_chain_backwards: (n) => `${Array.from({ length: n }, (_, i) => `var h${n - i} = h${n - i - 1};`).join('')}var h0 = HEAP8; h${n}[0] = 1`,
  assigned_names: numbered((i) => `var a${i}; a${i} = a${i + 1}; a${i}[0] = HEAP8[0];`, '\n'),
  views_defined: numbered((i) => `var v${i}; Module.HEAP8 = v${i} = new Int8Array(wasmMemory.buffer); v${i}[0] = 1;`, '\n'),
  refreshers: numbered((i) => `function u${i}() { HEAP8 = new Int8Array(wasmMemory.buffer); }`, '\n'),
  shadows: numbered(() => '{ let HEAP8 = []; HEAP8[0] = 1; }', '\n'),
  arguments: (n) => `HEAPU8.set(${numbered(() => 'f()', ', ')(n)})`,
  cases: (n) => `switch (HEAP8[p]) { ${numbered((i) => `case HEAP8[${i}]: HEAP8[f()]++;`)(n)} }`,
  properties: (n) => `x = {${numbered((i) => `a${i}: HEAP8[f()]++`, ', ')(n)}}`,
  evals: numbered(() => "eval('x'); HEAP8[0];", '\n'),
  comments: numbered(() => '/* HEAP8 */ HEAP8 /* a */ [ /* b */ 0 ] // c', '\n'),
  escapes: numbered(() => '\\u0048EAP8[f()]++;', '\n'),
  withs: numbered(() => 'with (a) HEAP8[0];', '\n'),
};
// Not JavaScript: the parser has to guess.
const kBroken = {
  open_parentheses: nest('(', 'HEAP8[p]', ''),
  open_brackets: nest('[', 'HEAP8[p]', ''),
  open_braces: nest('{', 'HEAP8[p]', ''),
  open_loads: nest('HEAP8[', '', ''),
  open_stores: nest('HEAP8[p] = ', '', ''),
  open_templates: nest('`${', 'HEAP8[p]', ''),
  open_functions: nest('function f() {', 'HEAP8[p]', ''),
  open_arrows: nest('(a = (', 'HEAP8[p]', ''),
  open_classes: nest('class A { x = ', 'HEAP8[p]', ''),
  open_elements: nest('<a>', 'HEAP8[p]', ''),
  closing_parentheses: nest('', 'HEAP8[p]', ')'),
  closing_brackets: nest('', 'HEAP8[p]', ']'),
  closing_braces: nest('', 'HEAP8[p]', '}'),
  mismatched: nest('([{', 'HEAP8[p]', '])}'),
  operators: nest('* ', 'HEAP8[p]', ''),
  dots: nest('.', 'HEAP8[p]', ''),
  hashes: nest('#', 'HEAP8[p]', ''),
  at_signs: nest('@', 'HEAP8[p]', ''),
  quotes: nest('"\n', 'HEAP8[p]', ''),
  slashes: nest('/ ', 'HEAP8[p]', ''),
  keywords: nest('function class if ', 'HEAP8[p]', ''),
  words: nest('a ', 'HEAP8[p]', ''),
};

/** Runs with the processor time that it took, in seconds. */
function run_timed(text, pass) {
  const file = path.join(kFolder, 'nest.js');
  fs.writeFileSync(file, text);
  const script = '"$0" "$@" >out.js; code=$?; times >&2; exit $code';
  const done = spawnSync('sh', ['-c', script, kHeaplift, 'rewrite', '-q', '-p', pass, 'nest.js'],
    { cwd: kFolder, encoding: 'utf8', maxBuffer: 1 << 28, timeout: kTimeout });
  const [user] = [...done.stderr.matchAll(/^(\d+)m([\d.]+)s (\d+)m([\d.]+)s\n?$/gm)].slice(-1);
  const seconds = user ? Number(user[1]) * 60 + Number(user[2]) + Number(user[3]) * 60 + Number(user[4]) : Infinity;
  return { code: done.signal ?? done.status, err: done.stderr, out: fs.readFileSync(path.join(kFolder, 'out.js'), 'utf8'), seconds };
}

const refused = (done, name) => done.code === 2 && new RegExp(`^${name}:\\d+:\\d+: error: `, 'm').test(done.err) && !done.err.includes('internal error');

function check_small(name, text, pass) {
  const done = rewritten(text, pass, '--verify');
  report.check(done.code === 0 || refused(done, '<stdin>'), `${name} of 30, ${pass}: ${done.code} ${done.err.slice(0, 500)}`);
  if (done.code === 0 && parses(text)) report.check(parses(done.out), `${name} of 30, ${pass}: the result is not JavaScript\n${text}\n  became\n${done.out}`);
  return done.code;
}

function check_deep(name, make, pass) {
  const small = check_small(name, make(30), pass);
  const done = run_timed(make(kDepth), pass);
  const what = `${name} of ${kDepth}, ${pass}`;
  report.check(done.code === 0 || refused(done, 'nest.js'), `${what}: ${done.code} ${done.err.slice(0, 500)}`);
  report.check(done.code === small || name in kBroken, `${what}: exit ${done.code}, but ${small} for 30\n${done.err.slice(0, 500)}`);
  report.check(done.seconds <= kSecondsAtMost, `${what}: took ${done.seconds} s of processor time`);
  if (done.seconds > slowest.seconds) Object.assign(slowest, { name: what, seconds: done.seconds });
  if (process.env.VERBOSE) console.log(what, done.code, done.seconds);
  count(done.code === 0 ? 'nests rewritten' : 'nests refused');
}

const slowest = { name: '', seconds: 0 };

function nests() {
  const only = process.env.ONLY ?? '';
  for (const [name, make] of Object.entries({ ...kNests, ...kBroken }).filter(([each]) => each.includes(only))) {
    for (const pass of kPasses) check_deep(name, make, pass);
  }
}

// ---------------------------------------------------------------------------------------------------------
// A glue that ends too early

const kGlue = `var Module = typeof Module != 'undefined' ? Module : {};
var wasmMemory, HEAP8, HEAPU8, HEAP32, HEAPF64;
/* Réglage: HEAP8[0] 😀 */
function updateMemoryViews() {
  var b = wasmMemory.buffer;
  Module['HEAP8'] = HEAP8 = new Int8Array(b);
  Module['HEAPU8'] = HEAPU8 = new Uint8Array(b);
  Module['HEAP32'] = HEAP32 = new Int32Array(b);
  Module['HEAPF64'] = HEAPF64 = new Float64Array(b);
}
function UTF8ToString(ptr, max) {
  let end = ptr, text = "";
  while (HEAPU8[end] && !(end >= ptr + max)) ++end; // "]"
  for (const c of HEAPU8.subarray(ptr, end)) text += String.fromCharCode(c);
  return \`<\${text}\${HEAP8[ptr]++}>\`.replace(/[\\]"'\`]/g, '');
}
const _copy = (to, from, n) => HEAPU8.set(HEAPU8.slice(from, from + n), _malloc(n) + to);
var abi = { get: (p) => HEAP32[p >> 2], set(p, v = HEAPF64[p >>> 3]) { HEAP32[(p >> 2) + 1] ||= v; } };
async function* read(fd) {
  for await (HEAP8[fd] of stream(fd)) yield* [HEAP32[await fd], ...HEAPU8];
  switch (HEAP8[fd]) { case 1: return HEAP8[2]-- / 2 / HEAP8[3]; default: throw fd; }
}
class Pool extends Array { #top = HEAP32[f()]++; static { [HEAP8[1], HEAP8[2] = 3] = [4]; } at(i) { return super.at(i) ?? HEAP8[i]; } }
if (Module.shared) { Atomics.add(HEAP32, ptr >> 2, _f()); } else do HEAP8[0] += 1; while (HEAP8[0] < 9)
export_: for (var i in HEAP8) if (!HEAP8.length) break export_;
var $ = function (h) { return h[0] + (0, HEAP8)[1]; }(HEAP8);
`;

function truncations() {
  const bytes = Buffer.from(kGlue);
  for (const pass of kPasses) {
    const folder = fs.mkdtempSync(path.join(kFolder, 'cut-'));
    const names = Array.from({ length: bytes.length + 1 }, (_, n) => `cut${n}.js`);
    names.forEach((name, n) => fs.writeFileSync(path.join(folder, name), bytes.subarray(0, n)));
    const first = run(['-q', '-p', pass, '--out-dir', 'out', ...names], { cwd: folder });
    report.check(first.code === 2 && !first.err.includes('internal error'), `cut off, ${pass}: ${first.code} ${first.err.slice(0, 500)}`);
    const bad = new Set([...first.err.matchAll(/^(cut\d+\.js):(?:\d+:\d+:)? error: /gm)].map(([, name]) => name));
    const good = names.filter((name) => !bad.has(name));
    const second = run(['-q', '-p', pass, '--out-dir', 'out', ...good], { cwd: folder });
    report.check(second.code === 0, `cut off, ${pass}: ${second.code} ${second.err.slice(0, 500)}`);
    for (const name of good) check_cut(name, pass, folder);
    const third = run(['-q', '--check', '-p', pass, ...good.map((name) => `out/${name}`)], { cwd: folder });
    report.check(third.code === 0, `cut off, ${pass}: a second run changes ${third.out}${third.err.slice(0, 500)}`);
    for (const name of bad) report.check(!parses(fs.readFileSync(path.join(folder, name), 'utf8')), `${name}, ${pass}: refused, but it is JavaScript`);
    count('cuts refused', bad.size);
    count('cuts rewritten', good.length);
  }
}

function check_cut(name, pass, folder) {
  const input = fs.readFileSync(path.join(folder, name), 'utf8');
  const output = fs.readFileSync(path.join(folder, 'out', name), 'utf8');
  report.check(parses(input) === parses(output), `${name}, ${pass}: ${parses(input) ? 'no longer' : 'became'} JavaScript\n${input.slice(-200)}\n  became\n${output.slice(-400)}`);
}

line_ends();
texts_without_code();
invalid_text();
nul_bytes();
nests();
truncations();
const numbers = Object.entries(counts).map(([what, n]) => `${n} ${what}`).join(', ');
console.log(`inputs_files: ${numbers}; slowest ${slowest.name} (${slowest.seconds.toFixed(1)} s)`);
report.finish();
