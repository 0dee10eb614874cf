@import * as m from "m"; export { HEAP8 }; export default HEAP8[await 0]; import.meta.x = HEAP8[0]++;
export let HEAP8 = new Int8Array(wasmMemory.buffer);
