// this and arguments inside a parameter default.
function f(a, b = HEAP8[growTo(a)] += this.k + arguments.length) { return b; }
function main() {
  return [f.call({ k: 5 }, 3), f.call({ k: 7 }, 4, undefined), HEAP8[3]];
}
