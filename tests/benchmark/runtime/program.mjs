// Runs the loops of program.c with one or more forms of Emscripten's glue in this process, interleaved, and prints the
// median time of a call.
//
// Usage: node program.mjs CONFIG.json, {forms: {name: file of the glue}, wasm, rounds}.
// Prints {loop: {form: milliseconds}}.

import assert from 'node:assert';
import fs from 'node:fs';
import { createRequire } from 'node:module';

import { compare } from './measure.mjs';

const { forms, wasm, rounds } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const require = createRequire(import.meta.url);

const kLoops = {
  'emcc: stat': (program) => program._sizes(100),
  'emcc: EM_ASM arguments': (program) => program._arguments(100),
  'emcc: UTF8ToString': (program) => program._decodes(100),
  'emcc: stringToUTF8': (program) => program._encodes(100),
};
const kReturned = [6200, 600, 5900, 6200];  // the text has 62 bytes and 59 characters

async function start(file) {
  // With the bytes at hand, glue of emcc 3.1.6 does not take node's `fetch` for a browser's.
  const program = await require(file)({ wasmBinary: fs.readFileSync(wasm) });
  assert(program._write_file());
  assert.deepEqual(Object.values(kLoops).map((run) => run(program)), kReturned);
  return program;
}

const programs = {};
for (const name of Object.keys(forms)) programs[name] = await start(forms[name]);
const results = Object.entries(kLoops).map(([loop, run]) => [loop, compare(run, programs, rounds)]);
console.log(JSON.stringify(Object.fromEntries(results)));
