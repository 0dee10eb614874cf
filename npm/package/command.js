// The command line: the program for this platform where it is installed, else the WebAssembly build.
// HEAPLIFT_ENGINE=native or =wasm insists on one of them.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { run_command } from './engine.js';

const kFailed = 2;

/** Path of the program for this platform; undefined if there is none, or its package was not installed. */
function native_program() {
  try {
    return createRequire(import.meta.url).resolve(`@heaplift/${process.platform}-${process.arch}/heaplift`);
  } catch {
    return undefined;
  }
}

function run_native(program, words) {
  const done = spawnSync(program, words, { stdio: 'inherit' });
  if (done.error) {
    console.error(`heaplift: error: cannot run ${program}: ${done.error.message}`);
    return kFailed;
  }
  if (done.signal) process.kill(process.pid, done.signal);
  return done.status ?? kFailed;
}

/** Runs heaplift with these words on this process's streams, and gives its exit code. */
export function run(words) {
  const wanted = process.env.HEAPLIFT_ENGINE ?? '';
  if (!['', 'native', 'wasm'].includes(wanted)) {
    console.error(`heaplift: error: HEAPLIFT_ENGINE is '${wanted}'; it can be native or wasm`);
    return kFailed;
  }
  const program = wanted === 'wasm' ? undefined : native_program();
  if (program) return run_native(program, words);
  if (wanted === 'native') {
    console.error(`heaplift: error: there is no program for ${process.platform}-${process.arch} (HEAPLIFT_ENGINE=native)`);
    return kFailed;
  }
  return run_command(words);
}
