// yield as index, value and argument: growth happens while suspended.
function* body() {
  HEAP8[yield 1] = yield 2;
  HEAP8[yield 3] += yield 4;
  var old = HEAP8[yield 5]++;
  HEAPU8.set([yield 6], yield 7);
  return [old, HEAP8[yield 8], HEAP8[9] = yield 9, HEAP8[9] ||= yield 10];
}
function main() {
  var it = body(), step = it.next();
  while (!step.done) { grow(); step = it.next(log(step.value)); }
  return step.value;
}
