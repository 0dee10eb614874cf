// Calling an element, optionally or not, throws as JavaScript does.
function main() {
  var names = [];
  try { HEAP8[growTo(1)](log(2)) } catch (e) { names.push(e.name) }
  try { HEAP8[growTo(1)]?.(log(3)) } catch (e) { names.push(e.name) }
  try { new HEAP8[growTo(1)](log(4)) } catch (e) { names.push(e.name) }
  try { HEAP8[1].x.y } catch (e) { names.push(e.name) }
  return names;
}
