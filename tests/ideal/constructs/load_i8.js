// Load: the index grows the memory and lies in the new page.
function main() {
  return [HEAP8[grow() + top(1)], HEAP8[grow() + top(3)], HEAP8[5]];
}
