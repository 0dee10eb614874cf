// Runs the check.js of each fixture behind its input.js and behind what the heaplift binary makes of that, with the
// runtime in it: both must print the same and leave the same memory. Nothing grows here; growth is for ideal/.
//
// A check finds `print(…)`, and, like the library functions of a glue, the globals `wasmMemory`, `Module`,
// `HEAP8` … `HEAPF64`. Its last value may be a promise: it is waited for.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

import { Report, heaplift_path, rewrite } from './support.mjs';

const kFixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
const kRunTimeout = 10000;  // milliseconds

const kGlobals = `
globalThis.wasmMemory = new WebAssembly.Memory({ initial: 1, maximum: 16 });
globalThis.Module = { wasmMemory, asm: { memory: wasmMemory } };
for (const [name, type] of Object.entries({
  HEAP8: Int8Array, HEAPU8: Uint8Array, HEAP16: Int16Array, HEAPU16: Uint16Array, HEAP32: Int32Array,
  HEAPU32: Uint32Array, HEAP64: BigInt64Array, HEAPU64: BigUint64Array, HEAPF32: Float32Array, HEAPF64: Float64Array,
})) {
  globalThis[name] = Module[name] = new type(wasmMemory.buffer);
}
({ memory: wasmMemory });
`;

/** What `program` followed by `check` prints, what it throws and the memory that it leaves, as one text. */
async function run(program, check) {
  const printed = [];
  const context = vm.createContext({ print: (...values) => printed.push(values.map(String).join(' ')) });
  const { memory } = vm.runInContext(kGlobals, context);
  try {
    await vm.runInContext(`${program}\n${check}`, context, { timeout: kRunTimeout });
  } catch (error) {
    printed.push(`throws ${error}`);
  }
  const bytes = Buffer.from(memory.buffer);
  printed.push(`memory ${crypto.createHash('sha256').update(bytes).digest('hex')}`);
  return printed.join('\n');
}

function flags_of(folder) {
  const file = path.join(folder, 'args.txt');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split(/\s+/).filter(Boolean) : [];
}

heaplift_path();
const report = new Report('fixture_checks');
const checks = fs.readdirSync(kFixtures, { recursive: true }).filter((file) => path.basename(file) === 'check.js');
report.check(checks.length > 0, `no check.js in ${kFixtures}`);
for (const file of checks.sort()) {
  const folder = path.join(kFixtures, path.dirname(file));
  const [pass] = file.split(path.sep);
  await report.guard(path.dirname(file), async () => {
    const check = fs.readFileSync(path.join(folder, 'check.js'), 'utf8');
    const input = path.join(folder, 'input.js');
    const before = await run(fs.readFileSync(input, 'utf8'), check);
    const after = await run(rewrite(input, ['-p', pass, '--quiet', ...flags_of(folder)]), check);
    report.equal(after, before, path.dirname(file));
    report.check(!before.includes('throws '), `${path.dirname(file)}: the check fails by itself: ${before}`);
  });
}
report.finish();
