// Optional element, member and call.
function main() {
  return [HEAP8?.[growTo(1)], HEAP8?.length, HEAPU8?.subarray(growTo(0), 2), HEAPU8.at?.(growTo(-1)), HEAPU8?.at(growTo(-2)), HEAP8.nothing?.(log(1)), Module?.HEAP8?.[growTo(2)], HEAP8?.[3].toFixed?.(growTo(1)), Module.HEAP8?.length];
}
