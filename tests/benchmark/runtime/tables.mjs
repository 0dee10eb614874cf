// The tables of what was measured. `rows` are {engine, memory, together, kernel, ratios: {form: ratio to plain}}.

import { kNames, kSafeNames } from './forms.mjs';

const kLoops = ['byte sum', 'byte store', 'UTF-8 decode', 'UTF-8 encode', 'random loads', 'f64 sum', 'load and call'];

const title = (text) => text[0].toUpperCase() + text.slice(1);
const shown = (ratio) => (ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0));
const without_details = (engine) => engine.replace(/ \(.*/, '');
const line = (cells) => `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |');

/** The cells of `lines` under `labels` and the names of forms. */
function table(labels, names, lines) {
  const heads = names.map((name) => (name.startsWith('heaplift') ? `\`${name}\`` : name));
  const rule = `|${labels.map(() => '---|').join('')}${names.map(() => '--:|').join('')}`;
  return [line([...labels, ...heads]), rule, ...lines.map(line), ''].join('\n');
}

const ratio_cells = (ratios) => kSafeNames.map((name) => shown(ratios[name]));

function ratio_table(rows, memory, together) {
  const lines = rows.filter((row) => row.memory === memory && row.together === together)
    .map(({ engine, kernel, ratios }) => [without_details(engine), kernel, ...ratio_cells(ratios)]);
  return `### ${title(memory)} memory, ${together ? 'all forms in one process' : 'each form in a process of its own'}\n\n`
    + table(['engine', 'kernel'], kSafeNames, lines);
}

export const ratio_tables = (rows) =>
  ['shared', 'unshared'].flatMap((memory) => [true, false].map((together) => ratio_table(rows, memory, together))).join('\n');

const worst_of = (rows) =>
  Object.fromEntries(kSafeNames.map((name) => [name, Math.max(...rows.map(({ ratios }) => ratios[name]))]));

/** For each engine the worst of the loops, and struct fill: on a shared memory, all forms in one process. */
export function summary_table(rows) {
  const chosen = rows.filter(({ memory, together }) => memory === 'shared' && together);
  const lines = [...new Set(chosen.map(({ engine }) => engine))].flatMap((engine) => {
    const of_engine = (kernels) => chosen.filter((row) => row.engine === engine && kernels.includes(row.kernel));
    return [['the worst loop', kLoops], ['struct fill', ['struct fill']]].map(([label, kernels]) =>
      [without_details(engine), label, ...ratio_cells(worst_of(of_engine(kernels)))]);
  });
  return table(['engine', 'ratio of'], kSafeNames, lines);
}

function size_cell(sizes, name) {
  if (!sizes[name]) return '';
  const bytes = sizes[name].toLocaleString('en');
  return name === 'plain' ? bytes : `${bytes} (${(sizes[name] / sizes.plain).toFixed(3)})`;
}

/** Of rows {title, sizes: {form: bytes}}. */
export const size_table = (rows) =>
  table(['file'], kNames, rows.map(({ title: file, sizes }) => [file, ...kNames.map((name) => size_cell(sizes, name))]));

/** The page with `content` between the marks of `name`. */
export function between_marks(page, name, content) {
  const [begin, end] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(begin) + begin.length, page.indexOf(end)];
  if (from < begin.length || to < from) throw new Error(`the page has no marks of ${name}`);
  return page.slice(0, from) + content + page.slice(to);
}
