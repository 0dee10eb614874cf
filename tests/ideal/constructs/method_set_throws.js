// set beyond the end throws RangeError after its operands ran.
function main() {
  try {
    HEAPU8.set([1, 2, 3], log(grow() + top(2)));
  } catch (e) {
    return e.name;
  }
}
