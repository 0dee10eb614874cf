// An alias and a binding of the same name inside.
var h = HEAPU8;
function main() {
  grow();
  function inner(h) { return h[0]; }
  { let h = [5]; log(h[0]); }
  return [inner([6]), h[top(1)]];
}
