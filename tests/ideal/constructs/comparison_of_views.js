// Identity and string forms.
function main() {
  grow();
  return [HEAP8 == null, HEAP8 === undefined, !HEAP8, HEAP8 != HEAPU8, Object.prototype.toString.call(HEAP8), HEAP8 ? 1 : 2, HEAP8.toString().length > 65536];
}
