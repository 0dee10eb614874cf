// Loads, stores and increments in parameter defaults; function.length stays.
function f(a, b = HEAP8[growTo(1)]++, c = HEAP8[growTo(2)] += a) { return a + b + c + HEAP8[1]; }
const g = (a = HEAP8[growTo(3)] = growTo(4), { b = ++HEAP8[growTo(3)] } = {}) => a + b;
function main() {
  return [f(1), f(2, 3), f(1, undefined, growTo(5)), f.length, g(), g(1), g.length];
}
