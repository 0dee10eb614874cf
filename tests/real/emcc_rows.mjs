// What the tests of emcc builds run: sets of flags, each built as it is and rewritten in two ways by two passes. The
// table in docs/emscripten.md is made of these rows.
//
// A row: {flags, threads, output, without, passes, quick, high}. `threads` adds -pthread. `output` says what the glue is:
// 'script' (default) runs by itself, 'factory' is a script whose function makes the program, 'module' an ES module that
// exports this function. `without` maps a way to the reason why it is not run; with `passes`, only these are right.
// `quick` rows are run by the short test, too. With `high`, all pointers are over 2 GiB.

export const kPasses = ['growth-check', 'memory-methods'];

/** How heaplift comes into a build, and how the table calls it. */
export const kWays = { transform: '`--js-transform`', link: 'after the link' };

const threads = (flags, more = {}) => ({ flags, threads: true, ...more });
const single = (flags, more = {}) => ({ flags, threads: false, ...more });
const factory = { output: 'factory' };
const module_ = { output: 'module' };
const quick = { quick: true };
const high = {
  high: true,
  without: { transform: 'no, see below' },
};
const slow = { without: { transform: 'not run: a build by wasm2js takes a minute' } };

export const kRows = [
  threads('-O0'),
  threads('-O1'),
  threads('-O2', quick),
  threads('-O3'),
  threads('-Os'),
  threads('-Oz'),
  ...['-O0', '-O2', '-O3', '-Os'].map((level) => single(level)),
  threads('-O2 --closure 1', quick),
  threads('-O3 --closure 1'),
  threads('-Os --closure 1'),
  single('-O3 --closure 1'),
  threads('-O0 -sMODULARIZE -sEXPORT_NAME=create', factory),
  threads('-O3 -sMODULARIZE -sEXPORT_NAME=create', factory),
  threads('-O3 -sMODULARIZE -sEXPORT_NAME=create --closure 1', factory),
  threads('-O2 -sEXPORT_ES6', module_),
  threads('-O3 -sEXPORT_ES6', module_),
  single('-O3 -sEXPORT_ES6 --closure 1', module_),
  threads('-O3 -sSINGLE_FILE'),
  single('-O2 -sSINGLE_FILE'),
  threads('-O0 -sSAFE_HEAP'),
  threads('-O2 -sSAFE_HEAP'),
  threads('-O2 -sMAIN_MODULE=2'),
  single('-O0 -sMAIN_MODULE'),
  threads('-O2 -sMAXIMUM_MEMORY=4GB', { ...high, passes: ['growth-check'] }),
  single('-O3 -sMAXIMUM_MEMORY=4GB', high),
  threads('-O3 -sPROXY_TO_PTHREAD'),
  single('-O2 -sASYNCIFY'),
  single('-O2 -sWASM_BIGINT'),
  single('-O2 -sWASM=0', slow),
  threads('-O2 -g'),
  threads('-O0 -sASSERTIONS=2 -sSTACK_OVERFLOW_CHECK=2'),
];

const passes_of = (row) => (row.passes ? `\`${row.passes.join('`, `')}\` only, see below` : 'both passes');

const cell_of = (row, way) => row.without?.[way] ?? passes_of(row);

/** The lines of the table in docs/emscripten.md. */
export function table_lines() {
  const ways = Object.keys(kWays);
  const cells_of = (row) => [`\`${row.flags}\``, row.threads ? 'yes' : 'no', ...ways.map((way) => cell_of(row, way))];
  const rows = kRows.map(cells_of);
  const header = ['flags', '`-pthread`', ...Object.values(kWays)];
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).map(
    (line, i) => (i === 1 ? line.replaceAll(' --- ', '---') : line));
}
