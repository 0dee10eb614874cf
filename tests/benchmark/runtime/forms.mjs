// The forms of a file of glue that are measured: each way to survive growth.

import fs from 'node:fs';
import path from 'node:path';

import { rewrite } from '../../real/support.mjs';

// Declarations, which stay; and views that are used, but not those that are assigned.
const kViews = /\bvar HEAP[^;]*;|(?<![\w.'"$])HEAP(?:U?8|U?16|U?32|F32|F64)\b(?!\s*=[^=])/g;

/** Emscripten's check in front of each view that is used, as its acorn-optimizer puts it. */
function with_emscripten_check(text) {
  const checked = text.replace(kViews, (found) => (found.startsWith('var ') ? found : `(growMemViews(), ${found})`));
  const update = /\b(updateMemoryViews|updateGlobalBufferAndViews)\b/.exec(checked)[1];
  const check = `function growMemViews() { if (wasmMemory.buffer != HEAP8.buffer) ${update}(wasmMemory.buffer); }\n`;
  return checked.replace(/^(?= *function (?:updateMemoryViews|updateGlobalBufferAndViews))/m, check);
}

/** name: the text of the form, from the text of the glue and a file that has it. */
const kForms = {
  plain: (text) => text,
  'Emscripten\'s check': with_emscripten_check,
  'heaplift': (text, file) => rewrite(file, []),
  'heaplift -O': (text, file) => rewrite(file, ['-O']),
  'memory-methods': (text, file) => rewrite(file, ['-p', 'memory-methods']),
};

export const kNames = Object.keys(kForms);
export const kSafeNames = kNames.slice(1);

/** {name: text of the form} of the glue in `file`. */
export function forms_of(file, names = kNames) {
  const text = fs.readFileSync(file, 'utf8');
  return Object.fromEntries(names.map((name) => [name, kForms[name](text, file)]));
}

/** {name: file of the form} of the glue in `file`; the new files are scripts in `folder`. */
export function write_forms(file, folder) {
  fs.mkdirSync(folder);
  return Object.fromEntries(Object.entries(forms_of(file)).map(([name, text], i) => {
    const form = path.join(folder, `form-${i}.cjs`);
    fs.writeFileSync(form, text);
    return [name, form];
  }));
}
