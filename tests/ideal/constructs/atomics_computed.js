// Atomics by string and by a held function.
function main() {
  var add = Atomics.add;
  grow();
  return [Atomics['load'](HEAP32, 3), add(HEAP32, 3, 4), Atomics['store'](HEAP8, growTo(1), 2)];
}
