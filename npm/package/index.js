// The API of the package; index.d.ts says what it does.
import { call_rewrite } from './engine.js';

const kLoneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

export class HeapliftError extends Error {
  constructor(diagnostics, filename) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const place = ({ line, column }) => (line === undefined ? '' : `:${line}:${column}`);
    super(errors.map((error) => `${filename ?? 'source'}${place(error)}: ${error.message}`).join('\n'));
    this.name = 'HeapliftError';
    this.diagnostics = diagnostics;
  }
}

export function rewrite(source, options = {}) {
  if (typeof source !== 'string') throw new TypeError('heaplift: the source must be a string');
  const lone = kLoneSurrogate.exec(source);
  if (lone) throw new TypeError(`heaplift: the source has half of a surrogate pair at offset ${lone.index}`);
  const { error, ...result } = call_rewrite(source, options);
  if (error !== undefined) throw new TypeError(`heaplift: ${error}`);
  if (result.code === null) throw new HeapliftError(result.diagnostics, options.filename);
  return result;
}
