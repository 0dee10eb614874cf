// Runs rounds of growth by another thread in this process, with optimized functions of one program.
//
// Usage: node --allow-natives-syntax threads_rounds.mjs PROGRAM.js '{"plans":[{"form","wait","rounds"}],"seconds":S}'
// Prints, for each plan, how many rounds counted, were wrong, late and in optimized code.
//
// A round: this thread starts the worker and waits in one way; the worker grows the memory by a page, writes to
// it and publishes its address; this thread dereferences it; the worker looks at what has become of the memory.
import fs from 'node:fs';
import vm from 'node:vm';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';

import { kContents, kControl, kForms } from './threads_program.mjs';

const { start, pointer, done, stop, ready, finished, checked } = kControl;
const kPage = 65536;
const kRoundsPerMemory = 500;
const kWarmRuns = 400;
const kShortest = 2e5;
const kArray = new Float64Array(3e6);
const kElements = { Int32: Int32Array, Uint8: Uint8Array, Float64: Float64Array, BigInt64: BigInt64Array };

// V8's own functions: their syntax is known only behind the flag, so not to whoever else reads this file.
const native = (call) => new Function('f', `return %${call}(f)`);
const prepare = native('PrepareFunctionForOptimization');
const optimize_next = native('OptimizeFunctionOnNextCall');
const optimization_status = native('GetOptimizationStatus');

// The bits that tell of optimized code are not the same in all versions.
const kOptimized = (() => {
  const probe = new Function('a', 'return a + 1');
  prepare(probe);
  probe(1);
  const before = optimization_status(probe);
  optimize_next(probe);
  probe(1);
  return optimization_status(probe) & ~before;
})();
const is_optimized = (f) => (optimization_status(f) & kOptimized) === kOptimized;

const element = (buffer, { offset, type }, p) => new kElements[type](buffer, p + offset, 1);

function fill(buffer, p, round) {
  for (const [offset, type, value] of kContents) element(buffer, { offset, type }, p)[0] = value(round);
}

// --- the other thread -----------------------------------------------------------------------------------

// The worker answers `checked`: whether the memory is as the form leaves it.
function grow_in_rounds({ memory, control, form }) {
  const { memory: wanted } = kForms[form];
  for (let round = 1; ; round++) {
    Atomics.store(control, ready, round);
    Atomics.notify(control, ready);
    while (Atomics.load(control, start) !== round) if (Atomics.load(control, stop)) return;
    const p = memory.grow(1) * kPage + 64;
    fill(memory.buffer, p, round);
    control[pointer] = p;
    Atomics.store(control, done, round);
    Atomics.notify(control, done);
    while (Atomics.load(control, finished) !== round) if (Atomics.load(control, stop)) return;
    control[checked] = !wanted || element(memory.buffer, wanted, p)[0] === wanted.value(round) ? 1 : 0;
  }
}

// --- this thread ----------------------------------------------------------------------------------------

const new_memory = (maximum) => new WebAssembly.Memory({ initial: 1, maximum, shared: true });
const new_control = () => new Int32Array(new SharedArrayBuffer(64));

function warm_late(f, control, array) {
  const round = control[done];
  control[done] = -1;
  f(control, array, round, 9);
}

/** Runs a function until its types are known, with misses now and then, and has it optimized. */
function optimize(program, f) {
  const memory = new_memory(20), control = new_control(), array = new Float64Array(8);
  program.set_memory(memory);
  prepare(f);
  let p = 64;
  for (let round = 1; round <= kWarmRuns; round++) {
    if (round % 200 === 0) p = memory.grow(1) * kPage + 64;
    fill(memory.buffer, p, round);
    control[pointer] = p;
    control[done] = round;
    if (round === kWarmRuns) optimize_next(f);
    f(control, array, round, 9);
    if (round % 100 === 99) warm_late(f, control, array);
  }
}

function result_of(f, control, array, round) {
  try {
    return f(control, array, round, 1e9);
  } catch (error) {
    return error;
  }
}

/** Waits for a value that the worker will store. False when it never does. */
function wait_for(control, at, value) {
  for (let tries = 0; Atomics.load(control, at) !== value; tries++) {
    if (tries > 1000) return false;
    Atomics.wait(control, at, value - 1, 10);
  }
  return true;
}

function run_round(f, form, control, array, round) {
  if (!wait_for(control, ready, round)) throw new Error('the worker does not answer');
  const optimized = is_optimized(f);
  const got = result_of(f, control, array, round);
  if (!wait_for(control, done, round)) throw new Error('the worker does not grow');
  Atomics.store(control, finished, round);
  if (!wait_for(control, ready, round + 1)) throw new Error('the worker does not look');
  if (got === 'late') return { late: true };
  const wanted = (kForms[form].result ?? (() => 0))(round);
  return { optimized, wrong: got !== wanted || control[checked] !== 1, got };
}

/** Has the worker grow a memory while `body` runs. */
function with_worker(worker, form, memory, body) {
  const control = new_control();
  worker.postMessage({ memory, control, form });
  try {
    body(control);
  } finally {
    Atomics.store(control, stop, 1);
  }
}

function run_plan(program, worker, { form, wait, rounds }, deadline) {
  const f = program[`${form}_${wait}`];
  let length = kShortest;  // of the array that the builtin searches, so that the worker is done before
  const counts = { form, wait, rounds: 0, wrong: 0, late: 0, optimized: 0 };
  while (counts.rounds < rounds && Date.now() < deadline) {
    const memory = new_memory(2 * kRoundsPerMemory);
    with_worker(worker, form, memory, (control) => {
      for (let round = 1; round <= kRoundsPerMemory && counts.rounds < rounds && Date.now() < deadline; round++) {
        if (round === 1 || !is_optimized(f)) {
          optimize(program, f);
          program.set_memory(memory);
        }
        const { late, wrong, optimized, got } = run_round(f, form, control, kArray.subarray(0, length), round);
        if (late) {
          counts.late++;
          length = Math.min(2 * length, kArray.length);
          continue;
        }
        length = Math.max(kShortest, length - 2e4);
        counts.rounds++;
        counts.optimized += optimized;
        counts.wrong += wrong;
        if (wrong) counts.example ??= String(got);
      }
    });
  }
  return counts;
}

async function main() {
  const [file, wish] = process.argv.slice(2);
  const { plans, seconds } = JSON.parse(wish);
  const end = Date.now() + seconds * 1000;
  const program = vm.runInThisContext(`(${fs.readFileSync(file, 'utf8')})`)();
  const worker = new Worker(new URL(import.meta.url));
  const results = [];
  for (const [i, plan] of plans.entries()) {
    const share = Math.min(1, 4 / (plans.length - i)) * (end - Date.now());  // plans differ, and most need little
    results.push(run_plan(program, worker, plan, Date.now() + share));
  }
  await worker.terminate();
  console.log(JSON.stringify(results));
}

if (isMainThread) await main();
else parentPort.on('message', grow_in_rounds);
