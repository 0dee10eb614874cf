// The behaviour of the JavaScript runtimes: what `heaplift runtime` prints is run over real memories.
//
// Usage: HEAPLIFT=path/to/heaplift node tests/real/runtime.test.mjs
// Covers unshared, shared and wasm2js memories, growth by this and by another thread, all element types,
// odd indexes, heaps over 2 GiB and memory64. Prints one line of counts; exits with 1 on a failure.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { Worker } from "node:worker_threads";

const heaplift = process.env.HEAPLIFT;
if (!heaplift) {
  console.error("runtime.test.mjs: set HEAPLIFT to the heaplift executable");
  process.exit(1);
}

const PAGE = 65536;
const TYPES = {
  i8: { array: Int8Array, wasm: "8_s", store: "8", js: "Int8" },
  u8: { array: Uint8Array, wasm: "8_u", store: "8", js: "Uint8" },
  i16: { array: Int16Array, wasm: "16_s", store: "16", js: "Int16" },
  u16: { array: Uint16Array, wasm: "16_u", store: "16", js: "Uint16" },
  i32: { array: Int32Array, wasm: "32_s", store: "32", js: "Int32" },
  u32: { array: Uint32Array, wasm: "32_u", store: "32", js: "Uint32" },
  i64: { array: BigInt64Array, wasm: "64_s", store: "64", js: "BigInt64" },
  u64: { array: BigUint64Array, wasm: "64_u", store: "64", js: "BigUint64" },
  f32: { array: Float32Array, wasm: "f32", store: "f32", js: "Float32" },
  f64: { array: Float64Array, wasm: "f64", store: "f64", js: "Float64" },
};
const is_big = (id) => id.endsWith("64") && id !== "f64";
const number_for = (id, n) => (is_big(id) ? BigInt(Math.trunc(n)) : n);

let passed = 0;
let failed = 0;
const skipped = [];

function check(what, got, wanted) {
  if (isDeepStrictEqual(got, wanted)) return void passed++;
  failed++;
  if (failed <= 20) console.error(`FAILED ${what}:`, got, "instead of", wanted);
}

function outcome(f) {
  try {
    return { value: f() };
  } catch (e) {
    return { error: e.name };
  }
}

const texts = {};
function runtime_text(pass) {
  return (texts[pass] ??= execFileSync(heaplift, ["runtime", "-p", pass], { encoding: "utf8" }));
}

// A function scope as in a rewritten file: the runtime on top, then the memory's declaration.
function growth_check(memory, strict = false) {
  const names = Object.keys(TYPES).flatMap((id) =>
    ["load", "store", "view", "call", "ref", "atomics"].map((helper) => `${helper}_${id}: hl_${helper}_${id}`));
  const scope = new Function(`${strict ? '"use strict";' : ""}\n${runtime_text("growth-check")}
    var wasmMemory;
    return { ${names.join(", ")}, assign(m) { wasmMemory = hl_memory(m); } };`)();
  if (memory) scope.assign(memory);
  return scope;
}

const methods_text = () => runtime_text("memory-methods");
function memory_methods(memory) {
  const names = Object.keys(TYPES).flatMap((id) =>
    ["call", "ref", "atomics"].map((helper) => `${helper}_${id}: hl_${helper}_${id}`));
  const scope = new Function(`${methods_text()}\nvar wasmMemory;
    return { ${names.join(", ")}, assign(m) { wasmMemory = hl_memory(m); } };`)();
  if (memory) scope.assign(memory);
  return scope;
}

// wasm2js glue: growth makes a new buffer and leaves the old one attached, with stale data.
class FakeMemory {
  constructor({ initial }) {
    this.buffer = new ArrayBuffer(initial * PAGE);
  }
  grow(delta) {
    const before = this.buffer.byteLength / PAGE;
    const bytes = new Uint8Array((before + delta) * PAGE);
    bytes.set(new Uint8Array(this.buffer));
    this.buffer = bytes.buffer;
    return before;
  }
}

const MEMORIES = {
  unshared: (initial = 1) => new WebAssembly.Memory({ initial, maximum: 200 }),
  shared: (initial = 1) => new WebAssembly.Memory({ initial, maximum: 200, shared: true }),
  fake: (initial = 1) => new FakeMemory({ initial }),
};
const symbol = Symbol("key");
const key_object = () => ({ count: 0, toString() { return String(++this.count); }, valueOf() { return 3; } });
const keys = (length) => [0, 1, 7, length - 1, length, length + 1, -1, -0, 0.5, 1.5, -1.5, NaN, Infinity, -Infinity,
  2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 53, undefined, null, true, "", "3", "03", "-1", "1.5", "length", "byteLength",
  "constructor", "none", 3n, -1n, [5], Symbol.toStringTag, symbol];

// A canonical numeric string: a key that typed arrays treat as an index, valid or not.
const is_numeric_key = (key) => typeof key !== "symbol" && (String(key) === "-0" || String(Number(key)) === String(key));

// --- growth-check ---------------------------------------------------------------------------------------

function test_growth_check_keys(kind, id) {
  const memory = MEMORIES[kind]();
  const h = growth_check(memory);
  const { array } = TYPES[id];
  const bytes = new Uint8Array(memory.buffer);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (i * 37) & 0x3f;
  for (let round = 0; round < 2; round++) {
    const real = new array(memory.buffer);
    for (const key of keys(real.length)) {
      const what = `growth-check ${kind} ${id}[${String(key)}] round ${round}`;
      check(`load ${what}`, outcome(() => h[`load_${id}`](key)), outcome(() => real[key]));
      if (!is_numeric_key(key)) continue;  // a store would make a property of the view object
      const value = number_for(id, 300.75);
      check(`store ${what}`, outcome(() => h[`store_${id}`](key, value)), outcome(() => value));
      const after = Array.from(real.subarray(0, 8)).concat(Array.from(real.subarray(-2)));
      const before = real[key];
      real[key] = value;
      check(`stored ${what}`, after, Array.from(real.subarray(0, 8)).concat(Array.from(real.subarray(-2))));
      if (before !== undefined) real[key] = before;
    }
    const object = key_object();
    h[`load_${id}`](object);
    check(`key is evaluated once ${kind} ${id}`, object.count, 1);
    memory.grow(1);
  }
}

function test_growth_check_growth(kind, id) {
  const memory = MEMORIES[kind]();
  const h = growth_check(memory, true);
  const { array } = TYPES[id];
  const size = array.BYTES_PER_ELEMENT;
  for (let pages = 1; pages < 6; pages++) {
    const what = `growth-check ${kind} ${id} at ${pages} pages`;
    const last = (pages * PAGE) / size - 1;
    const value = number_for(id, 40 + pages);
    check(`store ${what}`, h[`store_${id}`](last, value), value);
    check(`load ${what}`, h[`load_${id}`](last), value);
    check(`first ${what}`, h[`load_${id}`](0), pages === 1 ? number_for(id, 0) : number_for(id, 9));
    h[`store_${id}`](0, number_for(id, 9));
    check(`really there ${what}`, new array(memory.buffer)[last], value);
    check(`outside ${what}`, h[`load_${id}`](last + 1), undefined);
    const view = h[`view_${id}`]();
    check(`view ${what}`, [view.length, view.constructor], [last + 1, array]);
    check(`call ${what}`, h[`call_${id}`]("indexOf", value), Array.prototype.indexOf.call(view, value));
    check(`subarray ${what}`, h[`call_${id}`]("subarray", -1)[0], value);
    memory.grow(1);
    const set = h[`call_${id}`]("set", [number_for(id, 5)], last + 2);
    check(`set ${what}`, [set, h[`load_${id}`](last + 2)], [undefined, number_for(id, 5)]);
    const ref = h[`ref_${id}`](last + 3);
    [ref.value] = [number_for(id, 6)];
    const six = number_for(id, 6);
    check(`reference ${what}`, [ref.value, new array(memory.buffer)[last + 3]], [six, six]);
    if (size <= 8 && !id.startsWith("f")) {
      check(`atomics ${what}`, h[`atomics_${id}`](Atomics.add, last + 3, number_for(id, 1)), number_for(id, 6));
      check(`atomics at key ${what}`, h[`atomics_${id}`](Atomics.load, String(last + 3)), number_for(id, 7));
    }
    h[`store_${id}`](last + 3, number_for(id, 0));
    h[`store_${id}`](last + 2, number_for(id, 0));
  }
}

// Growth in an operand: the view must be the one after it.
function test_growth_check_operands(kind) {
  const memory = MEMORIES[kind]();
  const h = growth_check(memory);
  const grown = () => memory.grow(1) * PAGE;
  h.store_u8(1, 3);
  check(`operand store ${kind}`, [h.store_u8(1, (grown(), 77)), h.load_u8(1)], [77, 77]);
  check(`operand index ${kind}`, h.load_u8(grown()), 0);
  h.call_u8("set", [1, 2, 3], grown());
  check(`operand call ${kind}`, [...h.view_u8().subarray(-PAGE, -PAGE + 3)], [1, 2, 3]);
}

// grow(0) detaches the views of others over an unshared memory: it must never be called there.
function test_no_needless_growth() {
  const memory = MEMORIES.unshared();
  const h = growth_check(memory);
  const theirs = new Uint8Array(memory.buffer);
  h.load_u8(1e6), h.store_u8(-5, 1), h.view_u8(), h.load_u8("length"), h.atomics_u8(Atomics.load, 0);
  check("growth-check leaves the views of others attached", theirs.length, PAGE);
  memory_methods(memory);
  outcome(() => memory.load8_u(1e6)), memory.view8_u(), memory.load32_s(3);
  check("memory-methods leaves the views of others attached", theirs.length, PAGE);
}

function test_growth_check_before_memory() {
  const h = growth_check();
  check("load before the memory", outcome(() => h.load_i32(0)), { error: "TypeError" });
  check("store before the memory", outcome(() => h.store_i32(0, 1)), { error: "TypeError" });
  check("view before the memory", outcome(() => h.view_i32()), { value: undefined });
  check("call before the memory", outcome(() => h.call_i32("fill", 0)), { error: "TypeError" });
  h.assign(null);
  check("load of null", outcome(() => h.load_i32(0)), { error: "TypeError" });
  for (const [a, b] of [["unshared", "shared"], ["shared", "fake"], ["fake", "unshared"], ["unshared", "fake"]]) {
    const first = MEMORIES[a](), second = MEMORIES[b]();
    h.assign(first);
    h.store_i32(0, 1);
    h.assign(second);
    second.grow(2);
    check(`another memory, ${a} to ${b}`, [h.load_i32(0), h.view_i32().byteLength], [0, 3 * PAGE]);
  }
}

// --- memory-methods -------------------------------------------------------------------------------------

const trap = { error: "RuntimeError" };

function wasm_element(array, memory, p) {
  return new array(memory.buffer.slice(p, p + array.BYTES_PER_ELEMENT))[0];
}

function test_methods(kind, id) {
  const memory = MEMORIES[kind]();
  memory_methods(memory);
  const { array, wasm, store } = TYPES[id];
  const size = array.BYTES_PER_ELEMENT;
  const load = (p) => memory[`load${wasm}`](p), put = (p, v) => memory[`store${store}`](p, v);
  for (let pages = 1; pages < 4; pages++) {
    const end = pages * PAGE;
    new Uint8Array(memory.buffer).forEach((_, i, bytes) => (bytes[i] = (i * 29 + 128) & 0x7f));
    for (const p of [0, size, 1, 3, 5, end - size, end - size - 1, 8.75, 1.25, "16", NaN, undefined, -0.5]) {
      const at = Math.trunc(p) || 0;
      const what = `memory-methods ${kind} ${id} at ${p} of ${pages} pages`;
      check(`load ${what}`, outcome(() => load(p)), { value: wasm_element(array, memory, at) });
      const value = number_for(id, -3.5);
      check(`store ${what}`, outcome(() => put(p, value)), { value: undefined });
      check(`stored ${what}`, wasm_element(array, memory, at), array.of(value)[0]);
      check(`loaded ${what}`, load(p), array.of(value)[0]);
    }
    for (const p of [end, end - size + 1, -1, -size, 2 ** 32, 2 ** 32 + size, Infinity, -(2 ** 31), 2 ** 53]) {
      if (size === 1 && p === end - size + 1 && p < end) continue;
      check(`load ${kind} ${id} at ${p} traps`, outcome(() => load(p)), trap);
      check(`store ${kind} ${id} at ${p} traps`, outcome(() => put(p, number_for(id, 1))), trap);
    }
    test_method_views(kind, id, memory);
    memory.grow(1);
  }
}

function test_method_views(kind, id, memory) {
  const { array, wasm } = TYPES[id];
  const size = array.BYTES_PER_ELEMENT;
  const real = new array(memory.buffer);
  const view = (...range) => memory[`view${wasm}`](...range);
  const shape = (v) => [v.constructor, v.byteOffset, v.length, v.buffer.byteLength];
  const ranges = [[], [0], [16], [16, 32], [16, undefined], [-16], [-16, -8], [32, 16], [17, 37], [1e9], [0, 1e9],
    [NaN, 16], [undefined, 16], ["16", "32"], [16.5, 33.5], [null, 8], [16, null], [-0.5], [Infinity], [-Infinity]];
  for (const range of ranges) {
    const scaled = range.map((b) => (b === undefined ? b : Number(b) / size));
    check(`view ${kind} ${id} (${range})`, shape(view(...range)), shape(real.subarray(...scaled)));
  }
}

function test_method_helpers(kind) {
  const memory = MEMORIES[kind]();
  const h = memory_methods();
  check("reference before the memory", outcome(() => h.ref_u8(0).value), { error: "TypeError" });
  h.assign(memory);
  const ref = h.ref_i32(PAGE / 4 + 1);
  memory.grow(1);
  [ref.value] = [7];
  check(`reference ${kind}`, [ref.value, memory.load32_s(PAGE + 4)], [7, 7]);
  h.call_i32("fill", 3, memory.grow(1) * PAGE / 4);
  check(`call ${kind}`, memory.load32_u(2 * PAGE), 3);
  check(`atomics ${kind}`, h.atomics_i32(Atomics.add, PAGE / 4 + 1, 5), 7);
  memory.grow(1);
  check(`atomics after growth ${kind}`, h.atomics_i32(Atomics.load, (PAGE * 3) / 4), 0);
  check(`methods are not enumerable ${kind}`, Object.keys(memory).filter((name) => name !== "buffer"), []);
}

// Two rewritten files on one page, and an engine that has a method of its own.
function test_two_runtimes() {
  const memory = MEMORIES.unshared();
  const first = memory_methods(memory), second = memory_methods(memory);
  const theirs = Object.getOwnPropertyDescriptor(WebAssembly.Memory.prototype, "load8_s");
  first.call_u8("fill", 9);
  memory.grow(1);
  second.ref_u8(PAGE).value = 4;
  check("two runtimes", [memory.load8_u(PAGE), memory.load8_u(0)], [4, 9]);
  check("installed once", [theirs.enumerable, theirs.value], [false, WebAssembly.Memory.prototype.load8_s]);
  const without = new Function("WebAssembly", `${methods_text()}; return hl_memory(undefined);`);
  check("no WebAssembly", outcome(() => without(undefined)), { value: undefined });
}

// --- other threads, large heaps, memory64 ---------------------------------------------------------------

const GROWER = `
  const { workerData: { memory, control, wide } } = require("node:worker_threads");
  for (let round = 1; ; round++) {
    Atomics.store(control, 4, round);
    while (Atomics.load(control, 0) !== round) if (Atomics.load(control, 3)) process.exit(0);
    const p = Number(memory.grow(wide ? 1n : 1)) * 65536 + 64;
    new Int32Array(memory.buffer)[p >> 2] = round;
    control[1] = p;
    control[2] = round;
  }`;

// Another thread grows during one long builtin: V8 has no stack check between it and the access, and both
// memory.buffer and the instruction memory.size are stale then.
async function test_other_thread(name, memory, read, wide = false) {
  const control = new Int32Array(new SharedArrayBuffer(64));
  const worker = new Worker(GROWER, { eval: true, workerData: { memory, control, wide } });
  const long = new Float64Array(1e6), short = new Float64Array(8);
  const wait_and_read = new Function("read", "control", "array", "round", `
    control[0] = round;
    array.indexOf(7);
    if (control[2] !== round) return "late";
    return read(control[1]);`);
  const warm = new Int32Array(new SharedArrayBuffer(64));
  for (let i = 1; i < 30000; i++) {
    warm[1] = i % 2 ? 64 : 1e9;  // the way through a miss must be hot code too
    warm[2] = i;
    outcome(() => wait_and_read(read, warm, short, i));
  }
  const got = [];
  for (let round = 1; round <= 12; round++) {
    while (Atomics.load(control, 4) !== round) await new Promise((done) => setTimeout(done, 1));
    const value = wait_and_read(read, control, long, round);
    if (value !== "late") got.push(value === round);
    else while (Atomics.load(control, 2) !== round);
  }
  Atomics.store(control, 3, 1);
  await worker.terminate();
  check(`growth by another thread, ${name}`, got.filter((right) => !right).length, 0);
}

async function test_other_threads() {
  const h = growth_check(), m = memory_methods();
  const fresh = () => {
    const memory = MEMORIES.shared();
    h.assign(memory), m.assign(memory);
    return memory;
  };
  const memory = { now: undefined };
  const readers = {
    load: (p) => h.load_i32(p >> 2),
    view: (p) => h.view_i32()[p >> 2],
    call: (p) => h.call_i32("at", p >> 2),
    subarray: (p) => h.call_i32("subarray", p >> 2, (p >> 2) + 1)[0],
    atomics: (p) => h.atomics_i32(Atomics.load, p >> 2),
    length: (p) => (h.load_i32("length") > p >> 2 ? h.load_i32(p >> 2) : -1),
    load32_s: (p) => memory.now.load32_s(p),
    view32_s: (p) => memory.now.view32_s(p, p + 4)[0],
    "atomics of a method": (p) => m.atomics_i32(Atomics.load, p >> 2),
  };
  for (const [name, read] of Object.entries(readers)) await test_other_thread(name, (memory.now = fresh()), read);
}

function test_large(shared) {
  let memory;
  try {
    memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared });
    memory.grow(35000);
  } catch (e) {
    return void skipped.push(`over 2 GiB ${shared ? "shared" : "unshared"} (${e.message})`);
  }
  const h = growth_check(memory);
  memory_methods(memory);
  for (const p of [8, 2 ** 31 - 8, 2 ** 31, 2 ** 31 + 8, 35000 * PAGE - 8]) {
    const five = [h.store_u8(p, 5), h.load_u8(p), memory.load8_u(p), memory.load8_s(p | 0)];
    check(`large store at ${p}`, five, [5, 5, 5, 5]);
    memory.store32(p | 0, -7);
    check(`large i32 at ${p}`, [h.load_i32(p / 4), memory.load32_s(p), memory.load32_s(p | 0)], [-7, -7, -7]);
    memory.storef64(p + 4, 1.5);
    check(`large misaligned f64 at ${p}`, memory.loadf64((p + 4) | 0), 1.5);
  }
  // As typed arrays have it: a negative index is no element, whatever pointer it may have been.
  const signed = (2 ** 31 + 8) | 0;
  check("large, signed", [h.store_u8(signed, 9), h.load_u8(signed), h.load_u8(signed >>> 0)], [9, undefined, 249]);
  check("large, signed and shifted", [h.load_i32(signed >> 2), h.load_i32(signed >>> 2)], [undefined, -7]);
  check("large, signed and masked", [memory.load32_s(signed & -4), memory.load8_u(signed + 1)], [-7, 255]);
  check("large outside", [h.load_u8(35001 * PAGE), h.load_u8(-1)], [undefined, undefined]);
  check("large outside traps", outcome(() => memory.load8_u(35001 * PAGE)), trap);
}

function memory64(shared) {
  return new WebAssembly.Memory({ address: "i64", initial: 1n, maximum: 100000n, shared });
}

async function test_memory64() {
  for (const shared of [false, true]) {
    const memory = memory64(shared);
    const h = growth_check(memory);
    memory_methods(memory);
    for (let pages = 1; pages < 4; pages++) {
      const p = pages * PAGE - 4;
      const got = [h.store_i32(p / 4, pages), memory.load32_s(p), memory.load32_s(BigInt(p))];
      check(`memory64 store`, got, [pages, pages, pages]);
      memory.store16(BigInt(p - 1), 513);
      check(`memory64 BigInt`, [h.load_u8(BigInt(p - 1)), memory.load8_u(p)], [1, 2]);
      check(`memory64 view`, [h.view_u8().length, memory.view8_u(BigInt(p)).length], [pages * PAGE, 4]);
      check(`memory64 traps`, outcome(() => memory.load32_s(-4n)), trap);
      check(`memory64 outside`, h.load_u8(pages * PAGE), undefined);
      memory.grow(1n);
    }
    if (!shared) continue;
    await test_other_thread("memory64 load", memory, (p) => h.load_i32(p >> 2), true);
    await test_other_thread("memory64 view32_s", memory, (p) => memory.view32_s(p)[0], true);
  }
  test_over_4_gib();
}

function test_over_4_gib() {
  const memory = memory64(true);
  const pages = 70000;
  if (outcome(() => memory.grow(BigInt(pages - 1))).error) return void skipped.push("over 4 GiB");
  const h = growth_check(memory);
  memory_methods(memory);
  for (const p of [16, 2 ** 31 + 16, 2 ** 32 + 16, pages * PAGE - 16]) {
    h.store_u32(p / 4, p % 1000);
    check(`memory64 at ${p}`, [h.load_u32(p / 4), memory.load32_u(p), memory.load32_u(BigInt(p)), memory.load8_u(p)],
      [p % 1000, p % 1000, p % 1000, (p % 1000) & 255]);
  }
}

function has_memory64() {
  return !outcome(() => memory64(false).grow(0n)).error && !outcome(() => memory64(true).grow(0n)).error;
}

// An own engine that has memory64, when this one has not.
async function test_memory64_somewhere() {
  if (has_memory64()) return test_memory64();
  const path = (name) => fileURLToPath(new URL(`../node_modules/${name}/bin/node`, import.meta.url));
  const other = ["node26", "node24"].map(path).find(existsSync);
  if (!other) return void skipped.push(`memory64 (node ${process.version} has none)`);
  const run = spawnSync(other, [fileURLToPath(import.meta.url), "memory64"], { encoding: "utf8" });
  process.stderr.write(run.stderr);
  check(`memory64 in ${other}: ${run.stdout}`, run.status, 0);
}

// --- the text itself ------------------------------------------------------------------------------------

async function test_text() {
  for (const pass of ["growth-check", "memory-methods"]) {
    const text = runtime_text(pass);
    check(`${pass} ends in a newline`, text.endsWith("}\n") || text.endsWith(";\n"), true);
    check(`${pass} starts with a comment`, text.startsWith(`// heaplift runtime (${pass}): `), true);
    const url = "data:text/javascript," + encodeURIComponent(`${text}\nvar wasmMemory;`);
    check(`${pass} in a module`, Object.keys(await import(url)), []);
    const declared = text.match(/^(?:function|var) [\w$]+/gm).map((line) => line.split(" ")[1]);
    check(`${pass} has prefixed names only`, declared.filter((name) => !name.startsWith("hl_")), []);
    check(`${pass} declares each name once`, new Set(declared).size, declared.length);
  }
}

if (process.argv[2] !== "memory64") {
  await test_text();
  for (const kind of Object.keys(MEMORIES)) {
    for (const id of Object.keys(TYPES)) {
      test_growth_check_keys(kind, id);
      test_growth_check_growth(kind, id);
      test_methods(kind, id);
    }
    test_growth_check_operands(kind);
    test_method_helpers(kind);
  }
  test_no_needless_growth();
  test_growth_check_before_memory();
  test_two_runtimes();
  await test_other_threads();
  test_large(false);
  test_large(true);
}
await test_memory64_somewhere();
for (const what of skipped) console.log(`skipped: ${what}`);
console.log(`runtime: ${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exitCode = failed ? 1 : 0;
