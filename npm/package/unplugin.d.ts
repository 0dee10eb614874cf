import type { UnpluginInstance } from 'unplugin';
import type { RewriteOptions } from './index.js';

/** A regular expression, the end of a path, or a function; paths are absolute. */
export type Pattern = RegExp | string | ((path: string) => boolean);

/** What `rewrite` can be told, and which modules it gets. */
export interface PluginOptions extends Omit<RewriteOptions, 'filename' | 'sourceMap' | 'inputSourceMap'> {
  /** The modules to rewrite. Default: all JavaScript and TypeScript, as JavaScript. */
  include?: Pattern | readonly Pattern[];
  /** Modules to leave alone. */
  exclude?: Pattern | readonly Pattern[];
}

export const unplugin: UnpluginInstance<PluginOptions | undefined, false>;
export default unplugin;
