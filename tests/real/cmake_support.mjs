// What the tests of the CMake package share: cmake under emcc, and the small project in programs/cmake.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { has_command, heaplift_path, skip, temporary_folder } from './support.mjs';

export const kRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const kProject = path.join(kRoot, 'tests/real/programs/cmake');

// Debian's emcc finds its JavaScript modules by NODE_PATH; what emcc 3.1.6 emits takes node's `fetch` for a browser's.
const kEnvironment = {
  ...process.env,
  NODE_PATH: process.env.NODE_PATH || '/usr/share/nodejs',
  NODE_OPTIONS: '--no-experimental-fetch',
  NO_COLOR: '1',
};
for (const name of ['DESTDIR', 'CMAKE_GENERATOR', 'CMAKE_PREFIX_PATH']) delete kEnvironment[name];

export function need_tools() {
  for (const command of ['emcc', 'cmake', 'ninja']) if (!has_command(command)) skip(`${command} is not installed`);
}

export function run(command, words, options = {}) {
  const done = spawnSync(command, words, { encoding: 'utf8', env: kEnvironment, maxBuffer: 1 << 26, ...options });
  return { code: done.status, all: `${done.stdout}${done.stderr}`, out: done.stdout };
}

/** Like `run`, but throws when the command fails. */
export function must(command, words, options) {
  const done = run(command, words, options);
  if (done.code !== 0) throw new Error(`exit code ${done.code} of ${command} ${words.join(' ')}\n${done.all}`);
  return done.all;
}

/** The build folder of heaplift that the tests run in. */
export const kHeapliftBuild = process.env.HEAPLIFT_BUILD_DIR ?? path.dirname(heaplift_path());

/** A folder with a copy of the project in `source`, and room for builds. */
export function project_folder(name) {
  const folder = temporary_folder(name);
  fs.cpSync(kProject, path.join(folder, 'source'), { recursive: true });
  return folder;
}

export const configure = (folder, build, words, generator = 'Ninja') =>
  run('emcmake', ['cmake', '-G', generator, '-S', path.join(folder, 'source'), '-B', path.join(folder, build), ...words]);

/** emcc 3.1.6 writes modules that look for two names of CommonJS in node. */
const module_start = (script) => `import { createRequire } from 'node:module';
globalThis.__dirname = '${path.dirname(script)}';
globalThis.require = createRequire('${script}');
await (await import('${script}')).default();`;

/** What a finished program prints; `module` takes it as an ES module. */
export function output_of(script, { module = false } = {}) {
  const words = module ? ['--input-type=module', '-e', module_start(script)] : [script];
  return run(process.execPath, words, { cwd: path.dirname(script) }).out.trim();
}

/** Makes a file newer than all that was built. */
export function touch(file) {
  const now = Date.now() / 1000;
  fs.utimesSync(file, now, now);
}
