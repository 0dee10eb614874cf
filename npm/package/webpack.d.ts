import type { unplugin } from './unplugin.js';

declare const plugin: (typeof unplugin)['webpack'];
export default plugin;
