// indexOf, lastIndexOf, includes, find, findIndex, some, at, with growth in operands.
function main() {
  HEAP8[grow() + top(2)] = 127;
  HEAP8[6] = 127;
  return [HEAP8.indexOf(growTo(127)), HEAP8.indexOf(127, growTo(7)) > 0, HEAP8.lastIndexOf(127, growTo(-1)) > 65536, HEAP8.includes(growTo(127), 7),
    HEAP8.at(growTo(-2)), HEAP8.at(growTo(6)), HEAPU8.find((byte) => byte == growTo(127)), HEAP8.findIndex((byte) => byte == 127), HEAPU8.some((byte) => byte == 127)];
}
