// The property test with 20,000 programs per pass, the passes side by side. Environment as in property.test.mjs.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { heaplift_binary, kPasses } from './harness.mjs';

const kTest = fileURLToPath(new URL('property.test.mjs', import.meta.url));

const run = (pass) => new Promise((resolve) => {
  const env = { RUNS: '20000', ...process.env, PASSES: pass };
  spawn(process.execPath, ['--max-semi-space-size=64', ...process.execArgv, kTest], { env, stdio: 'inherit' }).on('close', (code) => resolve(code ?? 1));
});

heaplift_binary();
const codes = await Promise.all((process.env.PASSES?.split(',') ?? kPasses).map(run));
process.exit(codes.some((code) => code !== 0) ? 1 : 0);
