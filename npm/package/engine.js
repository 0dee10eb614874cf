// The WebAssembly module: made at the first use, and anew after one that failed in the middle.
import fs from 'node:fs';
import { createRequire } from 'node:module';

const create = createRequire(import.meta.url)('./engine.cjs');
const kWasm = new URL('./engine.wasm', import.meta.url);

let compiled;
let instance;

function engine() {
  if (instance) return instance;
  compiled ??= new WebAssembly.Module(fs.readFileSync(kWasm));
  const made = {
    noExitRuntime: true,
    instantiateWasm(imports, done) {
      const wasm = new WebAssembly.Instance(compiled, imports);
      done(wasm, compiled);
      return wasm.exports;
    },
  };
  create(made);
  instance = made;
  return instance;
}

/** Gives `use` the module. If that throws, the module may be in any state, and is not used again. */
function with_engine(use) {
  const module = engine();
  try {
    return use(module);
  } catch (error) {
    instance = undefined;
    throw new Error(`heaplift: the WebAssembly build failed: ${error?.message ?? error}`, { cause: error });
  }
}

// Pointers come as signed numbers. The module's HEAPU8 is replaced when its memory grows, so it is taken last.
function put(module, bytes) {
  const pointer = module._malloc(bytes.length + 1) >>> 0;
  if (pointer === 0) throw new Error('out of memory');
  module.HEAPU8.set(bytes, pointer);
  module.HEAPU8[pointer + bytes.length] = 0;
  return pointer;
}

function take(module, pointer) {
  if (pointer === 0) throw new Error('out of memory');
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(module.HEAPU8.subarray(pointer, module.HEAPU8.indexOf(0, pointer)));
  module._free(pointer);
  return text;
}

/** The function of src/cli/rewrite_api.h: text and an object of options to an object. */
export function call_rewrite(text, options) {
  const encoder = new TextEncoder();
  return with_engine((module) => {
    const bytes = encoder.encode(text);
    const source = put(module, bytes);
    const words = put(module, encoder.encode(JSON.stringify(options)));
    const answer = take(module, module._heaplift_rewrite(source, bytes.length, words) >>> 0);
    module._free(words);
    module._free(source);
    return JSON.parse(answer);
  });
}

/** Runs a command line on this process's files and streams; gives its exit code. */
export function run_command(words) {
  return with_engine((module) => {
    const pointer = put(module, new TextEncoder().encode(words.map((word) => `${word}\0`).join('')));
    const code = module._heaplift_run(pointer, words.length);
    module._free(pointer);
    return code;
  });
}
