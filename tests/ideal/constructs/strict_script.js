// A strict script: the directive stays in force after temporaries and runtime come in.
'use strict';
HEAP8[growTo(1)] += growTo(2);
function main() {
  return [HEAP8[growTo(1)]++, (function () { HEAP8[growTo(2)] -= 1; return typeof this; })()];
}
