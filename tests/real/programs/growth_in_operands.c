// The memory grows inside an operand of an access: in its index, its right side, an argument.
//
// A view that was bound before the operand was evaluated is detached by then. Lines that begin with `js` say what
// JavaScript did or saw, those that begin with `c ` what C sees: they must be the same but for that.
#include <emscripten.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kGrowth = 24 << 20 };

static uint8_t *last_block;

// A block that lies behind the end of the memory as it was: 4096 bytes, of which the first 64 are `value`. It is the
// end of a larger one, which may begin in what was free before. Never freed: each call grows.
EMSCRIPTEN_KEEPALIVE uint8_t *grow(int value) {
  last_block = (uint8_t *)malloc(kGrowth) + kGrowth - 4096;
  memset(last_block, value, 64);
  return last_block;
}

EMSCRIPTEN_KEEPALIVE uint8_t *last(void) { return last_block; }

EMSCRIPTEN_KEEPALIVE void report_bytes(const char *title, const uint8_t *block) {
  printf("c %s %d %d %d %d\n", title, block[0], block[1], block[2], block[3]);
}

EMSCRIPTEN_KEEPALIVE void report_i32(const char *title, const int32_t *block) {
  printf("c %s %d\n", title, *block);
}

EMSCRIPTEN_KEEPALIVE void report_f64(const char *title, const double *block) {
  printf("c %s %.15g\n", title, *block);
}

static uint8_t small[64] __attribute__((aligned(16)));

EM_JS(void, js_operands, (int small, char *title), {
  var block, attempt = function(name, expected, body, look) {
    stringToUTF8(name, title, 32);
    out('js ' + name + ' ' + expected);
    try {
      body();
    } catch (error) {
      out('js failed ' + error);
    }
    look();
  };
  var bytes = function() { _report_bytes(title, block); };
  attempt('set', '1 2 3 4', function() { HEAPU8.set([1, 2, 3, 4], block = _grow(0)); }, bytes);
  attempt('fill', '7 7 7 7', function() { HEAPU8.fill(7, (block = _grow(0)) >>> 0, block + 4 >>> 0); }, bytes);
  attempt('index', '5 0 0 0', function() { HEAPU8[block = _grow(0)] = 5; }, bytes);
  attempt('value', '6 0 0 0', function() { block = small; HEAPU8[block] = _grow(0) ? 6 : 0; }, bytes);
  attempt('compound', '9 9 9 9', function() { block = small; HEAP32[block >> 2] = 0x04040404;
    HEAP32[block >> 2] += _grow(0) ? 0x05050505 : 0; }, bytes);
  attempt('copyWithin', '3 3 3 3', function() { block = small; HEAPU8.copyWithin(block, _grow(3), _last() + 4); }, bytes);
  attempt('int', '-123456', function() { HEAP32[(block = _grow(1)) >> 2] = -123456; }, function() { _report_i32(title, block); });
  attempt('double', '2.5', function() { block = small; HEAPF64[block >> 3] = _grow(1) && 2.5; }, function() { _report_f64(title, block); });
  attempt('chain', '1 1 8 8', function() { HEAP16[(block = _grow(1)) + 2 >> 1] = HEAP16[_grow(8) >> 1]; }, bytes);
  out('js load ' + [HEAPU8[_grow(11)], HEAP32[_grow(1) >> 2], HEAPU8[small] = _grow(0) ? 4 : 0].join(' '));
  out('c load 11 16843009 4');
  out('js view ' + Array.from(HEAPU8.subarray(block = _grow(12), block + 3)).join(' '));
  out('c view 12 12 12');
  out('js string ' + UTF8ToString((block = _grow(0), stringToUTF8('wächst', block, 16), block)));
  out('c string wächst');
});

int main(void) {
  static char title[32];
  js_operands((int)small, title);
  return 0;
}
