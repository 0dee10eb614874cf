// Another thread grows the memory while the main thread's JavaScript uses it.
//
// Each round the thread allocates a block behind the end of the memory as it was, fills its last bytes and
// publishes the address; the main thread, which spins and never returns to its event loop (nothing refreshes
// its views), then reads and writes the block from JavaScript. Lines that begin with `js` say what JavaScript saw
// or wrote, those that begin with `c ` what C wrote or saw: they must be the same but for that.
#include <emscripten.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kRounds = 5, kBlockSize = 24 << 20 };

struct Block {
  double f64;
  float f32;
  int32_t i32;
  uint32_t u32;
  int16_t i16;
  uint16_t u16;
  int8_t i8;
  uint8_t u8;
  char text[32];
  uint8_t bytes[8];
  uint8_t filled[8];
};

static _Atomic(struct Block *) published;  // by the thread, for the main thread
static _Atomic int rounds_done;            // by the main thread, for the thread

EM_JS(void, js_read, (struct Block * block, int f32, int i32, int i16, int i8, int text), {
  var copy = HEAPU8.slice(block + text + 32 >>> 0, block + text + 40 >>> 0);
  out('js read ' + [HEAPF64[block >> 3], HEAPF32[(block + f32) >> 2], HEAP32[(block + i32) >> 2],
    HEAPU32[(block + i32 + 4) >> 2], HEAP16[(block + i16) >> 1], HEAPU16[(block + i16 + 2) >> 1], HEAP8[block + i8],
    HEAPU8[block + i8 + 1]].join(' ') + ' ' + UTF8ToString(block + text) + ' ' + Array.from(copy).join(' '));
});

EM_JS(void, js_write, (struct Block * block, int f32, int i32, int i16, int i8, int text), {
  HEAPF64[block >> 3] -= 0.5;
  HEAPF32[(block + f32) >> 2] = -2.25;
  HEAP32[(block + i32) >> 2] *= -2;
  HEAPU32[(block + i32 + 4) >> 2]++;
  HEAP16[(block + i16) >> 1] = -32768;
  HEAPU16[(block + i16 + 2) >> 1] = 65535;
  HEAP8[block + i8] = -128;
  HEAPU8[block + i8 + 1] = 255;
  stringToUTF8('écrit par JavaScript', block + text, 32);
  try {
    HEAPU8.set([1, 2, 3, 4, 5, 6, 7, 8], block + text + 32);
  } catch (error) {
    out('js failed ' + error);
  }
  HEAPU8.fill(9, block + text + 40 >>> 0, block + text + 48 >>> 0);
});

static void c_print(const char *verb, const struct Block *block) {
  printf("c %s %.15g %.7g %d %u %d %u %d %u %s", verb, block->f64, block->f32, block->i32, block->u32, block->i16,
         block->u16, block->i8, block->u8, block->text);
  for (int i = 0; i < 8; i++) printf(" %d", block->bytes[i]);
  printf("\n");
}

static void *fill(void *unused) {
  for (int round = 0; round < kRounds; round++) {
    char *memory = malloc(kBlockSize);
    struct Block *block = (struct Block *)(memory + kBlockSize - 4096);
    *block = (struct Block){.f64 = 1.5 + round, .f32 = 0.75f, .i32 = -100000 - round, .u32 = 4000000000u, .i16 = -300,
                            .u16 = 60000, .i8 = -7, .u8 = 200, .bytes = {10, 20, 30, 40, 50, 60, 70, 80}};
    snprintf(block->text, sizeof(block->text), "runde-%d-größer", round);
    atomic_store(&published, block);
    while (atomic_load(&rounds_done) == round) {
    }
  }
  return unused;
}

static struct Block *next_block(void) {
  struct Block *block;
  while (!(block = atomic_exchange(&published, NULL))) {
  }
  return block;
}

#define OFFSETS offsetof(struct Block, f32), offsetof(struct Block, i32), offsetof(struct Block, i16), \
    offsetof(struct Block, i8), offsetof(struct Block, text)

int main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, fill, NULL);
  for (int round = 0; round < kRounds; round++) {
    struct Block *block = next_block();
    js_read(block, OFFSETS);
    c_print("read", block);
    js_write(block, OFFSETS);
    js_read(block, OFFSETS);
    c_print("read", block);
    int filled = 0;
    for (int i = 0; i < 8; i++) filled += block->filled[i] == 9;
    printf("js filled 8\nc filled %d\n", filled);
    atomic_fetch_add(&rounds_done, 1);
  }
  pthread_join(thread, NULL);
  return 0;
}
