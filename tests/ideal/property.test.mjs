// Property test: generated programs, rewritten by each pass, behave as the ideal says.
//
// Environment: HEAPLIFT (binary), RUNS (programs per pass), SEED, PASSES (comma separated), EXTRA (arguments).

import { kPasses } from './harness.mjs';
import { check_property } from './property.mjs';

const runs = Number(process.env.RUNS ?? 1000);
const seed = Number(process.env.SEED ?? Date.now() % 1e9);
let failures = 0;
for (const pass of process.env.PASSES?.split(',') ?? kPasses) {
  const result = await check_property({ pass, runs, seed });
  failures += result.failures;
  console.log(`property: ${pass}, SEED=${seed}, ${result.programs} programs, ${result.failures} failures`);
}
process.exit(failures ? 1 : 0);
