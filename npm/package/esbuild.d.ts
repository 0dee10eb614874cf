import type { unplugin } from './unplugin.js';

declare const plugin: (typeof unplugin)['esbuild'];
export default plugin;
