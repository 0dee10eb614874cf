// FetchContent without HEAPLIFT_EXECUTABLE: the outer project, built by emcc, builds heaplift for this machine first.
// A second build does not link anything again.
import fs from 'node:fs';
import path from 'node:path';
import { configure, kRoot, must, need_tools, output_of, project_folder } from './cmake_support.mjs';
import { Report, has_command, heaplift_path } from './support.mjs';

heaplift_path();
need_tools();
const report = new Report('cmake_host');
const folder = project_folder('cmake-host');

await report.guard('built by its sources', () => {
  const cached = has_command('ccache') ? ';-DCMAKE_CXX_COMPILER_LAUNCHER=ccache' : '';
  const done = configure(folder, 'build', ['-DHOW=fetch', `-DHEAPLIFT_SOURCE_DIR=${kRoot}`,
    `-DHEAPLIFT_HOST_CMAKE_ARGS=-DCMAKE_CXX_FLAGS_RELEASE=-O0${cached}`]);
  if (done.code !== 0) throw new Error(done.all);
  const build = path.join(folder, 'build');
  const make = () => must('cmake', ['--build', build, '--target', 'safe'], { env: { ...process.env, CC: 'emcc', CXX: 'em++',
    NODE_PATH: process.env.NODE_PATH || '/usr/share/nodejs', NODE_OPTIONS: '--no-experimental-fetch' } });
  make();
  const script = path.join(build, 'safe.js');
  report.equal(output_of(script), '20000000', 'safe.js');
  const before = fs.statSync(script).mtimeMs;
  make();
  report.check(fs.statSync(script).mtimeMs === before, 'a second build links again');
});
report.finish();
