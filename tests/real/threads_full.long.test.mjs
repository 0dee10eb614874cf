// Growth by another thread: 1,000 rounds of every form of access in every node.
import { check_threads } from './threads.mjs';

const kRounds = { builtin: 500, spin: 300, wait: 200 };

await check_threads({
  name: 'threads_full',
  rounds: () => kRounds,
  identity: { builtin: 300, spin: 300, wait: 300 },
  seconds: 300,
  least: 1,
});
