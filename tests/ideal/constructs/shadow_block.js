// let, const, class and function in blocks named like views; the outer one before and after.
function main() {
  grow();
  var r = [HEAP8[1]];
  { let HEAP8 = [10, 11]; HEAP8[0]++; r.push(HEAP8[0], HEAP8.length); }
  { const HEAP8 = { length: 3, set: (a) => a }; r.push(HEAP8.length, HEAP8.set(growTo(4))); }
  { class HEAP16 { static 3 = 'three'; } r.push(HEAP16[3]); }
  for (let HEAP8 = [20]; HEAP8[0] < 22; HEAP8[0]++) r.push(HEAP8[0]);
  for (const HEAP32 of [[30]]) r.push(HEAP32[0]);
  for (const HEAP32 in { a: 1 }) r.push(HEAP32[0]);
  switch (1) { case 1: let HEAPU8 = [40]; r.push(HEAPU8[0]); }
  try { throw [50]; } catch (HEAP8) { r.push(HEAP8[0]); HEAP8[0] = 51; r.push(HEAP8[0]); }
  try { throw { HEAP8: [60] }; } catch ({ HEAP8 }) { r.push(HEAP8[0]); }
  return [r, HEAP8[top(1)], HEAP16[3]];
}
