import type { unplugin } from './unplugin.js';

declare const plugin: (typeof unplugin)['vite'];
export default plugin;
