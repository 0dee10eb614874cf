import { unplugin } from './unplugin.js';

export default unplugin.webpack;
