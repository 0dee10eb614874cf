Aasync function* f(a = HEAP8[0]++, {b = HEAP8[c] += d}) { "use strict"; HEAP8[yield] += await HEAP8[yield* 1]; }
const g = (x) => HEAP8[x]++, h = async x => HEAP8[await x] -= 2;
