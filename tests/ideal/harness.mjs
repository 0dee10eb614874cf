// The ideal: what a program means when every access binds its view at the moment of the operation.
//
// A *program* is the text of a sloppy script that declares `function main()` and uses the views HEAP8 … HEAPF64
// and the helpers that `prepare_realm` defines. It is run in two ways:
//
//   run_ideal      the original text; each view is a proxy that makes a typed array over the present
//                  `memory.buffer` for every single operation, hence after all operands were evaluated
//   run_rewritten  what heaplift made of it, with real views that nobody but the program refreshes
//
// Both must give the same log, the same outcome and the same memory. `run_rewritten(with_preamble(text))`
// without heaplift in between shows what the program does unprotected.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const kHere = path.dirname(fileURLToPath(import.meta.url));
const kPageBytes = 65536;
const kRunTimeout = 10000;  // milliseconds

export const kPasses = ['growth-check', 'memory-methods'];
export const kMemories = ['unshared', 'shared'];

export const kViews = {
  HEAP8: 'Int8Array', HEAPU8: 'Uint8Array', HEAP16: 'Int16Array', HEAPU16: 'Uint16Array',
  HEAP32: 'Int32Array', HEAPU32: 'Uint32Array', HEAP64: 'BigInt64Array', HEAPU64: 'BigUint64Array',
  HEAPF32: 'Float32Array', HEAPF64: 'Float64Array',
};

const kPreamble = `var Module = host_module;
var wasmMemory = Module['wasmMemory'] || new WebAssembly.Memory({ initial: 1, maximum: 64 });
var ${Object.keys(kViews).join(', ')};
function updateMemoryViews() {
  var b = wasmMemory.buffer;
${Object.entries(kViews).map(([view, type]) => `  Module['${view}'] = ${view} = new ${type}(b);`).join('\n')}
}
updateMemoryViews();
`;

const kStrictStart = /^(?:\/\/.*\n)*'use strict';\n/;

/** The file that heaplift gets: the views as a release glue declares them, then the program. */
export function with_preamble(program) {
  const start = kStrictStart.exec(program)?.[0] ?? '';
  return start + kPreamble + program.slice(start.length);
}

// ---------------------------------------------------------------------------------------------------------
// What a program finds in its realm. This function is evaluated inside of it, so it must stand alone.

function prepare_realm({ ideal, page_pattern, view_types }) {
  let memory, lines, growths_left;  // of the present run
  const fresh_view_of = new Map();  // proxy → function that binds it
  const unwrap = (value) => (fresh_view_of.has(value) ? fresh_view_of.get(value)() : value);
  const is_view = ArrayBuffer.isView;

  const describe_number = (value) => (Object.is(value, -0) ? '-0' : String(value));
  const describe_elements = (view) => {
    const shown = [];
    for (let i = 0; i < view.length && shown.length < 24; i++) shown.push(describe_number(view[i]));
    return `${view.constructor.name}(${view.length})[${shown}]`;
  };
  const describe = (raw, depth = 0) => {
    const value = unwrap(raw);
    if (typeof value === 'number') return describe_number(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value === 'function') return 'function';
    if (value === null || typeof value !== 'object') return String(value);
    if (value instanceof Error) return value.constructor.name;
    if (is_view(value)) return describe_elements(value);
    if (depth > 4) return '…';
    if (Array.isArray(value)) return `[${Array.from(value, (each) => describe(each, depth + 1))}]`;
    return `{${Object.keys(value).map((key) => `${key}:${describe(value[key], depth + 1)}`)}}`;
  };

  const set_bytes = Function.prototype.call.bind(Uint8Array.prototype.set);
  const fill_pages = (first) => {
    const bytes = new Uint8Array(memory.buffer);
    for (let at = first * page_pattern.length; at < bytes.length; at += page_pattern.length) set_bytes(bytes, page_pattern, at);
  };

  /** A view that binds to the memory in each trap; its target is an empty object, so no proxy invariant bites. */
  const ideal_view = (Type) => {
    const fresh = () => new Type(memory.buffer);
    const proxy = new Proxy(Object.create(null), {
      get: (_, key) => fresh()[key],
      set: (_, key, value) => {
        const view = fresh();
        if (typeof key === 'symbol' || String(Number(key)) !== key) return Reflect.set(view, key, value);
        view[key] = value;
        return true;
      },
      has: (_, key) => key in fresh(),
      deleteProperty: (_, key) => Reflect.deleteProperty(fresh(), key),
      ownKeys: () => Reflect.ownKeys(fresh()),
      getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(fresh(), key),
      defineProperty: (_, key, descriptor) => Reflect.defineProperty(fresh(), key, descriptor),
      getPrototypeOf: () => Type.prototype,
    });
    fresh_view_of.set(proxy, fresh);
    return proxy;
  };

  /** Built-ins reject proxies, so those that a program hands its views to bind them when called. */
  const let_accept_proxies = (holder) => {
    for (const key of Reflect.ownKeys(holder)) {
      const { value: native } = Reflect.getOwnPropertyDescriptor(holder, key);
      if (typeof native !== 'function' || key === 'constructor') continue;
      holder[key] = { method(...operands) { return Reflect.apply(native, unwrap(this), operands.map(unwrap)); } }.method;
    }
  };

  const ideal_views = {};
  if (ideal) {
    for (const holder of [Object.getPrototypeOf(Uint8Array.prototype), Atomics, ArrayBuffer]) let_accept_proxies(holder);
    for (const [name, type] of Object.entries(view_types)) ideal_views[name] = ideal_view(globalThis[type]);
  }

  const helpers = {
    /** Grows the memory by a page, as a call into wasm would, and tells nobody. */
    grow() {
      if (growths_left-- > 0) fill_pages(memory.grow(1));
      return 0;
    },
    growTo(value) { helpers.grow(); return value; },
    log(value) { lines.push(describe(value)); return value; },
    /** The address `bytes` below the end of the memory as it is now: beyond every stale view after growth. */
    top: (bytes) => memory.buffer.byteLength - bytes,
    /** Any number as a BigInt, for operands of the 64-bit views. */
    big: (value) => (Number.isFinite(Number(value)) ? BigInt(Math.trunc(Number(value))) : 0n),
    /** Runs a generator to its end, sends each yielded value back, and gives what it returns. */
    drive(generator) {
      let step = generator.next();
      while (!step.done) step = generator.next(step.value);
      return step.value;
    },
  };

  /** As grow(), and sets the global `page` to an address in the newest page. */
  helpers.take = () => { helpers.grow(); globalThis.page = memory.buffer.byteLength - 128; return 1; };
  helpers.fail = () => { throw helpers.take(); };
  helpers.Taking = class { constructor() { this.n = helpers.take(); } };
  helpers.host = { take: helpers.take };
  /** Whoever awaits it has the memory grow meanwhile. */
  helpers.patient = { then(resolve) { resolve(helpers.take()); } };
  helpers.steps = { [Symbol.iterator]() { return { left: 3, next() { return helpers.take() && { done: this.left-- <= 0, value: this.left }; }, return: () => ({ done: helpers.take() }) }; } };
  /** As drive(), with a growth at every step. */
  helpers.drive_taking = (generator) => {
    let step = generator.next();
    while (!step.done) step = generator.next(helpers.take());
    return step.value;
  };

  const clean_names = new Set(Reflect.ownKeys(globalThis));
  const clean_methods = new Set(Reflect.ownKeys(WebAssembly.Memory.prototype));
  const remove_others = (holder, kept) => Reflect.ownKeys(holder).forEach((key) => kept.has(key) || delete holder[key]);

  /** Makes the realm as new and gives it a memory of one page. */
  const start = ({ shared, growths }) => {
    remove_others(globalThis, clean_names);
    remove_others(WebAssembly.Memory.prototype, clean_methods);
    memory = new WebAssembly.Memory({ initial: 1, maximum: 64, shared });
    lines = [];
    growths_left = growths;
    fill_pages(0);
    Object.assign(globalThis, helpers, ideal_views, { host_module: { ...ideal_views, wasmMemory: memory }, page: 1024 });
    Atomics.take = helpers.take;
    if (ideal) Object.assign(globalThis, { Module: host_module, wasmMemory: memory, updateMemoryViews: () => {} });
    return { memory, lines };
  };
  return { start, describe };
}

const kPrepareRealm = new vm.Script(`(${prepare_realm})`);

/** Bytes without 0x7f and 0xff: no float in a fresh page is a NaN, whose bits JavaScript may change. */
const kPagePattern = Uint8Array.from({ length: kPageBytes }, (_, i) => {
  const byte = (Math.imul(i + 1, 2654435761) >>> 13) & 0xff;
  return (byte & 0x7f) === 0x7f ? byte - 1 : byte;
});

// ---------------------------------------------------------------------------------------------------------
// Running

/** The promise, or a failure when it is never settled. */
const soon = (promise) => {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('main never settled')), kRunTimeout); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

function new_realm(ideal) {
  const context = vm.createContext({});
  const realm = kPrepareRealm.runInContext(context)({ ideal, page_pattern: kPagePattern, view_types: kViews });
  return { context, ...realm };
}

const kWatchContext = vm.createContext({});
const kWatched = new vm.Script('watched()');

/** Calls a function that is ended, with all that it calls, when it does not return in time; whether it returned. */
function within_time(watched) {
  kWatchContext.watched = watched;
  try {
    kWatched.runInContext(kWatchContext, { timeout: kRunTimeout });
    return true;
  } catch (error) {
    if (error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}

const compile = (text, ideal) => new vm.Script(text, { filename: ideal ? 'ideal.js' : 'rewritten.js' });

/** A run that has not begun. */
function new_run({ context, start, describe }, options) {
  return { context, describe, ...start(options), settle: () => { throw new Error('main never returned'); } };
}

/** Runs the script that a function gives, as far as the return of its `main`. */
function begin(run, script) {
  try {
    const value = script().runInContext(run.context);
    run.settle = () => (typeof value?.then === 'function' ? soon(value) : value);
  } catch (error) {
    run.settle = () => { throw error; };
  }
}

/** What came of a run. */
async function end({ memory, lines, describe, settle }) {
  const result = { log: lines };
  try {
    result.outcome = `returns ${describe(await settle())}`;
  } catch (error) {
    result.thrown = error;
    result.outcome = `throws ${error?.constructor?.name ?? describe(error)}`;
  }
  result.image = new Uint8Array(memory.buffer);
  return result;
}

function run_alone(text, ideal, { shared = false, growths = 8 }) {
  const run = new_run(new_realm(ideal), { shared, growths });
  within_time(() => begin(run, () => compile(`${text}\n;main()`, ideal)));
  return end(run);
}

/**
 * Runs the original text of a program on views that are never stale.
 * Options: shared (memory) and growths (how many calls of grow() take effect).
 */
export const run_ideal = (program, options = {}) => run_alone(program, true, options);

/** Runs a whole file, preamble included, on real views. Options as for `run_ideal`. */
export const run_rewritten = (text, options = {}) => run_alone(text, false, options);

const pool = new Map();

function pooled_realm(ideal, memory) {
  const key = `${ideal} ${memory}`;
  if (!pool.has(key)) pool.set(key, new_realm(ideal));
  return pool.get(key);
}

/**
 * Runs a program and its rewritten file on both kinds of memory. Undefined, or how they differ on the first kind
 * where they do. For thousands of programs: realms are used again, with the text in a function, each text is
 * compiled once, and one time limit holds for both memories.
 */
export async function difference_on_any(program, rewritten, { growths = 4 } = {}) {
  if (rewritten.error) return rewritten.error;
  const runs = [];
  for (const [ideal, text] of [[true, program], [false, rewritten.text]]) {
    const which = ideal ? 'original' : 'rewritten';
    try {
      const script = compile(`(function () {${text}\n;return main })()()`, ideal);
      const begun = kMemories.map((memory) => new_run(pooled_realm(ideal, memory), { shared: memory === 'shared', growths }));
      if (!within_time(() => begun.forEach((run) => begin(run, () => script)))) return `${which}: main never returned`;
      runs.push(...begun);
    } catch (error) {
      return `${which}: ${error.message}`;
    }
  }
  const results = await Promise.all(runs.map(end));
  for (const [i, memory] of kMemories.entries()) {
    const different = compare(results[i], results[kMemories.length + i]);
    if (different) return `${memory}: ${different}`;
  }
  return undefined;
}

const first_byte_apart = (a, b) => a.findIndex((byte, i) => byte !== b[i]);

/** Undefined when two runs did the same, else one line that says where they part. */
export function compare(ideal, actual) {
  const lines = Math.max(ideal.log.length, actual.log.length);
  for (let i = 0; i < lines; i++) {
    if (ideal.log[i] !== actual.log[i]) return `log line ${i + 1}: ideal ${ideal.log[i] ?? 'nothing'}, got ${actual.log[i] ?? 'nothing'}${why(actual)}`;
  }
  if (ideal.outcome !== actual.outcome) return `outcome: ideal ${ideal.outcome}, got ${actual.outcome}${why(actual)}`;
  if (ideal.image.length !== actual.image.length) return `memory size: ideal ${ideal.image.length}, got ${actual.image.length}`;
  if (Buffer.compare(ideal.image, actual.image) === 0) return undefined;
  const at = first_byte_apart(ideal.image, actual.image);
  return `memory at ${at}: ideal ${ideal.image[at]}, got ${actual.image[at]}`;
}

const why = ({ thrown }) => (thrown ? ` (${String(thrown.message ?? thrown).split('\n')[0]})` : '');

// ---------------------------------------------------------------------------------------------------------
// heaplift

const temporary_folders = [];
process.on('exit', () => temporary_folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
process.on('unhandledRejection', () => {});  // a program may drop a promise that fails; its run is compared all the same

function is_writable(folder) {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** In memory where the system offers it: thousands of small files are written and read. */
const kTemporaryRoot = is_writable('/dev/shm') ? '/dev/shm' : os.tmpdir();

function temporary_folder() {
  const folder = fs.mkdtempSync(path.join(kTemporaryRoot, 'heaplift-ideal-'));
  temporary_folders.push(folder);
  return folder;
}

/** The binary under test: $HEAPLIFT, else the default build folder's. Exits with a message when there is none. */
export function heaplift_binary() {
  const binary = path.resolve(process.env.HEAPLIFT ?? path.join(kHere, '../../build/heaplift'));
  if (fs.existsSync(binary)) return binary;
  console.error(`${binary}: no such file; build heaplift, or name it in the environment variable HEAPLIFT`);
  process.exit(1);
}

/** More arguments for every call, from the environment variable EXTRA ("-O", "--names js", …). */
export const extra_arguments = () => (process.env.EXTRA ?? '').split(' ').filter(Boolean);

function rewrite_batch(texts, pass, extra) {
  const folder = temporary_folder();
  const names = texts.map((_, i) => `p${i}.js`);
  texts.forEach((text, i) => fs.writeFileSync(path.join(folder, names[i]), text));
  try {
    execFileSync(heaplift_binary(), ['rewrite', '-p', pass, '--out-dir', 'out', '-j', '2', ...extra, ...names],
      { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
    return names.map((name) => ({ text: fs.readFileSync(path.join(folder, 'out', name), 'utf8') }));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Rewrites whole files in one call of heaplift; gives `{text}` or `{error}` for each. heaplift refuses a batch
 * with one bad file as a whole, so a refused batch is halved until the culprits stand alone.
 */
export function rewrite_files(texts, pass, extra = extra_arguments()) {
  if (texts.length === 0) return [];
  try {
    return rewrite_batch(texts, pass, extra);
  } catch (error) {
    if (texts.length === 1) return [{ error: `heaplift: ${error.stderr?.toString().trim() || error.message}` }];
    const middle = texts.length >> 1;
    return [...rewrite_files(texts.slice(0, middle), pass, extra), ...rewrite_files(texts.slice(middle), pass, extra)];
  }
}

/** Rewrites programs, each behind the preamble, in one call of heaplift. */
export const rewrite_all = (programs, pass, extra) => rewrite_files(programs.map(with_preamble), pass, extra);

/** The program's part of a rewritten file, for a report: what follows the preamble's last line. */
export function without_preamble(text) {
  const end = kPreamble.trimEnd().split('\n').at(-1);
  const at = text.indexOf(`\n${end}`);
  return at < 0 ? text : text.slice(at + end.length + 1).trimStart();
}

/** Runs one program both ways on one kind of memory; undefined, or what differs. */
export async function difference(program, rewritten, memory, more = {}) {
  if (rewritten.error) return rewritten.error;
  const options = { shared: memory === 'shared', ...more };
  return compare(await run_ideal(program, options), await run_rewritten(rewritten.text, options));
}
