import { unplugin } from './unplugin.js';

export default unplugin.rollup;
