// Parameters named like views.
function f(HEAP8) { HEAP8[0] = 5; HEAP8[1] += 2; HEAP8[2]++; return HEAP8; }
const g = HEAP8 => HEAP8[0] + growTo(1), h = (a, ...HEAP16) => HEAP16[0];
function d(HEAP32 = [growTo(7)], b = HEAP32[0]) { return HEAP32[0] + b; }
function p({ HEAPU8 }, [HEAPF32]) { return HEAPU8[0] + HEAPF32[0]; }
function main() {
  grow();
  return [f([0, 1, 2]), g([3]), h(1, 4), d(), p({ HEAPU8: [5] }, [[6]]), HEAP8[top(1)]];
}
