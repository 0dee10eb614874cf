// subarray with no, one and two arguments, negative, beyond the end, empty and not integer.
function main() {
  grow();
  return [HEAPU8.subarray().length, HEAPU8.subarray(65530).length, HEAPU8.subarray(2, 6), HEAPU8.subarray(-4), HEAPU8.subarray(-6, -2), HEAPU8.subarray(6, 2),
    HEAPU8.subarray(1.9, 4.9), HEAPU8.subarray('2', '5'), HEAPU8.subarray(undefined, 2), HEAPU8.subarray(NaN, 3), HEAPU8.subarray(0, 1e9).length, HEAPU8.subarray(-1e9, 2)];
}
