// Measures forms of functions in turns, and the kernels of glue.js so. Nothing of node's is used: the page of Chromium
// runs this, too. Times are in milliseconds.

// (func (export "add") (param i32 i32) (result i32) local.get 0, local.get 1, i32.add)
const kAdd = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 97,
  100, 100, 0, 0, 10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11]);

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

const kSampleTime = 2, kWarmTime = 40;
const kWarmRounds = 3;

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** The median of what `sample(name)` gives in `rounds` rounds, in each of which all names have their turn. */
export function in_turns(names, rounds, sample) {
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -kWarmRounds; round < rounds; round++) {
    for (const name of names) {
      const each = sample(name);
      if (round >= 0) times[name].push(each);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])]));
}

function time(run, subject, calls) {
  const start = performance.now();
  for (let i = 0; i < calls; i++) run(subject);
  return (performance.now() - start) / calls;
}

/** How many calls make a sample, once the code is warm. */
function calls_of_sample(run, subject) {
  let calls = 0;
  for (let spent = 0; spent < kWarmTime; calls += 50) spent += time(run, subject, 50) * 50;
  // A browser's clock is too coarse for fewer calls than a good part of a sample.
  const warm = Math.ceil(calls / 8);
  return Math.max(1, Math.round(kSampleTime / time(run, subject, warm)));
}

/** The time of a call of `run` with each of `subjects`, {form: subject}. */
export function compare(run, subjects, rounds) {
  const names = Object.keys(subjects);
  // A function of its own for each form: what one has seen must not spoil the other's code.
  const runs = Object.fromEntries(names.map((name) => [name, new Function('kText', `return ${run}`)(kText)]));
  const calls = Object.fromEntries(names.map((name) => [name, calls_of_sample(runs[name], subjects[name])]));
  return in_turns(names, rounds, (name) => time(runs[name], subjects[name], calls[name]));
}

function instantiate(text, shared) {
  const { add } = new WebAssembly.Instance(new WebAssembly.Module(kAdd)).exports;
  const memory = new WebAssembly.Memory({ initial: 64, maximum: 1024, shared });
  const glue = new Function('memory', 'add', text)(memory, add);
  glue.prepare();
  return glue;
}

/**
 * {kernel: {form: time of a call}}, of `forms`, {form: text of the glue}. Engines compile what runs first as nothing that
 * comes later (struct fill took half of the time or less): so where forms are compared, one that does not count goes first.
 */
export function measure_kernels({ forms, shared, rounds }) {
  const [first] = Object.values(forms);
  const all = Object.keys(forms).length > 1 ? { 'not counted': first, ...forms } : forms;
  const glues = Object.fromEntries(Object.keys(all).map((name) => [name, instantiate(all[name], shared)]));
  return Object.fromEntries(Object.entries(kKernels).map(([kernel, run]) => {
    const { 'not counted': _, ...times } = compare(run, glues, rounds);
    return [kernel, times];
  }));
}
