// The program of the tests of growth by another thread: it waits until a worker has grown the memory and published
// a pointer into the new page, and dereferences that pointer at once.
//
// A function for every form of access and every way to wait. All in one function, as nothing but straight-line
// optimized code shows what V8 does: it tells a thread of growth elsewhere at its next stack check, until then
// `memory.buffer` is the old one. An atomic load of the pointer hides that, so the pointer is read plainly.

/** Where the parts of the control array are. */
export const kControl = { start: 0, pointer: 1, done: 2, stop: 3, ready: 4, finished: 5, checked: 6 };

/** What the worker writes at the pointer before it publishes it: `[offset, type, value of round]`. */
export const kContents = [
  [0, 'Int32', (round) => round],
  [8, 'Float64', (round) => round + 0.5],
  [16, 'Uint8', (round) => round & 127],
  [32, 'BigInt64', (round) => BigInt(round)],
];

const kBytes = 's[0] | s[1] << 8 | s[2] << 16 | s[3] << 24';
const same = (round) => round;
const at = (offset, type, value) => ({ offset, type, value });

/** name: code, the result, and what the worker must find in memory afterwards. */
export const kForms = {
  load: { code: 'return HEAP32[p >> 2];', result: same },
  load_byte: { code: 'return HEAPU8[p + 16];', result: (round) => round & 127 },
  load_f64: { code: 'return HEAPF64[p + 8 >> 3];', result: (round) => round + 0.5 },
  load_i64: { code: 'return Number(HEAP64[p + 32 >> 3]);', result: same },
  load_property: { code: 'return Module.HEAP32[p >> 2];', result: same },
  store: { code: 'HEAP32[p + 40 >> 2] = round;', memory: at(40, 'Int32', same) },
  store_f64: { code: 'HEAPF64[p + 40 >> 3] = round + 0.25;', memory: at(40, 'Float64', (round) => round + 0.25) },
  compound: { code: 'return HEAP32[p >> 2] += 7;', result: (round) => round + 7, memory: at(0, 'Int32', (round) => round + 7) },
  increment: { code: 'return HEAP32[p >> 2]++;', result: same, memory: at(0, 'Int32', (round) => round + 1) },
  logical: { code: 'return HEAP32[p + 24 >> 2] ||= round;', result: same, memory: at(24, 'Int32', same) },
  target: { code: '[HEAP32[p + 40 >> 2]] = [round];', memory: at(40, 'Int32', same) },
  subarray: { code: `var s = HEAPU8.subarray(p, p + 4); return ${kBytes};`, result: same },
  slice: { code: `var s = HEAPU8.slice(p, p + 4); return ${kBytes};`, result: same },
  set: { code: 'HEAPU8.set([round & 127, 1, 0, 0], p + 40);', memory: at(40, 'Int32', (round) => (round & 127) + 256) },
  fill: { code: 'HEAPU8.fill(round & 127, p + 40, p + 41);', memory: at(40, 'Int32', (round) => round & 127) },
  copy_within: { code: 'HEAPU8.copyWithin(p + 40, p, p + 4);', memory: at(40, 'Int32', same) },
  index_of: { code: 'return HEAP32.indexOf(round, p >> 2) - (p >> 2);', result: () => 0 },
  length: { code: 'return HEAPU8.length > p ? 1 : 0;', result: () => 1 },
  argument: { code: 'return element(HEAP32, p >> 2);', result: same },
  atomics_load: { code: 'return Atomics.load(HEAP32, p >> 2);', result: same },
  region: { code: 'return HEAP32[p >> 2] + HEAPU8[p + 16] - (round & 127) + HEAPF64[p + 8 >> 3] - round - 0.5;', result: same },
  region_loop: { code: 'for (var i = 0, s = 0; i < 4; i++) s |= HEAPU8[p + i] << 8 * i; return s;', result: same },
  region_stores: { code: 'HEAP32[p + 40 >> 2] = round - 1; HEAPU8[p + 44] = 1; HEAP32[p + 40 >> 2]++;', memory: at(40, 'Int32', same) },
  region_ranges: { code: 'HEAPU8.set(HEAPU8.subarray(p, p + 4), p + 40); return HEAP32[p + 40 >> 2];', result: same, memory: at(40, 'Int32', same) },
  span: { code: 'return ((q) => { return HEAP32[q >> 2] + HEAPU8[q + 16] - (round & 127) + HEAPF64[q + 8 >> 3] - round - 0.5; })(p);', result: same },
  span_stores: { code: '((q) => { HEAP32[q + 40 >> 2] = round - 1; HEAPU8[q + 44] = 1; HEAP32[q + 40 >> 2]++; })(p);', memory: at(40, 'Int32', same) },
  atomics_add: { code: 'return Atomics.add(HEAP32, p >> 2, 5);', result: same, memory: at(0, 'Int32', (round) => round + 5) },
};

const { start, pointer, done } = kControl;

/** The ways to wait for the worker. `array` is long and `limit` high, but while functions warm up. */
export const kWaits = {
  builtin: `array.indexOf(7);`,
  spin: `for (var n = 0; n < limit && control[${done}] !== round; n++);`,
  wait: `Atomics.wait(control, ${done}, round - 1, 10000);`,
};

const function_text = (form, wait, code) => `
  program.${form}_${wait} = function (control, array, round, limit) {
    control[${start}] = round;
    ${kWaits[wait]}
    if (control[${done}] !== round) return "late";
    var p = control[${pointer}];
    ${code}
    return 0;
  };
`;

/** The check of a view's buffer that Emscripten puts in front of an access. */
const with_identity_check = (code) => code.replace(/(?:Module\.)?HEAP\w+/g, '(check(), $&)');

/** A file as MODULARIZE shapes it: `create_program()` gives its functions and `set_memory`. */
export function program_text({ identity_check = false } = {}) {
  const functions = Object.entries(kForms).flatMap(([form, { code }]) =>
    Object.keys(kWaits).map((wait) => function_text(form, wait, identity_check ? with_identity_check(code) : code)));
  return `function create_program() {
  var Module = {}, program = {};
  var wasmMemory, HEAP8, HEAPU8, HEAP32, HEAP64, HEAPF64;
  function updateMemoryViews() {
    var b = wasmMemory.buffer;
    Module.HEAP8 = HEAP8 = new Int8Array(b);
    Module.HEAPU8 = HEAPU8 = new Uint8Array(b);
    Module.HEAP32 = HEAP32 = new Int32Array(b);
    Module.HEAP64 = HEAP64 = new BigInt64Array(b);
    Module.HEAPF64 = HEAPF64 = new Float64Array(b);
  }
  program.set_memory = function (memory) {
    wasmMemory = memory;
    updateMemoryViews();
  };
  function element(view, i) {
    return view[i];
  }
${identity_check ? '  function check() { if (wasmMemory.buffer != HEAP8.buffer) updateMemoryViews(); }\n' : ''}${functions.join('')}
  return program;
}
`;
}
