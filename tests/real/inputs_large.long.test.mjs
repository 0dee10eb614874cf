// Large files: one line of 10 MB, and 60 MB, must take about ten times as long as a tenth of them, in processor time.
// Each text is also made to end with an error, which has to be found and shown in good time, too.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Report, heaplift_path, temporary_folder } from './support.mjs';

const kHeaplift = heaplift_path();
const kFolder = temporary_folder('inputs-large');
const kPasses = ['growth-check', 'memory-methods'];
const kMega = 1000000;
const kRatioAtMost = 16;  // for ten times the size
const kMemoryNeeded = 8e9;  // bytes, for 60 MB
const kTimeout = 300000;  // milliseconds
const report = new Report('inputs_large');
const shown = [];

// A program of so many bytes from a piece of text.
const kShapes = {
  'one line': (bytes) => repeated('HEAP8[p]=HEAP32[q+4>>2]+f(HEAPU8[r]);g(HEAPU8.subarray(a,b));', bytes),
  'one line of compounds': (bytes) => repeated('HEAP8[f()]+=HEAP32[q]++;', bytes),
  'one line of other text': (bytes) => `HEAP8[0]=1;${repeated('a.b(c[d],"é€");', bytes)}`,
  'one string': (bytes) => `HEAP8[0]="${'x'.repeat(bytes)}";`,
  'one expression': (bytes) => `x=${repeated('HEAP8[p]+f()-', bytes)}1;`,
  functions: (bytes) => numbered((i) => `function f${i}(p, q = ${i}) {\n  var h = HEAPU8;\n  while (h[p]) HEAP32[p++ >> 2] += h[q];\n  return f${i >> 1}(() => HEAP8[p]);\n}\n`, bytes),
  'functions in one': (bytes) => `var Module = function (Module) {\nvar wasmMemory, HEAP8;\n${numbered((i) => `  function f${i}(p) { let t${i} = HEAP8[p]; return f${i >> 1}(t${i}); }\n`, bytes)}};\n`,
};

const repeated = (piece, bytes) => piece.repeat(Math.ceil(bytes / piece.length));

function numbered(piece, bytes) {
  const pieces = [];
  for (let size = 0; size < bytes; size += pieces.at(-1).length) pieces.push(piece(pieces.length));
  return pieces.join('');
}

/** Rewrites a text; exit code, messages, output and the seconds of processor time. */
function run(text, pass) {
  fs.writeFileSync(path.join(kFolder, 'in.js'), text);
  const script = '"$0" rewrite -q -p "$1" in.js >out.js; code=$?; times >&2; exit $code';
  const done = spawnSync('sh', ['-c', script, kHeaplift, pass], { cwd: kFolder, encoding: 'utf8', timeout: kTimeout, maxBuffer: 1 << 28 });
  const [times] = [...done.stderr.matchAll(/^(\d+)m([\d.]+)s (\d+)m([\d.]+)s\n?$/gm)].slice(-1);
  const seconds = times ? Number(times[1]) * 60 + Number(times[2]) + Number(times[3]) * 60 + Number(times[4]) : Infinity;
  return { code: done.signal ?? done.status, err: done.stderr, seconds, output: path.join(kFolder, 'out.js') };
}

/** Views that are left, in a part of the output that is small enough for a string. */
function accesses_left(file) {
  const text = fs.readFileSync(file, 'latin1');
  return text.split(/\bHEAP(?:U?8|32)\[/).length - 1;
}

function measure(name, make, pass, bytes) {
  const done = run(make(bytes), pass);
  report.check(done.code === 0, `${name} of ${bytes} bytes, ${pass}: ${done.code} ${done.err.slice(0, 1000)}`);
  report.equal(accesses_left(done.output), 0, `${name} of ${bytes} bytes, ${pass}: accesses left`);
  return done.seconds;
}

function compare(name, make, pass, bytes) {
  const small = measure(name, make, pass, bytes / 10);
  const large = measure(name, make, pass, bytes);
  const ratio = large / Math.max(small, 0.05);
  report.check(ratio <= kRatioAtMost, `${name}, ${pass}: ${small} s for ${bytes / 10} bytes, but ${large} s for ${bytes}`);
  shown.push(`${name} ${bytes / kMega} MB ${pass} ${large.toFixed(1)} s (x${ratio.toFixed(1)})`);
}

function fail_at_end(name, make, bytes) {
  const done = run(`${make(bytes)}\nHEAP8[`, 'growth-check');
  const refused = done.code === 2 && /^in\.js:\d+:\d+: error: /m.test(done.err);
  report.check(refused && done.err.length < 2000, `${name} with an error at its end: ${done.code} ${done.err.slice(0, 1000)}`);
  shown.push(`${name} with an error ${done.seconds.toFixed(1)} s`);
}

const only = process.env.ONLY ?? '';
for (const [name, make] of Object.entries(kShapes).filter(([each]) => each.includes(only))) {
  for (const pass of kPasses) compare(name, make, pass, 10 * kMega);
  fail_at_end(name, make, 10 * kMega);
}
if (os.freemem() < kMemoryNeeded) console.log('inputs_large: skipped: there is not enough free memory for 60 MB');
else if (!only) compare('functions', kShapes.functions, 'growth-check', 60 * kMega);
console.log(`inputs_large: ${shown.join('; ')}`);
report.finish();
