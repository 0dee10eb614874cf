// sql.js: the release build, whose names Closure has shortened, through ../database.cjs.
import { createRequire } from 'node:module';
import { file_of } from './support.mjs';

process.argv.splice(2, 2, file_of('dist/sql-wasm.js'), '50');
createRequire(import.meta.url)('../database.cjs');
