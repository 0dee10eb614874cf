// Does the property test bite? heaplift is built with deliberate mistakes, one at a time (mutations.mjs), and each
// must fail a generated program on which heaplift itself is right.
//
// Environment: HEAPLIFT (binary), HEAPLIFT_BUILD_DIR (its build), RUNS (programs of each kind), SEED, ONLY (part of a name).

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import fc from 'fast-check';

import { program_arbitrary } from './generator.mjs';
import { difference_on_any, heaplift_binary, kPasses, rewrite_all } from './harness.mjs';
import { kMutations } from './mutations.mjs';
import { region_program_arbitrary } from './region_programs.mjs';

const kRoot = fileURLToPath(new URL('../..', import.meta.url));
const kSkipped = 77;
const kChunk = 100;

const runs = Number(process.env.RUNS ?? 600);
const seed = Number(process.env.SEED ?? 1);
const original = heaplift_binary();
const build = path.resolve(process.env.HEAPLIFT_BUILD_DIR ?? path.dirname(original));

// --- building -------------------------------------------------------------------------------------------

function read_commands() {
  try {
    return JSON.parse(fs.readFileSync(path.join(build, 'compile_commands.json'), 'utf8'));
  } catch {
    console.log(`skipped: ${build} has no compile_commands.json`);
    process.exit(kSkipped);
  }
}

const commands = read_commands();
const scratch = path.join(build, 'mutations');
fs.rmSync(scratch, { recursive: true, force: true });
fs.mkdirSync(scratch);
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** The text of a file with the changes of a mutation. */
function mutated_text(file, edits) {
  let text = fs.readFileSync(path.join(kRoot, file), 'utf8');
  for (const [, before, after] of edits) {
    const found = text.split(before).length - 1;
    if (found !== 1) throw new Error(`${file} has this ${found} times instead of once: ${before}`);
    text = text.replace(before, () => after);
  }
  return text;
}

const changed_files = ({ edits }) => [...new Set(edits.map(([file]) => file))];
const edits_of = ({ edits }, file) => edits.filter(([each]) => each === file);

/** Ends the script when a mutation no longer fits the sources. */
function check_texts() {
  const errors = kMutations.flatMap((mutation) => changed_files(mutation).flatMap((file) => {
    try {
      mutated_text(file, edits_of(mutation, file));
      return [];
    } catch (error) {
      return [error.message];
    }
  }));
  errors.forEach((each) => console.log(each));
  if (errors.length) process.exit(1);
}

/** The compiler of a file and its flags, without input, output and what costs time. */
function compiler_of(file) {
  const entry = commands.find((each) => each.file === path.join(kRoot, file));
  if (!entry) throw new Error(`${file} is not compiled in ${build}`);
  const words = (entry.command.match(/(?:[^\s"\\]|\\.|"[^"]*")+/g)).map((word) => word.replace(/\\(.)/g, '$1'));
  return words.slice(0, words.indexOf('-o')).filter((word) => !/^-(?:O\d|W)/.test(word)).concat('-O0', '-w');
}

function compile(file, edits) {
  const name = path.basename(file, '.cpp');
  const source = path.join(scratch, `${name}.cpp`), object = path.join(scratch, `${name}.o`);
  fs.writeFileSync(source, mutated_text(file, edits));
  const [compiler, ...flags] = compiler_of(file);
  execFileSync(compiler, [...flags, '-o', object, '-c', source], { cwd: build, stdio: ['ignore', 'ignore', 'inherit'] });
  return object;
}

/** A heaplift of the changed objects and the libraries of the build. */
function build_mutant(mutation) {
  const objects = changed_files(mutation).map((file) => compile(file, edits_of(mutation, file)));
  const [compiler, ...flags] = compiler_of('src/cli/main.cpp');
  const libraries = ['libheaplift_core.a', 'libheaplift_cli.a', 'grammar/libtree_sitter_javascript.a',
    'grammar/libheaplift_scanner.a', 'grammar/libtree_sitter.a'];
  const binary = path.join(scratch, 'heaplift');
  execFileSync(compiler, [...flags, '-o', binary, path.join(build, 'CMakeFiles/heaplift.dir/src/cli/main.cpp.o'), ...objects,
    '-Wl,--start-group', ...libraries.map((each) => path.join(build, each)), '-Wl,--end-group'], { cwd: build });
  return binary;
}

// --- running --------------------------------------------------------------------------------------------

// Programs are made for a pass, or for growth-check with -O.
const kKinds = [...kPasses, 'regions'];
const arbitrary_of = (kind) => (kind === 'regions' ? region_program_arbitrary() : program_arbitrary({ out_of_range: kind === 'growth-check' }));
const rewrite_as = (kind, texts) => (kind === 'regions' ? rewrite_all(texts, 'growth-check', ['-O']) : rewrite_all(texts, kind));
const kinds_of = ({ pass, regions }) => (regions ? ['regions'] : pass ? [pass] : kPasses);

const chosen = kMutations.filter(({ name }) => name.includes(process.env.ONLY ?? ''));
const programs = new Map(kKinds.filter((kind) => chosen.some((each) => kinds_of(each).includes(kind))).map((kind) =>
  [kind, fc.sample(arbitrary_of(kind), { seed, numRuns: runs })]));

/** The indices of the programs that a binary gets wrong, one after the other. Those of `known` are not tried. */
async function* wrong_programs(binary, kind, known = new Set()) {
  process.env.HEAPLIFT = binary;
  const texts = programs.get(kind);
  for (let from = 0; from < texts.length; from += kChunk) {
    const chunk = texts.slice(from, from + kChunk);
    const rewritten = rewrite_as(kind, chunk);
    for (const [i, text] of chunk.entries()) {
      if (!known.has(from + i) && (await difference_on_any(text, rewritten[i]))) yield from + i;
    }
  }
}

check_texts();
const wrong_anyway = new Map();
for (const kind of programs.keys()) {
  const wrong = new Set();  // where heaplift itself is wrong, which the property test reports
  for await (const i of wrong_programs(original, kind)) wrong.add(i);
  wrong_anyway.set(kind, wrong);
}

/** After how many programs the mutation was found, for each kind that it concerns. */
async function programs_until_found(mutation) {
  const binary = build_mutant(mutation);
  const found = [];
  for (const kind of kinds_of(mutation)) {
    const { value: index = -1 } = await wrong_programs(binary, kind, wrong_anyway.get(kind)).next();
    found.push([kind, index + 1]);
  }
  return found;
}

let mutations = 0, missed = 0;
for (const mutation of chosen) {
  mutations++;
  const found = await programs_until_found(mutation);
  if (found.every(([, count]) => count === 0)) missed++;
  const shown = found.map(([kind, count]) => `${kind} ${count ? `by program ${count}` : 'not found'}`);
  console.log(`${mutation.name}: ${shown.join(', ')}`);
}
const anyway = [...wrong_anyway.values()].reduce((sum, { size }) => sum + size, 0);
console.log(`mutations: ${mutations} mutations, ${missed} missed by ${runs} programs each, SEED=${seed}; ${anyway} programs wrong without any`);
process.exit(missed ? 1 : 0);
