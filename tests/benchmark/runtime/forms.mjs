// The forms of a file of glue that are measured: each way to survive growth.

import { rewrite } from '../../real/support.mjs';

/** Emscripten's check in front of each view that is used, as its acorn-optimizer puts it. Not for assignments of views. */
function with_emscripten_check(text) {
  const checked = text.replace(/(?<![.\w'"$])HEAP(?:U?8|U?16|U?32|F32|F64)\b(?=\s*[[.])/g, '(growMemViews(), $&)');
  const update = /\b(updateMemoryViews|updateGlobalBufferAndViews)\b/.exec(checked)[1];
  const check = `function growMemViews() { if (wasmMemory.buffer != HEAP8.buffer) ${update}(); }\n`;
  return checked.replace(/^(?= *function (?:updateMemoryViews|updateGlobalBufferAndViews))/m, check);
}

/** name: the text of the form, from the text of the glue and a file that has it. */
export const kForms = {
  plain: (text) => text,
  'Emscripten\'s check': with_emscripten_check,
  'heaplift': (text, file) => rewrite(file, []),
  'heaplift -O': (text, file) => rewrite(file, ['-O']),
  'memory-methods': (text, file) => rewrite(file, ['-p', 'memory-methods']),
};
