// Accesses at the top of the script, temporaries too.
HEAP8[growTo(1)] = growTo(2);
HEAP8[growTo(1)] += growTo(3);
var topValue = HEAP8[growTo(1)]++;
for (let i = 0; i < 2; i++) HEAP8[growTo(i)] *= HEAP8[growTo(i)]++;
{ HEAP8[grow() + top(1)] -= 1; }
function main() {
  return [topValue, HEAP8[0], HEAP8[1]];
}
