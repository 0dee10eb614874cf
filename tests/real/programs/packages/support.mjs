// What the programs of this folder share. Each is run as `node NAME.mjs FOLDER`, FOLDER being an installed package or
// a copy of it whose glue is rewritten, and prints what it saw, one fact per line. Glues that mean the same print the
// same.
//
// The memories of all WebAssembly instances are watched from here, since glue seldom shows its own. With
// GROW_BEHIND=N, N > 0, in the environment, they grow by a page in every Nth call from WebAssembly to JavaScript, and
// the glue does not hear of it: as if another instance with the same memory, or another thread, had grown it. Views
// that the glue made before are detached then.
import crypto from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const kGrowBehind = Number(process.env.GROW_BEHIND ?? 0);
const kMostGrowths = 2000;

const memories = new Set();
let calls = 0;
let growths = 0;

function grow_behind() {
  if (++calls % kGrowBehind !== 0 || growths >= kMostGrowths) return;
  for (const memory of memories) {
    try {
      memory.grow(1);
      growths++;
    } catch {
      // at its maximum
    }
  }
}

const is_wasm_function = (value) => /^\d+$/.test(value.name) && /\[native code\]/.test(Function.prototype.toString.call(value));

function watched_import(value) {
  if (value instanceof WebAssembly.Memory) memories.add(value);
  if (!kGrowBehind || typeof value !== 'function' || is_wasm_function(value)) return value;
  return function (...values) {
    grow_behind();
    return Reflect.apply(value, this, values);
  };
}

function watched_imports(module, imports) {
  const result = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (result[from] ??= {})[name] = watched_import(imports[from]?.[name]);
  }
  return result;
}

function watch_exports(instance) {
  for (const value of Object.values(instance.exports)) {
    if (value instanceof WebAssembly.Memory) memories.add(value);
  }
  return instance;
}

const { Instance } = WebAssembly;
WebAssembly.Instance = function (module, imports) {
  return watch_exports(new Instance(module, watched_imports(module, imports)));
};
WebAssembly.Instance.prototype = Instance.prototype;
WebAssembly.instantiate = async (source, imports) => {
  if (source instanceof WebAssembly.Module) return new WebAssembly.Instance(source, imports);
  const module = await WebAssembly.compile(source);
  return { module, instance: new WebAssembly.Instance(module, imports) };
};
WebAssembly.instantiateStreaming = undefined;  // of fetch, which knows no files

/** Path of `file` in the package. */
export const file_of = (...names) => path.resolve(process.argv[2], ...names);

/** What a module of the package exports. */
export const load = (...names) => import(pathToFileURL(file_of(...names)).href);
export const load_common = (...names) => createRequire(import.meta.url)(file_of(...names));

/** Prints a fact. */
export const show = (title, value) => console.log(`${title}: ${JSON.stringify(value)}`);

/** Some digits of the SHA-256 of bytes or text, which stand for them. */
export const digest = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Prints how many bytes the memories have together. */
export function show_memory(title) {
  show(`memory ${title}`, [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
}

/** Numbers between 0 and 1 that are the same in each run. */
export function random_numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
