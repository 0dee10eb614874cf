// A number into a BigInt view, and the other way round, throws; operands were evaluated before.
function main() {
  var names = [];
  try { HEAP64[log(growTo(1))] = log(5) } catch (e) { names.push(e.name) }
  try { HEAP32[log(growTo(1))] = log(5n) } catch (e) { names.push(e.name) }
  try { HEAP64[0] += 1 } catch (e) { names.push(e.name) }
  try { HEAP64[0] >>>= 1n } catch (e) { names.push(e.name) }
  return names;
}
