// Fields, static fields and private fields that load, store and increment.
class C {
  a = HEAP8[growTo(1)];
  b = HEAP8[growTo(1)]++;
  #c = HEAP8[growTo(2)] += this.a;
  static d = HEAP8[grow() + top(1)] = 5;
  static e = ++HEAP8[growTo(3)];
  HEAP8 = HEAP8[growTo(4)] -= 1;
  [(grow(), 'k')] = HEAP8[growTo(5)] ||= 3;
  get c() { return this.#c; }
}
function main() {
  var o = new C, p = new C;
  return [o.a, o.b, o.c, p.b, p.c, C.d, C.e, o.HEAP8, p.HEAP8, o.k];
}
