// An access in a class heritage and in computed keys of objects.
function main() {
  class A extends (HEAP8[growTo(1)]++, Object) { m() { return super.toString() + (HEAP8[growTo(1)] += 1); } }
  var o = { [HEAP8[growTo(2)] = 6]: 'six', [`k${HEAP8[growTo(2)]++}`]: HEAP8[2], get g() { return HEAP8[growTo(3)]++; }, m(a = HEAP8[growTo(4)]++) { return a; } };
  return [new A().m(), o, o.m()];
}
