// length is read where it stands, before later operands grow.
function main() {
  return [HEAP8.length + growTo(0), growTo(0) + HEAP8.length, HEAP8.length - (grow(), HEAP8.length)];
}
