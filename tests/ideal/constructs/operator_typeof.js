// typeof of a view, an element, a method and an update.
function main() {
  grow();
  return [typeof HEAP8, typeof HEAP8[growTo(1)], typeof HEAP64[1], typeof HEAP8.set, typeof HEAP8.nothing, typeof++HEAP8[growTo(0)], typeof HEAP64[growTo(1)]--, typeof(HEAP8[0] = growTo('1'))];
}
