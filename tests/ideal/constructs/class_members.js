// Methods, getters, setters, constructors and computed names.
class Base { constructor(v) { this.v = v; HEAP8[growTo(2)] += v; } }
class C extends Base {
  constructor() { super(HEAP8[growTo(1)]++); this.w = HEAP8[grow() + top(1)] += 2; }
  [(HEAP8[growTo(3)]++, 'named')]() { return HEAP8[growTo(3)] -= 1; }
  get value() { return HEAP8[growTo(4)]++; }
  set value(v) { HEAP8[growTo(4)] = v; }
  static [`s${HEAP8[3] = growTo(7)}`] = 1;
  static make(a = HEAP8[growTo(5)]--) { return a; }
  async later() { return HEAP8[growTo(6)] += await growTo(1); }
  *many() { yield HEAP8[growTo(7)] += yield 1; }
}
async function main() {
  var c = new C, m = c.many();
  c.value = 50;
  c.value += growTo(1);
  return [c.v, c.w, c.named(), c.value, C.make(), C.s7, await c.later(), m.next().value, m.next(3).value];
}
