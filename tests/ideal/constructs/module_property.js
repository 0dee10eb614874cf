// Views as properties of Module, dotted and quoted.
function main() {
  Module.HEAP8[growTo(1)] = growTo(2);
  Module['HEAPU8'][growTo(3)] += growTo(4);
  Module["HEAP32"][grow() + top(4) >> 2]++;
  Module.HEAPU8.set([growTo(5)], growTo(6));
  return [Module.HEAP8[1], Module['HEAP8'].length, Module[`HEAPU8`].length, Module.HEAPF64[growTo(2)], Atomics.load(Module.HEAP32, growTo(1)), Module['HEAP64'][0]--];
}
