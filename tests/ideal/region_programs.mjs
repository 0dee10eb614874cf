// Random programs for `-O`: accesses in runs, loops and branches, and between them what may grow the memory, of every
// kind that ends a region. A pointer into the newest page is the global `page`, which all that grows the memory sets:
// so nothing but the growth itself stands between an access and the check that it needs.
//
// Getters do not grow the memory here: `-O` assumes that (docs/passes/growth-check.md).

import fc from 'fast-check';

const kAccesses = [
  (k) => `x += HEAPU8[page + ${k}];`,
  (k) => `HEAP8[page + ${k}] = x;`,
  (k) => `HEAP32[(page >> 2) + ${k & 7}] = x;`,
  (k) => `x = x + HEAP32[(page >> 2) + ${k & 7}] | 0;`,
  (k) => `HEAPU8[page + ${k}]++;`,
  (k) => `y = --HEAP16[(page >> 1) + ${k & 15}];`,
  (k) => `HEAPU16[(page >> 1) + ${k & 15}] += y;`,
  (k) => `HEAPF64[(page >> 3) + ${k & 3}] = x;`,
  (k) => `HEAPU8.set([x, y, ${k}], page);`,
  (k) => `x += HEAPU8.subarray(page, page + ${k + 1}).length;`,
  (k) => `HEAP8[HEAPU8[page + ${k}] & 63] = y;`,
  (k) => `y += HEAPU32.length;`,
  (k) => `x += pure(HEAPU8[page + ${k}]);`,
  (k) => `if (HEAP8[page + ${k}]) HEAP8[page] = 1; else HEAP8[page + 1] |= 2;`,
  (k) => `for (let i = 0; i < 3; i++) x += HEAPU8[page + i + ${k & 7}];`,
  (k) => `fill(page + ${k});`,
  (k) => `fill(page - ${65408 + (k & 15)});`,  // over the end that the memory had before
  (k) => `fill(${['-8', '1.5', '"16"', 'undefined', 'NaN', '4294967288', '-2', '{}'][k & 7]});`,
  (k) => `pair(16, page + ${k});`,
  (k) => `pair(page + ${k}, 16);`,
  () => 'moved(16);',
  () => 'met(16);',
  () => 'whole(16);',
  (k) => `(p => { HEAPU8[p + 2] = x; HEAPU16[p + 4 >> 1] = y; HEAPU32[(p + 8) >>> 2] = x; })(page + ${k & 28});`,
  (k) => `let n${k} = 2; while (n${k}-- > 0) HEAPU8[page + n${k}] ^= x;`,
];

// What grows the memory, as an expression. `await` and `yield` come where they may stand.
const kGrowing = ['take()', 'maybe(x)', 'Atomics.take()', '[...steps].length', '(([z] = steps), 1)', 'host.take()', '(x & 1 && take())', 'new Taking().n', 'take``'];
const kSuspending = { async: '(await patient)', generator: '(yield x)' };

const kShapes = [
  (g) => `${g};`,
  (g) => `x += ${g};`,
  (g) => `HEAP8[page + ${g} * 0] = ${g};`,
  (g) => `HEAPU8[page + 3] = HEAPU8[page] + ${g};`,
  (g) => `x += HEAPU8[page + 1] + ${g} + HEAPU8[page + 1] + HEAPU8[page + 2] + HEAPU8[page + 3];`,
  (g) => `y = HEAP8[page], ${g}, HEAP8[page] = 1, HEAP8[page + 1] = 2, HEAP8[page + 2] = 3;`,
  (g) => `for (var q = ${g} * 0, i = 0; i < 3; i++) HEAP8[page + i + q] = x;`,
  (g) => `for (q = ${g} * 0, i = 0; i < 3; i++) HEAP8[page + i + q] = x;`,
  (g) => `if (${g}) HEAP8[page + 5] = 1;`,
];

const kThree = 'HEAPU8[page] = 1; HEAPU8[page + 1] = 2; HEAPU8[page + 2] = x;';
const kArrow = ([a]) => `(() => {${a}})();`;

/** Functions that use elements at their parameters, and others in the newest page. */
const kSpans = `function fill(p) { HEAPU8[p] = x; HEAP32[p + 4 >> 2] = y; HEAPF64[(p + 8) >> 3] = x; }
function pair(p, q) { HEAPU8[p] = 1; HEAPU16[q + 2 >>> 1] = x; if (x & 2) HEAPU8[q + 1]++; y += HEAPU8[p + 3]; }
function moved(p) { HEAPU8[p] = 1; p = page; HEAPU8[p + 1] = 2; HEAPU8[p + 2] = 3; x += HEAPU8[p]; }
function met(p) {
  if (x & 1) { take(); HEAPU8[p] = 1; HEAPU8[p + 1] = 1; HEAPU8[p + 2] = 1; } else { take(); HEAPU8[p] = 2; HEAPU8[p + 1] = 2; HEAPU8[p + 2] = 2; }
  HEAPU8[page] = 5; x += HEAPU8[page + 1];
}
function whole(p) { HEAPU8[p] = 1; HEAPU8[p + 1] = 2; HEAPU8[p + 2] = 3; HEAPU8.set([7], page); x += HEAPU8.length & 255; }
`;

/** A compound statement: `of` its bodies, each a list of statements; `g` something that grows. */
const kCompounds = [
  ([a], g, id) => `for (let i${id} = 0; i${id} < 3; i${id}++) {${a}}`,
  ([a, b], g, id) => `for (let i${id} = 0; i${id} < 3; i${id}++) {${a} if (i${id} === 1) continue;${b}}`,
  ([a, b], g, id) => `for (let i${id} = 0; i${id} < 3; i${id}++) {${a} if (i${id} === 1) break;${b}}`,
  ([a, b, c], g, id) => `l${id}: for (let i${id} = 0; i${id} < 2; i${id}++) {${a} for (let j${id} = 0; j${id} < 2; j${id}++) {${b} if (j${id} === 1 - i${id}) { ${g}; continue l${id}; } ${c}}}`,
  ([a, b, c], g, id) => `l${id}: for (let i${id} = 0; i${id} < 2; i${id}++) {${a} for (let j${id} = 0; j${id} < 2; j${id}++) {${b} if (j${id} === 1) { ${g}; break l${id}; }} ${c}}`,
  ([a, b], g, id) => `l${id}: {${a} if (x & 1) { ${g}; break l${id}; }${b}}`,
  ([a], g, id) => `{ let n${id} = 2; do {${a}} while (n${id}-- > 0 && HEAPU8[page] !== 300); }`,
  ([a], g, id) => `{ let n${id} = 2; while (n${id}-- > 0) {${a}} }`,
  ([a], g, id) => `{ let n${id} = 2; while (n${id}-- > 0 && ${g} !== 7) {${a}} }`,
  ([a, b], g) => `if (x & 1) {${a}} else {${b}}`,
  ([a]) => `if (x & 2) {${a}}`,
  ([a, b, c]) => `switch (x & 3) { case 0: ${a} case 1: ${b} break; default: ${c}}`,
  ([a, b], g, id) => `try {${a} ${g}; throw 1; } catch (e${id}) {${b}}`,
  ([a, b], g, id) => `try {${a} fail();${a} } catch (e${id}) {${b}}`,
  ([a, b]) => `try {${a} fail(); } catch {} finally {${b}}`,
  ([a, b, c], g, id) => `try { try {${a} fail(); } finally {${b}} } catch (e${id}) {${c}}`,
  ([a, b, c], g, id) => `try { try {${a} fail(); ${kThree} } finally {${b}} } catch (e${id}) {${c}}`,
  ([a, b], g, id) => `try {${a} fail(); ${kThree} } catch (e${id}) {${b}}`,
  ([a, b, c], g, id) => `for (let i${id} = 0; i${id} < 2; i${id}++) try {${a} if (i${id}) { ${g}; continue; }${b}} finally {${c}}`,
  ([a], g, id) => `for (const v${id} of steps) {${a}}`,
  ([a, b], g, id) => `for (const v${id} of steps) {${a} if (v${id} === 1) break;${b}}`,
  ([a], g, id) => `for (HEAP8[page + 6] of steps) {${a}}`,
  ([a], g, id) => `for (const k${id} in { a: 1, b: 2 }) {${a}}`,
  kArrow,
];

const kFunctions = {
  plain: ['function main() {', '}'],
  async: ['async function main() {', '}'],
  generator: ['function main() { return drive_taking(run()); }\nfunction* run() {', '}'],
};

/** A statement on lines of its own; in braces where it may declare something. */
const statement = (text) => (/^(?:x|y|HEAP)[^;]*;$/.test(text) ? `\n${text}` : `\n{ ${text} }`);

/** The arbitrary of whole programs. */
export function region_program_arbitrary() {
  const access = fc.tuple(fc.constantFrom(...kAccesses), fc.integer({ min: 0, max: 40 })).map(([make, k]) => () => make(k));
  const growing = fc.tuple(fc.nat(), fc.nat(5)).map(([i, suspend]) => (kind) =>
    (suspend < 3 && kSuspending[kind]) || kGrowing[i % kGrowing.length]);
  const shaped = fc.tuple(fc.constantFrom(...kShapes), growing).map(([make, g]) => (kind) => make(g(kind)));
  const counter = { next: 0 };
  const { list } = fc.letrec((tie) => ({
    compound: fc.tuple(fc.constantFrom(...kCompounds), fc.tuple(tie('list'), tie('list'), tie('list')), growing)
      .map(([make, lists, g]) => (kind) => {
        const inner = make === kArrow ? 'plain' : kind;
        const id = counter.next++;
        return make(lists.map((each) => each(inner)), g(kind), id);
      }),
    list: fc.array(fc.oneof({ maxDepth: 3, depthSize: 'small', depthIdentifier: 'region' }, { weight: 5, arbitrary: access }, { weight: 2, arbitrary: shaped }, { weight: 3, arbitrary: tie('compound') }),
      { minLength: 1, maxLength: 4, depthIdentifier: 'region' }).map((parts) => (kind) => `${parts.map((each) => statement(each(kind))).join('')}\n`),
  }));
  return fc.tuple(fc.constantFrom(...Object.keys(kFunctions)), fc.array(list, { minLength: 1, maxLength: 3 })).map(([kind, lists]) => {
    counter.next = 0;
    const [begin, end] = kFunctions[kind];
    return `var x = 3, y = 70, q, i, z;
function pure(v) { return v * 2 | 0; }
function maybe(v) { if (v & 1) take(); return 1; }
${kSpans}${begin}${lists.map((each) => each(kind)).join('')}log(x); return [x, y];
${end}
`;
  });
}
