/** What `rewrite` can be told; the flags of `heaplift rewrite --help` have the same names. */
export interface RewriteOptions {
  /** The pass, or several, one after the other. Default: `growth-check`. */
  pass?: string | readonly string[];
  /** What diagnostics and the source map call the source. */
  filename?: string;
  /** Make a source map. */
  sourceMap?: boolean;
  /**
   * The source map of the source, through which the new one leads: the map, or its JSON; `false` if there is none.
   * Default: the one in a `data:` URL at the end of the source, if it has one.
   */
  inputSourceMap?: boolean | string | object;
  /** How the source refers to the memory. Default: `wasmMemory`. */
  memory?: string;
  /** More names of views, such as `{ B: 'HEAPU8' }` or `{ B: 'u8' }`. */
  views?: Readonly<Record<string, string>>;
  /** What added names begin with. Default: `hl_`, or the next that the source does not use. */
  prefix?: string;
  /** Names of memory methods: `load8_s` (default) or `loadInt8`. */
  names?: 'wasm' | 'js';
  /** Put the helpers into the code (default), or leave them to another file. */
  runtime?: 'inject' | 'none';
  /** Take `p` in `HEAP32[p >> 2]` to be a multiple of 4. */
  assumeAligned?: boolean;
  /** `growth-check`: one check for many accesses, where the memory cannot grow in between. */
  optimize?: boolean;
  /** Check the result: it has no new syntax errors, and a second run changes nothing. */
  verify?: boolean;
}

/** Something to say about a place; lines and columns count from 1, columns in UTF-16 code units. */
export interface Diagnostic {
  severity: 'error' | 'warning' | 'note';
  message: string;
  line?: number;
  column?: number;
  endLine?: number;
  endColumn?: number;
}

/** A source map of version 3. */
export interface SourceMap {
  version: 3;
  file?: string;
  sources: string[];
  sourcesContent: (string | null)[];
  names: string[];
  mappings: string;
  ignoreList?: number[];
}

export interface RewriteResult {
  code: string;
  /** The source map, if it was asked for. */
  map: SourceMap | null;
  /** Whether the code differs from the source. */
  changed: boolean;
  /** How many accesses were rewritten. */
  accesses: number;
  /** Warnings and notes. */
  diagnostics: Diagnostic[];
}

/** The source cannot be rewritten: it is not JavaScript, or something in it cannot be rewritten safely. */
export class HeapliftError extends Error {
  constructor(diagnostics: readonly Diagnostic[], filename?: string);
  /** All that there is to say, errors and warnings. */
  diagnostics: Diagnostic[];
}

/**
 * Rewrites JavaScript so that its accesses to memory views survive growth of the memory.
 * @throws {HeapliftError} when the source cannot be rewritten
 * @throws {TypeError} when options make no sense, or the source is not a string of whole characters
 */
export function rewrite(source: string, options: RewriteOptions & { sourceMap: true }): RewriteResult & { map: SourceMap };
export function rewrite(source: string, options?: RewriteOptions): RewriteResult;
