// Properties of views in patterns.
function main() {
  grow();
  const { length, byteLength: bytes } = HEAP32;
  const [first, , third] = HEAPU8;
  const { 5: fifth, 6: sixth } = HEAP8;
  return [length, bytes, first, third, fifth, sixth];
}
