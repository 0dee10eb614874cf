// Runs the kernels of one or more forms in this process, interleaved, and prints the median nanoseconds per call.
//
// Usage: node kernels.mjs CONFIG.json, {forms: {name: text}, shared, rounds}. Prints {kernel: {form: nanoseconds}}.

import fs from 'node:fs';

const { forms, shared, rounds } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));

// (func (export "add") (param i32 i32) (result i32) local.get 0, local.get 1, i32.add)
const kAdd = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 97,
  100, 100, 0, 0, 10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11]);
const { add } = new WebAssembly.Instance(new WebAssembly.Module(kAdd)).exports;

const kText = 'The quick brown fox jumps over the lazy dog. Größe, naïve. ';

/** What each kernel is called with: functions of the glue's exports. */
const kKernels = {
  'byte sum': (glue) => glue.byteSum(1024, 10000),
  'byte store': (glue) => glue.byteStore(200000, 10000),
  'UTF-8 decode': (glue) => glue.UTF8ToString(2048),
  'UTF-8 encode': (glue) => glue.stringToUTF8(kText, 150000, 200),
  'struct fill': (glue) => { for (let i = 0; i < 1000; i++) glue.fill(300000 + i * 48, i, i + 1); },
  'random loads': (glue) => glue.randomLoads(400000, 10000),
  'f64 sum': (glue) => glue.doubleSum(1024, 10000),
  'load and call': (glue) => glue.loadAndCall(1024, 10000),
  'subarray and set': (glue) => glue.copyRanges(500000, 1000),
};

function instantiate(text) {
  const memory = new WebAssembly.Memory({ initial: 64, maximum: 1024, shared });
  const glue = new Function('memory', 'add', text)(memory, add);
  glue.prepare();
  return glue;
}

const names = Object.keys(forms);
const glues = Object.fromEntries(names.map((name) => [name, instantiate(forms[name])]));

/** Nanoseconds per call, over about `budget` nanoseconds. */
function time(run, glue, calls) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < calls; i++) run(glue);
  return Number(process.hrtime.bigint() - start) / calls;
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

const kSampleTime = 2e6, kWarmTime = 4e7;  // nanoseconds
const result = {};
for (const [kernel, run] of Object.entries(kKernels)) {
  // A function of its own for each form: what one has seen must not spoil the other's code.
  const runs = Object.fromEntries(names.map((name) => [name, new Function(`return ${run.toString().replace('kText', JSON.stringify(kText))}`)()]));
  const calls = {}, times = {};
  for (const name of names) {
    for (let spent = 0; spent < kWarmTime;) spent += time(runs[name], glues[name], 50) * 50;
    calls[name] = Math.max(1, Math.round(kSampleTime / time(runs[name], glues[name], 50)));
    times[name] = [];
  }
  for (let round = -3; round < rounds; round++) {
    for (const name of names) {
      const each = time(runs[name], glues[name], calls[name]);
      if (round >= 0) times[name].push(each);
    }
  }
  result[kernel] = Object.fromEntries(names.map((name) => [name, median(times[name])]));
}
console.log(JSON.stringify(result));
