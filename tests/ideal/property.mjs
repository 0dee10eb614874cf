// Runs generated programs against the ideal, a chunk of programs per call of heaplift; a failing program is shrunk
// with a call per candidate.

import fc from 'fast-check';

import { program_arbitrary } from './generator.mjs';
import { difference_on_any, extra_arguments, rewrite_all, without_preamble } from './harness.mjs';

const kChunk = 500;
const kMostFailures = 5;
const kShrinkTime = 60000;  // milliseconds for one failure

// memory-methods traps where a typed array gives undefined.
// -O assumes that getters do not grow the memory.
const arbitrary_for = (pass) =>
  program_arbitrary({ out_of_range: pass === 'growth-check', getters: !extra_arguments().includes('-O') });

const rewrite_and_compare = (program, pass) => difference_on_any(program, rewrite_all([program], pass)[0]);

/** The smallest program that fast-check finds to fail, from the run numbered `index` of this seed on. */
async function shrink(arbitrary, pass, seed, index) {
  const property = fc.asyncProperty(arbitrary, async (program) => !(await rewrite_and_compare(program, pass)));
  const { counterexample } = await fc.check(property, { seed, path: `${index}`, numRuns: 1, interruptAfterTimeLimit: kShrinkTime });
  return counterexample?.[0];
}

async function report(arbitrary, pass, seed, index, program, different) {
  const smallest = (await shrink(arbitrary, pass, seed, index)) ?? program;
  const [rewritten] = rewrite_all([smallest], pass);
  console.log(`FAILED ${pass}, SEED=${seed}, program ${index}: ${different}`);
  console.log(`--- shrunk, ${await difference_on_any(smallest, rewritten) ?? 'which does not fail alone'}\n${smallest}`);
  console.log(`--- rewritten\n${rewritten.text ? without_preamble(rewritten.text) : rewritten.error}`);
}

/**
 * Checks `runs` programs. Chunk k takes the seed `seed + k`, so a failure is seen again with its own SEED alone.
 * Stops after a few failures, one per chunk. Gives the counts. `arbitrary` is that of other programs.
 */
export async function check_property({ pass, runs, seed, arbitrary = arbitrary_for(pass) }) {
  let programs = 0, failures = 0;
  for (let chunk = seed; programs < runs && failures < kMostFailures; chunk++) {
    const texts = fc.sample(arbitrary, { seed: chunk, numRuns: Math.min(kChunk, runs - programs) });
    const rewritten = rewrite_all(texts, pass);
    for (const [index, text] of texts.entries()) {
      programs++;
      const different = await difference_on_any(text, rewritten[index]);
      if (!different) continue;
      failures++;
      await report(arbitrary, pass, chunk, index, text, different);
      break;
    }
  }
  return { programs, failures };
}
