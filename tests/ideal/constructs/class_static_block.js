// Static blocks with temporaries of their own.
var out = [];
class C {
  static n = 3;
  static {
    HEAP8[growTo(1)] += this.n;
    var v = HEAP8[growTo(1)]++;
    out.push(v, HEAP8[grow() + top(1)]--);
  }
  static { for (let i = 0; i < 2; i++) HEAP8[growTo(i) + i] *= 2; }
}
function main() {
  return out;
}
