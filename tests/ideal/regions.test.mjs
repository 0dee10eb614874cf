// `-O` on generated programs that have regions of every shape (region_programs.mjs): they behave as the ideal says.
//
// Environment: HEAPLIFT (binary), RUNS (programs), SEED.

import { check_property } from './property.mjs';
import { region_program_arbitrary } from './region_programs.mjs';

process.env.EXTRA = `${process.env.EXTRA ?? ''} -O`;
const runs = Number(process.env.RUNS ?? 1000);
const seed = Number(process.env.SEED ?? Date.now() % 1e9);
const { programs, failures } = await check_property({ pass: 'growth-check', runs, seed, arbitrary: region_program_arbitrary() });
console.log(`regions: SEED=${seed}, ${programs} programs, ${failures} failures`);
process.exit(failures ? 1 : 0);
