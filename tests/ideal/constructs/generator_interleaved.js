// Two activations of one generator must not share temporaries.
function* body(p) { return HEAP8[(yield, p)] += yield; }
function main() {
  var a = body(1), b = body(2);
  a.next(); b.next(); a.next(); b.next(); grow();
  return [a.next(10).value, b.next(20).value, HEAP8[1], HEAP8[2]];
}
