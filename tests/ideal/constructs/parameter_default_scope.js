// Defaults see parameters, not the body's variables; temporaries must not get in the way.
var x = 40;
function f(a = () => HEAP8[x] += growTo(1), b = HEAP8[x]++) { var x = 9; return [a(), b, x, HEAP8[x]]; }
function main() {
  return f();
}
