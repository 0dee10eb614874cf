// An operand that throws: nothing is stored and later operands do not run.
function fail() { grow(); throw new SyntaxError('on purpose'); }
function main() {
  var names = [];
  try { HEAP8[log(growTo(1))] = fail(); } catch (e) { names.push(e.name) }
  try { HEAP8[fail()] = log(1); } catch (e) { names.push(e.name) }
  try { HEAP8[log(growTo(2))] += fail(); } catch (e) { names.push(e.name) }
  try { HEAPU8.set([log(3)], fail()); } catch (e) { names.push(e.name) }
  try { [HEAP8[log(4)], HEAP8[fail()]] = [growTo(5), 6]; } catch (e) { names.push(e.name) }
  try { HEAP8[null.x] = log(7); } catch (e) { names.push(e.name) }
  return [names, HEAP8.subarray(0, 8)];
}
