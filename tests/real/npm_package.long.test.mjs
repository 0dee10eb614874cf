// The npm package as its users get it: packed, installed from the tarballs in another folder, and used from there: the
// command line (the program and the WebAssembly build), the API and its types, and the plugins in builds whose results
// run.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TraceMap, originalPositionFor } from '@jridgewell/trace-mapping';
import { Report, has_command, heaplift_path, skip, temporary_folder } from './support.mjs';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const kBuilt = path.join(kRoot, 'build/npm');
const kHeaplift = heaplift_path();
const report = new Report('npm_package');

if (!has_command('emcc')) skip('emcc is not installed');
if (process.platform !== 'linux' || process.arch !== 'x64') skip('the program of the package is for linux-x64');
execFileSync(path.join(kRoot, 'scripts/npm_package.sh'), { stdio: ['ignore', 'ignore', 'inherit'] });

const folder = temporary_folder('npm_package');
const in_folder = (...names) => path.join(folder, ...names);
const write = (name, text) => {
  fs.mkdirSync(path.dirname(in_folder(name)), { recursive: true });
  fs.writeFileSync(in_folder(name), text);
};

function install() {
  const packed = fs.readdirSync(kBuilt).filter((name) => name.endsWith('.tgz')).map((name) => path.join(kBuilt, name));
  report.equal(packed.length, 2, 'two tarballs');
  write('package.json', '{"private": true, "type": "module"}');
  execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', ...packed], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  for (const name of ['heaplift', '@heaplift/linux-x64']) {
    const { scripts, version } = JSON.parse(fs.readFileSync(in_folder('node_modules', name, 'package.json')));
    report.equal(scripts, undefined, `${name}: no scripts`);
    report.check(execFileSync(kHeaplift, ['--version'], { encoding: 'utf8' }).includes(version), `${name}: version ${version}`);
  }
}

/** What a program of the installed package does: exit code, both streams. */
function run(command, words, { input = '', env = {}, cwd = folder } = {}) {
  const done = spawnSync(command, words, { cwd, input, env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

const kStale = 'var wasmMemory = new WebAssembly.Memory({ initial: 1 }), HEAP8; // 😀\nfunction f(p) {\n  return HEAP8[p];\n}\n';

/** Command lines whose effect must be the same with both engines as with the program that was built. */
function command_line() {
  const cases = [
    [['--version']], [['--help']], [['passes']], [['explain', 'growth-check']], [['runtime', '-p', 'memory-methods']],
    [['rewrite', 'a.js']], [['rewrite', '-p', 'memory-methods', '--stats', '--verify', 'a.js']], [['rewrite'], kStale],
    [['rewrite', '--source-map=inline', '--stdin-filename', 'x/y.js', '-'], kStale], [['rewrite', '--diff', 'a.js']],
    [['rewrite', '--check', 'a.js']], [['rewrite', '-i', '--source-map', 'a.js', 'clean.js']],
    [['rewrite', '--out-dir', 'out/deep', 'a.js', 'lib/b.js']], [['rewrite', 'a.js', '-o', 'c.js']],
    [['views', '--json', 'a.js']], [['rewrite', 'broken.js']], [['rewrite', 'gone.js']], [['rewrite', '--ckeck', 'a.js']],
    [['rewrite', '-p', 'growth', 'a.js']], [['rewrite', '-i', 'a.js', 'broken.js']], [['rewrite', 'lib']],
    [['rewrite', 'a.js', '-o', 'lib']], [['rewrite', 'a.js', '-o', 'no/such/folder.js']], [[]],
  ];
  const ways = { program: [kHeaplift, {}], native: ['npx', { HEAPLIFT_ENGINE: 'native' }], wasm: ['npx', { HEAPLIFT_ENGINE: 'wasm' }] };
  const bin = in_folder('node_modules/.bin/heaplift');
  for (const [words, input] of cases) {
    const results = Object.entries(ways).map(([way, [command, env]]) => {
      const cwd = fs.mkdtempSync(in_folder(`${way}-`));
      fs.mkdirSync(path.join(cwd, 'lib'));
      for (const [name, text] of [['a.js', kStale], ['lib/b.js', kStale], ['clean.js', 'f();\n'], ['broken.js', 'var HEAP8; f(HEAP8[;\n']]) {
        fs.writeFileSync(path.join(cwd, name), text, { mode: name === 'a.js' ? 0o755 : 0o644 });
      }
      const done = run(command === 'npx' ? bin : command, words, { input, env, cwd });
      const files = fs.readdirSync(cwd, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const state = files.map((entry) => {
        const file = path.join(entry.parentPath ?? entry.path, entry.name);
        return `${path.relative(cwd, file)} ${(fs.statSync(file).mode & 0o777).toString(8)}\n${fs.readFileSync(file, 'utf8')}`;
      });
      fs.rmSync(cwd, { recursive: true });
      return { way, text: JSON.stringify({ ...done, files: state.sort() }, null, 1) };
    });
    for (const { way, text } of results.slice(1)) report.equal(text, results[0].text, `heaplift ${words.join(' ')} by ${way}`);
  }
}

function npx() {
  write('a.js', kStale);
  const expected = run(kHeaplift, ['rewrite', 'a.js']).out;
  for (const engine of ['', 'native', 'wasm']) {
    const done = run('npx', ['--no-install', 'heaplift', 'rewrite', 'a.js'], { env: { HEAPLIFT_ENGINE: engine } });
    report.equal(done.out, expected, `npx with HEAPLIFT_ENGINE='${engine}': ${done.err}`);
  }
  const wrong = run('npx', ['--no-install', 'heaplift', 'passes'], { env: { HEAPLIFT_ENGINE: 'x' } });
  report.check(wrong.code === 2 && wrong.err.includes('it can be native or wasm'), 'a wrong HEAPLIFT_ENGINE');
  const program = in_folder('node_modules/@heaplift/linux-x64');
  fs.renameSync(program, `${program}.away`);
  report.equal(run('npx', ['--no-install', 'heaplift', 'rewrite', 'a.js']).out, expected, 'without the program');
  const missing = run('npx', ['--no-install', 'heaplift', 'passes'], { env: { HEAPLIFT_ENGINE: 'native' } });
  report.check(missing.code === 2 && missing.err.includes('there is no program for'), 'native without the program');
  fs.renameSync(`${program}.away`, program);
}

const installed = (name) => import(pathToFileURL(in_folder('node_modules/heaplift', name)).href);

function thrown(body) {
  try {
    body();
  } catch (error) {
    return error;
  }
  return undefined;
}

async function api() {
  const { rewrite, HeapliftError } = await installed('index.js');
  write('a.js', kStale);
  for (const pass of ['growth-check', 'memory-methods']) {
    const expected = run(kHeaplift, ['rewrite', '-p', pass, 'a.js']).out;
    const { code, map, changed, accesses, diagnostics } = rewrite(kStale, { pass });
    report.equal(code, expected, `rewrite: ${pass}`);
    report.equal(JSON.stringify([map, changed, accesses, diagnostics]), '[null,true,1,[]]', `rewrite: the rest of ${pass}`);
  }
  const mapped = rewrite(kStale, { filename: 'src/a.js', sourceMap: true });
  report.equal(mapped.code, rewrite(kStale).code, 'a map does not change the code');
  report.equal(`${mapped.map.version} ${mapped.map.sources} ${mapped.map.names}`, '3 src/a.js HEAP8', 'the map');
  report.equal(mapped.map.sourcesContent[0], kStale, 'the map holds the source');
  const line = mapped.code.split('\n').findIndex((text) => text.includes('return hl_load_i8(p);')) + 1;
  const place = originalPositionFor(new TraceMap(mapped.map), { line, column: 9 });
  report.equal(`${place.line}:${place.column} ${place.name}`, '3:9 HEAP8', 'a place through the map');
  const input_map = { version: 3, sources: ['a.ts'], names: [], mappings: ';;AAEA' };
  const through = rewrite(kStale, { sourceMap: true, inputSourceMap: input_map });
  report.equal(through.map.sources.join(), 'a.ts', 'inputSourceMap: an object');
  const url = `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(input_map)).toString('base64')}\n`;
  const inline = rewrite(kStale + url, { sourceMap: true });
  report.equal(`${inline.map.sources} ${inline.code.includes('sourceMappingURL')}`, 'a.ts false', 'a map in the source');
  report.equal(rewrite(kStale + url, { sourceMap: true, inputSourceMap: false }).map.sources.join(), '<stdin>', 'inputSourceMap: false');
  const broken_map = rewrite(kStale, { sourceMap: true, inputSourceMap: '{' }).diagnostics[0];
  report.check(broken_map.severity === 'warning' && broken_map.message.endsWith('it is not JSON'), 'a broken input map');
  report.equal(rewrite('f();').changed, false, 'nothing to do');
  const options = { views: { B: 'HEAPU8' }, memory: 'm', prefix: 'my_', runtime: 'none', verify: true, names: 'js', assumeAligned: true, optimize: true };
  report.equal(rewrite('var m, B;\nB[p] = 1;\n', options).code, 'var m, B;\nmy_store_u8(p, 1);\n', 'options');
  const error = thrown(() => rewrite('var HEAP8;\nf(HEAP8[;\n', { filename: 'x.js' }));
  report.check(error instanceof HeapliftError && /^x\.js:2:\d+: /.test(error.message), `an error: ${error?.message}`);
  const { severity, line: error_line, column, endLine, endColumn } = error.diagnostics[0];
  report.check(severity === 'error' && error_line === 2 && column > 0 && endLine === 2 && endColumn >= column, 'its diagnostic');
  for (const [source, wrong, message] of [['', { pass: 'growth-chek' }, "did you mean 'growth-check'"], ['', { passes: 1 }, 'unknown option `passes`'],
    ['', { sourceMap: 'x' }, '`sourceMap` must be true or false'], [1, {}, 'must be a string'], ['"\ud800"', {}, 'surrogate pair at offset 1'],
    ['', { views: { a: 'b' } }, "unknown type 'b'"]]) {
    const found = thrown(() => rewrite(source, wrong));
    report.check(found instanceof TypeError && found.message.includes(message), `${JSON.stringify(wrong)}: ${found?.message}`);
  }
  report.equal(rewrite('\ufeffvar a = "\\u0000\u0000😀";\r\n').code, '\ufeffvar a = "\\u0000\u0000😀";\r\n', 'characters are kept');
  const big = `var wasmMemory, HEAP8;${'f(HEAP8[p],"é");'.repeat(200_000)}`;
  report.equal(rewrite(big, { runtime: 'none' }).code, big.replaceAll('HEAP8[p]', 'hl_load_i8(p)'), 'a big source');
}

function types() {
  write('types.ts', `import { HeapliftError, rewrite, type RewriteResult } from 'heaplift';
import esbuild from 'heaplift/esbuild';
import rollup from 'heaplift/rollup';
import { unplugin } from 'heaplift/unplugin';
import vite from 'heaplift/vite';
import webpack from 'heaplift/webpack';
const mapped = rewrite('', { pass: ['growth-check'], sourceMap: true });
const mappings: string = mapped.map.mappings;
const plain: RewriteResult = rewrite('');
// @ts-expect-error a map that was not asked for may be missing
plain.map.mappings;
// @ts-expect-error no such option
rewrite('', { passes: 'x' });
// @ts-expect-error what the plugin decides itself
rollup({ sourceMap: true });
export const plugins = [vite(), rollup({ include: /x/ }), webpack({ pass: 'memory-methods' }), esbuild({}), unplugin];
export const lines = new HeapliftError([]).diagnostics.map(({ line }) => line ?? mappings);
`);
  const tsc = path.join(kRoot, 'tests/node_modules/typescript/bin/tsc');
  const flags = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext', 'types.ts'];
  const done = run(process.execPath, [tsc, ...flags]);
  report.check(done.code === 0, `tsc --strict:\n${done.out}`);
}

/** A small app: a module with views that another one uses, and whose result shows whether growth was survived. */
const kApp = {
  'app/memory.js': `export const wasmMemory = new WebAssembly.Memory({ initial: 1, maximum: 4 });
export var HEAPU8 = new Uint8Array(wasmMemory.buffer);
export function grow(value) { wasmMemory.grow(1); return value; }
export function put(at) { HEAPU8[at] = grow(7); return HEAPU8[at]; }
`,
  'app/main.js': `import { put } from './memory.js';
globalThis.result = \`put gave \${put(5)}\`;
`,
  'app/index.html': '<script type="module" src="./main.js"></script>\n',
};

/** The bundlers: each gives the path of the file that it made. */
const kBundlers = {
  async vite(plugins) {
    const { build } = await import('vite');
    const done = await build({ root: in_folder('app'), logLevel: 'error', configFile: false, plugins,
      build: { outDir: in_folder('vite'), sourcemap: true, minify: false, modulePreload: false } });
    return in_folder('vite', done.output.find(({ type }) => type === 'chunk').fileName);
  },
  async rollup(plugins) {
    const { rollup } = await import('rollup');
    const bundle = await rollup({ input: in_folder('app/main.js'), plugins });
    await bundle.write({ file: in_folder('rollup/out.mjs'), sourcemap: true });
    return in_folder('rollup/out.mjs');
  },
  async webpack(plugins) {
    const { default: webpack } = await import('webpack');
    const compiler = webpack({ mode: 'none', devtool: 'source-map', target: 'node', context: in_folder('app'), entry: './main.js',
      output: { path: in_folder('webpack'), filename: 'out.cjs' }, plugins });
    await new Promise((done, failed) => compiler.run((error, stats) => {
      const problem = error ?? (stats.hasErrors() ? new Error(stats.toString()) : undefined);
      compiler.close(() => (problem ? failed(problem) : done()));
    }));
    return in_folder('webpack/out.cjs');
  },
  async esbuild(plugins) {
    const { build } = await import('esbuild');
    await build({ entryPoints: [in_folder('app/main.js')], bundle: true, format: 'esm', sourcemap: true, outfile: in_folder('esbuild/out.mjs'), plugins, logLevel: 'error' });
    return in_folder('esbuild/out.mjs');
  },
};

function result_of(file) {
  const script = `await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(globalThis.result);`;
  return run(process.execPath, ['--input-type=module', '-e', script]);
}

async function bundlers() {
  for (const [name, text] of Object.entries(kApp)) write(name, text);
  for (const [name, bundle] of Object.entries(kBundlers)) {
    await report.guard(name, async () => {
      const before = result_of(await bundle([]));
      report.equal(before.out, 'put gave undefined\n', `${name}, without the plugin: growth is not survived ${before.err}`);
      const { default: heaplift } = await installed(`${name}.js`);
      const file = await bundle([heaplift()]);
      const after = result_of(file);
      report.equal(after.out, 'put gave 7\n', `${name}: ${after.err}`);
      const lines = fs.readFileSync(file, 'utf8').split('\n');
      const line = lines.findIndex((text) => /return hl_load_u8\(at\)/.test(text));
      const map = new TraceMap(fs.readFileSync(`${file}.map`, 'utf8'));
      const place = originalPositionFor(map, { line: line + 1, column: lines[line].indexOf('hl_load_u8') });
      // unplugin 2.3.10 gives webpack no map where no loader before it did, so webpack's leads to the rewritten module.
      const expected_place = name === 'webpack' ? place.line > 4 : place.line === 4 && place.column === 55;
      report.check(place.source?.endsWith('memory.js') && expected_place,
        `${name}: the map leads to ${JSON.stringify(place)}`);
    });
  }
}

install();
npx();
command_line();
await api();
types();
await bundlers();
report.finish();
