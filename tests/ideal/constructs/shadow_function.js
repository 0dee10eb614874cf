// Functions and classes named like views, in their own scopes.
function main() {
  function outer() {
    function HEAP8() { return 5; }
    HEAP8[0] = 6;
    class HEAP16 { static x = [7]; }
    return [HEAP8(), HEAP8[0], HEAP16.x[0], HEAP8.length];
  }
  var named = function HEAP32(n) { HEAP32[0] = 9; return n ? HEAP32(0) : HEAP32[0]; };
  var made = class HEAPU8 { static self() { return HEAPU8[0]; } static 0 = 8; };
  grow();
  return [outer(), named(1), made.self(), HEAP8[top(1)], HEAP32[2], HEAPU8[growTo(3)]];
}
