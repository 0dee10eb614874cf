// The plugin for bundlers, made by unplugin: each module that may hold a view goes through `rewrite`.
import { createUnplugin } from 'unplugin';
import { rewrite } from './index.js';

const kScripts = /\.[cm]?[jt]sx?$/;

/** The path of a module, less what bundlers put behind it. */
const path_of = (id) => id.replace(/[?#].*$/, '');

const as_list = (patterns) => (patterns === undefined ? [] : [patterns].flat());

function matches(pattern, path) {
  if (typeof pattern === 'function') return Boolean(pattern(path));
  if (pattern instanceof RegExp) return path.search(pattern) >= 0;
  return path.endsWith(pattern);
}

/** Whether a text without any of these words can be left alone unread. */
function may_hold_views(code, options) {
  return code.includes('HEAP') || code.includes('\\u') || Object.keys(options.views ?? {}).some((name) => code.includes(name));
}

export const unplugin = createUnplugin(({ include, exclude, ...options } = {}) => ({
  name: 'heaplift',

  transformInclude(id) {
    const path = path_of(id);
    if (id.startsWith('\0') || as_list(exclude).some((pattern) => matches(pattern, path))) return false;
    return include === undefined ? kScripts.test(path) : as_list(include).some((pattern) => matches(pattern, path));
  },

  transform(code, id) {
    if (!may_hold_views(code, options)) return null;
    // Bundlers join the maps of plugins themselves.
    const result = rewrite(code, { ...options, filename: path_of(id), sourceMap: true, inputSourceMap: false });
    for (const { severity, message, line, column } of result.diagnostics) {
      if (severity === 'warning') this.warn(`${path_of(id)}:${line}:${column}: ${message}`);
    }
    return result.changed ? { code: result.code, map: result.map } : null;
  },
}));

export default unplugin;
