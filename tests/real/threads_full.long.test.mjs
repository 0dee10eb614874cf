// Growth by another thread: 1,000 rounds of every form of access in this node, some in others.
import { check_threads } from './threads.mjs';

const kHere = { builtin: 500, spin: 300, wait: 200 };
const kElsewhere = { builtin: 50, spin: 30, wait: 20 };

await check_threads({
  name: 'threads_full',
  rounds: (index) => (index === 0 ? kHere : kElsewhere),
  identity: { builtin: 300, spin: 300, wait: 300 },
  seconds: 300,
  least: 1,
});
