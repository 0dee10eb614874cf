// Function expressions, immediately called ones, getters in objects, constructors, callbacks.
var named = function self(n) { return n ? HEAP8[growTo(n)] += self(n - 1) : 1; };
var o = { get g() { return HEAP8[growTo(1)]++; }, set g(v) { HEAP8[growTo(1)] += v; }, async a() { return HEAP8[2] += await growTo(1); }, *i() { yield HEAP8[growTo(3)]++; }, f: function () { return HEAP8[growTo(4)] -= 1; } };
function Maker() { this.v = HEAP8[growTo(5)] += 1; }
async function main() {
  o.g = 3;
  o.g++;
  return [named(3), o.g, await o.a(), ...o.i(), o.f(), new Maker().v, (function () { return HEAP8[growTo(6)]++; })(), (() => { HEAP8[growTo(7)]++; return HEAP8[7]; })(), [3, 4].map(function (p) { return HEAP8[p] *= growTo(2); })];
}
