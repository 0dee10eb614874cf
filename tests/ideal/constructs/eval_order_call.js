// A callee is evaluated before its arguments; a method's view after them.
function main() {
  var f = (...all) => all;
  return [f(HEAP8[growTo(0)], HEAP8[growTo(1)] = 2, HEAP8[1]++), (log('callee'), f)(log(HEAP8[growTo(2)])), HEAPU8.subarray((log('from'), growTo(0)), (log('to'), growTo(2)))];
}
