// Accesses as both operands of every binary operator.
function main() {
  var a = growTo(1);
  return [HEAP8[a] + HEAP8[growTo(2)], HEAP8[a] - HEAP8[2], HEAP8[a] * HEAP8[growTo(2)], HEAP8[a] / HEAP8[2], HEAP8[a] % HEAP8[growTo(2)], HEAP8[a] << HEAP8[2], HEAP8[a] >> HEAP8[2], HEAP8[a] >>> HEAP8[2],
    HEAP8[a] & HEAP8[growTo(2)], HEAP8[a] | HEAP8[2], HEAP8[a] ^ HEAP8[2], HEAP8[a] == HEAP8[2], HEAP8[a] !== HEAP8[growTo(2)], HEAP8[a] < HEAP8[2], HEAP8[a] >= HEAP8[2], HEAP8[a] && HEAP8[2], HEAP8[a] || HEAP8[2], HEAP8[a] ?? HEAP8[2]];
}
