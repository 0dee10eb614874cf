// A view handed to a function, with growth before it.
function take(view, index) { return view[index] + view.length; }
function main() {
  return [take((grow(), HEAP8), 3), take(HEAP32, 2), take(...[HEAPU8, 5]), ((view) => view[1])(HEAP16)];
}
