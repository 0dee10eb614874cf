// The view behind an assignment or nullish default.
function main() {
  var h;
  grow();
  var a = (h = HEAP8)[3], b = (h ?? HEAP16)[4], c = (null ?? HEAP32)[1];
  return [a, b, c];
}
