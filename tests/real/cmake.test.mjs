// The installed package: `cmake --install` into a folder that is moved, then find_package(heaplift) and heaplift_target
// in a project that emcc builds. What is built runs; nothing is built twice; mistakes are errors while configuring.
import fs from 'node:fs';
import path from 'node:path';
import { configure, kHeapliftBuild, must, need_tools, output_of, project_folder, run, touch } from './cmake_support.mjs';
import { Report, heaplift_path } from './support.mjs';

heaplift_path();
need_tools();
const report = new Report('cmake');
const folder = project_folder('cmake');
const prefix = path.join(folder, 'moved here');
const kSum = '20000000';
const kFlags = ['-DHOW=package', `-Dheaplift_DIR=${prefix}/share/cmake/heaplift`];

/** All files below a folder, with their paths in it. */
const files_below = (root) =>
  fs.readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.path, entry.name))).sort();

async function installation() {
  const first = path.join(folder, 'installed');
  must('cmake', ['--install', kHeapliftBuild, '--prefix', first]);
  fs.renameSync(first, prefix);
  const installed = files_below(prefix);
  for (const file of ['bin/heaplift', 'share/man/man1/heaplift.1', 'share/bash-completion/completions/heaplift',
    'share/zsh/site-functions/_heaplift', 'share/fish/vendor_completions.d/heaplift.fish',
    'share/cmake/heaplift/heapliftConfig.cmake', 'share/cmake/heaplift/heapliftConfigVersion.cmake',
    'share/cmake/heaplift/HeapliftTarget.cmake']) {
    report.check(installed.includes(file), `${file} is not installed, but ${installed.join(' ')}`);
  }
  for (const file of installed.filter((name) => name !== 'bin/heaplift')) {
    const text = fs.readFileSync(path.join(prefix, file), 'utf8');
    report.check(text !== '', `${file} is empty`);
    for (const place of [first, kHeapliftBuild]) report.check(!text.includes(place), `${file} names ${place}`);
  }
  const program = path.join(prefix, 'bin/heaplift');
  report.check(/^heaplift \d/.test(must(program, ['--version'])), 'the moved program runs');
  report.equal(fs.readFileSync(path.join(prefix, 'share/man/man1/heaplift.1'), 'utf8'), must(program, ['man']), 'the page');
}

const build_in = (name, ...targets) =>
  must('cmake', ['--build', path.join(folder, name), ...targets.flatMap((target) => ['--target', target])]);

/** The programs that ninja would link, without doing so. */
const would_link = () =>
  [...must('ninja', ['-C', path.join(folder, 'ninja'), '-n']).matchAll(/Linking C executable (\S+);?/g)]
    .map(([, name]) => name.replace(/;$/, '')).sort().join(' ');

async function built_and_run() {
  const done = configure(folder, 'ninja', kFlags);
  if (done.code !== 0) throw new Error(done.all);
  build_in('ninja');
  const built = (name) => path.join(folder, 'ninja', name);
  report.check(output_of(built('plain.js')) !== kSum, 'the plain program is right, so this proves nothing');
  for (const name of ['safe.js', 'page.js']) report.equal(output_of(built(name)), kSum, name);
  report.equal(output_of(built('module.mjs'), { module: true }), kSum, 'module.mjs');
  report.check(fs.readFileSync(built('module.mjs'), 'utf8').includes('wasmMemory.'), 'two passes');
}

async function built_once() {
  report.check(build_in('ninja').includes('no work to do'), 'a second build does something');
  const all_of_heaplift = 'module.mjs page.html safe.js';
  touch(path.join(prefix, 'bin/heaplift'));
  report.equal(would_link(), all_of_heaplift, 'a new heaplift');
  build_in('ninja');
  report.check(build_in('ninja').includes('no work to do'), 'a build behind that does something');
  touch(path.join(folder, 'source/used.txt'));
  report.equal(would_link(), 'safe.js', 'a file of DEPENDS');
  touch(path.join(folder, 'source/growing.c'));
  report.equal(would_link(), 'module.mjs page.html plain.js safe.js', 'a source');
  must('cmake', ['-DPREFIX=my_', path.join(folder, 'ninja')]);
  build_in('ninja', 'safe');
  const script = path.join(folder, 'ninja/safe.js');
  report.check(fs.readFileSync(script, 'utf8').includes('my_call_u8'), 'a new option');
  report.equal(output_of(script), kSum, 'a new option');
}

async function makefiles() {
  const done = configure(folder, 'make', kFlags, 'Unix Makefiles');
  if (done.code !== 0) throw new Error(done.all);
  const script = path.join(folder, 'make/page.js');
  const time = () => fs.statSync(script).mtimeMs;
  build_in('make', 'page');
  report.equal(output_of(script), kSum, 'make: page.js');
  const before = time();
  build_in('make', 'page');
  report.check(time() === before, 'make links a second time');
  touch(path.join(prefix, 'bin/heaplift'));
  build_in('make', 'page');
  report.check(time() !== before && output_of(script) === kSum, 'make does not link again for a new heaplift');
}

/** Configures with more at the end of the project; it must fail with this message. */
function refused(code, message) {
  const file = path.join(folder, 'case.cmake');
  fs.writeFileSync(file, `${code}\n`);
  const done = configure(folder, 'ninja', [...kFlags, `-DCASE=${file}`]);
  const text = done.all.replace(/\s+/g, ' ');
  report.check(done.code !== 0 && text.includes(message), `${code}: exit code ${done.code}, not '${message}'\n${done.all}`);
}

async function mistakes() {
  refused('heaplift_target(nobody)', "there is no target 'nobody'");
  refused('heaplift_target(plain PASS growth-chek)', "unknown pass 'growth-chek'; did you mean 'growth-check'?");
  refused('heaplift_target(plain OPTIONS --prefx q_)', "unknown option '--prefx'; did you mean '--prefix'?");
  refused('heaplift_target(plain OPTIONS -o other.js)', '--check and --diff write nothing');
  refused('heaplift_target(plain growth-check)', "unknown arguments 'growth-check'");
  refused('heaplift_target(plain PASS)', 'nothing follows PASS');
  refused('heaplift_target(safe)', "'safe' has heaplift already");
  refused('add_library(part STATIC growing.c)\nheaplift_target(part)', "'part' is a STATIC_LIBRARY");
  refused('heaplift_target(heaplift::heaplift)', "'heaplift::heaplift' is imported");
  refused('set_target_properties(plain PROPERTIES SUFFIX .wasm)\nheaplift_target(plain)', "has the suffix '.wasm'");
  fs.rmSync(path.join(folder, 'case.cmake'));
  const native = path.join(folder, 'native');
  const done = run('cmake', ['-G', 'Ninja', '-S', path.join(folder, 'source'), '-B', native, ...kFlags]);
  report.check(done.code !== 0 && done.all.replace(/\s+/g, ' ').includes("'safe' is built for Linux, not by Emscripten"),
    `a build without emcc:\n${done.all}`);
}

/** What heaplift refuses fails the build, and fails it again. */
async function refusals() {
  const file = path.join(folder, 'refused.cmake');
  fs.writeFileSync(file, ['', 'AFTER_LINK'].map((how, i) =>
    `add_executable(refused${i} refused.c)\nheaplift_target(refused${i} ${how})\n`).join(''));
  for (const [build, generator] of [['refused-ninja', 'Ninja'], ['refused-make', 'Unix Makefiles']]) {
    const done = configure(folder, build, [...kFlags, `-DCASE=${file}`], generator);
    if (done.code !== 0) throw new Error(done.all);
    for (const target of ['refused0', 'refused1', 'refused1']) {
      const built = run('cmake', ['--build', path.join(folder, build), '--target', target]);
      report.check(built.code !== 0 && /: error: /.test(built.all), `${generator}: ${target}: ${built.code}\n${built.all}`);
    }
  }
}

for (const group of [installation, built_and_run, built_once, makefiles, mistakes, refusals]) {
  await report.guard(group.name, group);
}
report.finish();
