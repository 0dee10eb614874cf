// "use strict" in a function that gets temporaries: the directive stays first.
function f() {
  "use strict";
  HEAP8[growTo(1)] += growTo(2);
  try { undeclaredName = 1; } catch (e) { return [e.name, this === undefined, HEAP8[growTo(1)]++]; }
}
const g = () => { 'use strict'; return HEAP8[growTo(2)]++ + (function () { return this === undefined; })(); };
function main() {
  return [f(), g()];
}
