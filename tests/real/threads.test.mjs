// Growth by another thread, some rounds of every form of access. threads_full.long.test.mjs runs many.
import { check_threads } from './threads.mjs';

const kHere = { builtin: 6, spin: 3, wait: 3 };
const kElsewhere = { builtin: 2, spin: 1, wait: 1 };

await check_threads({
  name: 'threads',
  rounds: (index) => (index === 0 ? kHere : kElsewhere),
  identity: { builtin: 20, spin: 20 },
  seconds: 5,
  least: 0,
});
