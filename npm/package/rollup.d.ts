import type { unplugin } from './unplugin.js';

declare const plugin: (typeof unplugin)['rollup'];
export default plugin;
