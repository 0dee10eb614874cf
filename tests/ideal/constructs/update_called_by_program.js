// The program refreshes its views itself now and then.
function main() {
  grow();
  updateMemoryViews();
  HEAP8[grow() + top(1)] = 5;
  updateMemoryViews();
  return [HEAP8[top(1)], HEAP8.length, Module.HEAP8.length];
}
