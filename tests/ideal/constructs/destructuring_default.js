// Defaults that grow, and defaults that load.
function main() {
  [HEAP8[growTo(1)] = growTo(11), HEAP8[2] = log(12)] = [undefined, 5];
  ({ k: HEAP8[growTo(3)] = growTo(13), l: HEAP8[4] = HEAP8[growTo(1)] } = {});
  var [x = HEAP8[growTo(1)], y = HEAP8[2]++] = [], { z = HEAP8[growTo(3)] += 1 } = {};
  return [x, y, z, HEAP8.subarray(1, 5)];
}
