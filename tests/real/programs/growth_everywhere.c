// Everything that can go wrong in one program: growth inside of operands, and with threads growth by another thread and
// inside of operands of a worker's JavaScript. As in the two programs that it is made of, lines that begin with `js`
// and with `c ` must be the same but for that.
//
// With HIGH_POINTERS, all blocks lie behind the first 2 GiB.
#define main operands_main
#include "growth_in_operands.c"
#undef main

#ifdef __EMSCRIPTEN_PTHREADS__
#define main thread_main
#include "growth_by_thread.c"
#undef main

// In a worker: the sum of what it wrote to a block that this very expression made.
EM_JS(double, js_in_worker, (void), {
  var block;
  HEAPU8.set([1, 2, 3, 4], block = _grow(0));
  HEAP32[block + 8 >> 2] = _grow(0) ? -1000 : 0;
  HEAPF64[(block = _grow(1)) >> 3] = 0.25;
  return HEAPU8[_grow(7)] + HEAPF64[block >> 3] + HEAPU8.subarray(block + 8, block + 12).reduce((a, b) => a + b, 0);
});

static double worker_sum;

static void *use_in_worker(void *unused) {
  worker_sum = js_in_worker();
  return unused;
}

static void worker_main(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, use_in_worker, NULL);
  pthread_join(thread, NULL);
  printf("js worker %g\nc worker 11.25\n", worker_sum);
}
#else
static void thread_main(void) {}
static void worker_main(void) {}
#endif

int main(void) {
#ifdef HIGH_POINTERS
  char *block;
  do {
    block = malloc(128 << 20);
  } while ((intptr_t)block > 0);
  printf("js high %d\nc high 1\n", block != NULL);
#endif
  operands_main();
  thread_main();
  worker_main();
  puts("c done\njs done");
  return 0;
}
