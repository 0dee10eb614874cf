// delete of an element, a property and an optional element.
function main() {
  grow();
  return [delete HEAP8[growTo(1)], delete HEAP8.nothing, delete HEAP8?.[2], HEAP8[1], delete HEAP8[top(1)]];
}
