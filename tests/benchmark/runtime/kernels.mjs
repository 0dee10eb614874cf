// Runs the kernels of one or more forms in this process, interleaved, and prints the median time of a call.
//
// Usage: node kernels.mjs CONFIG.json, {forms: {name: text}, shared, rounds}. Prints {kernel: {form: milliseconds}}.

import fs from 'node:fs';

import { measure_kernels } from './measure.mjs';

console.log(JSON.stringify(measure_kernels(JSON.parse(fs.readFileSync(process.argv[2], 'utf8')))));
