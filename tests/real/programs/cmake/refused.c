// heaplift refuses to rewrite this: what is indexed is only sometimes a view.
#include <emscripten.h>

EM_JS(int, refused, (int p), {
  var other = globalThis.other;
  return (other ? other.bytes : HEAPU8)[p];
});

int main() { return refused(0); }
