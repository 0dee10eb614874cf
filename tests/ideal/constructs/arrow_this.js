// this and arguments in an expression-bodied arrow that needs temporaries.
function f() { return [() => HEAP8[growTo(this.i)] += arguments.length, () => HEAP8[growTo(arguments[0])]++].map((each) => each()); }
function main() {
  return f.call({ i: 3 }, 4, 5);
}
