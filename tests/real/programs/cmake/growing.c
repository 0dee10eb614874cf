// Prints 20000000, unless the view is taken before _malloc grows the memory.
#include <emscripten.h>
#include <stdio.h>

EM_JS(int, copy_and_add, (int size), {
  var p;
  HEAPU8.set(new Uint8Array(size).fill(1), p = _malloc(size));
  return HEAPU8.subarray(p, p + size).reduce((sum, byte) => sum + byte, 0);
});

int main() {
  printf("%d\n", copy_and_add(20000000));
  return 0;
}
