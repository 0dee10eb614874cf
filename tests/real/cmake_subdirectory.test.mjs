// heaplift as a part of another project: by add_subdirectory and FetchContent, under emcc with HEAPLIFT_EXECUTABLE, and
// in a native build. Its own build for the host is only configured here; cmake_host.long.test.mjs makes it.
import fs from 'node:fs';
import path from 'node:path';
import { configure, kRoot, must, need_tools, output_of, project_folder, run } from './cmake_support.mjs';
import { Report, heaplift_path } from './support.mjs';

const kHeaplift = heaplift_path();
need_tools();
const report = new Report('cmake_subdirectory');
const folder = project_folder('cmake-subdirectory');
const flags = (how, ...more) => [`-DHOW=${how}`, `-DHEAPLIFT_SOURCE_DIR=${kRoot}`, ...more];
const in_one_line = (text) => text.replace(/\s+/g, ' ');

async function with_a_program() {
  const done = configure(folder, 'program', flags('subdirectory', `-DHEAPLIFT_EXECUTABLE=${kHeaplift}`));
  if (done.code !== 0) throw new Error(done.all);
  const build = path.join(folder, 'program');
  must('cmake', ['--build', build, '--target', 'safe']);
  report.equal(output_of(path.join(build, 'safe.js')), '20000000', 'safe.js');
  const again = must('cmake', ['--build', build, '--target', 'safe']);
  report.check(again.includes('no work to do'), `a second build does something:\n${again}`);
}

async function with_a_wrong_program() {
  for (const program of ['/bin/false', '/no/such/heaplift']) {
    const done = configure(folder, 'wrong', flags('fetch', `-DHEAPLIFT_EXECUTABLE=${program}`));
    report.check(done.code !== 0 && in_one_line(done.all).includes('which is no heaplift that runs on this machine'),
      `${program}: ${done.code}\n${done.all}`);
  }
}

/** The program comes from a build of its own, by this machine's compiler, ahead of the link. */
async function with_its_sources() {
  const done = configure(folder, 'sources', flags('fetch', '-DHEAPLIFT_HOST_CMAKE_ARGS=-DHEAPLIFT_SANITIZE=ON'));
  if (done.code !== 0) throw new Error(done.all);
  const build = path.join(folder, 'sources');
  const commands = must('ninja', ['-C', build, '-t', 'commands', 'safe.js']);
  const place = (pattern) => commands.search(pattern);
  const configured = place(/--unset=CC .*-DHEAPLIFT_TESTS=OFF .*-DHEAPLIFT_SANITIZE=ON/);
  const built = place(/--build \S+host --target heaplift/);
  const linked = place(/--js-transform='\S*\/host\/heaplift'/);
  report.check(configured >= 0 && configured < built && built < linked,
    `configured, built and linked at ${configured}, ${built}, ${linked} of\n${commands}`);
  const unknown = path.join(folder, 'unknown.cmake');
  fs.writeFileSync(unknown, 'heaplift_target(plain PASS growth-chek)\n');
  const refused = configure(folder, 'sources', flags('fetch', `-DCASE=${unknown}`));
  report.check(refused.code !== 0 && in_one_line(refused.all).includes("unknown pass 'growth-chek' for 'plain'; there are: growth-check"),
    `an unknown pass: ${refused.code}\n${refused.all}`);
}

/** In a native build the program is a target like others, and a target for emcc is an error. */
async function natively() {
  const source = path.join(folder, 'native');
  fs.mkdirSync(source);
  fs.writeFileSync(path.join(source, 'CMakeLists.txt'), `cmake_minimum_required(VERSION 3.22)
project(native C)
add_subdirectory(${kRoot} heaplift)
if(NOT TARGET heaplift::heaplift OR TARGET heaplift_tests OR TARGET heaplift_pages)
  message(FATAL_ERROR "wrong targets")
endif()
add_executable(native ${folder}/source/growing.c)
if(WRONG)
  heaplift_target(native)
endif()
`);
  const cmake = (...words) => run('cmake', ['-G', 'Ninja', '-S', source, '-B', `${source}/build`, ...words]);
  const right = cmake();
  report.check(right.code === 0, `a native build: ${right.all}`);
  const wrong = cmake('-DWRONG=ON');
  report.check(wrong.code !== 0 && in_one_line(wrong.all).includes("'native' is built for Linux, not by Emscripten"), wrong.all);
}

for (const group of [with_a_program, with_a_wrong_program, with_its_sources, natively]) {
  await report.guard(group.name, group);
}
report.finish();
