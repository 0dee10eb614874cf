// An alias captured by a closure that runs after growth.
function main() {
  const h = HEAPU8;
  const read = (index) => h[index];
  function write(index, value) { return h[index] = value; }
  grow();
  return [read(top(1)), write(grow() + top(2), growTo(5)), read(top(0) - 1), h.length];
}
