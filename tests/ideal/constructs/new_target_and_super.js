// new.target, super calls and super properties beside accesses.
class A { constructor(v) { this.v = v; } m(v) { return v; } }
class B extends A { constructor() { super(HEAP8[growTo(1)] += 1); this.t = (HEAP8[growTo(2)]++, new.target === B); } m() { return super.m(HEAP8[growTo(3)]--) + (() => super.m(HEAP8[growTo(3)] += 1))(); } }
function main() {
  var b = new B;
  return [b.v, b.t, b.m()];
}
