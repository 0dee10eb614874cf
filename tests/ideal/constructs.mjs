// Reads the construct programs: a file each in constructs/, which opens with a comment on what it shows.
//
// A line `// passes: NAME` there limits the program to that pass (memory-methods traps where a typed array gives
// undefined), and `// not with: -O` keeps it away from an argument in EXTRA.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { extra_arguments, kPasses } from './harness.mjs';

const kFolder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'constructs');

/** All constructs, or those whose name contains `only`: `{name, text, passes}`. */
export function read_constructs(only = process.env.ONLY ?? '') {
  const names = fs.readdirSync(kFolder).filter((file) => file.endsWith('.js')).map((file) => file.slice(0, -3));
  const extra = extra_arguments();
  return names.filter((name) => name.includes(only)).flatMap((name) => {
    const text = fs.readFileSync(path.join(kFolder, `${name}.js`), 'utf8');
    if (extra.includes(/^\/\/ not with: (.*)$/m.exec(text)?.[1])) return [];
    return { name, text, passes: /^\/\/ passes: (.*)$/m.exec(text)?.[1].split(/[ ,]+/) ?? kPasses };
  });
}
