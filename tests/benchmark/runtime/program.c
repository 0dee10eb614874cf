// What Emscripten's own glue does in a program's calls: each function takes its way through the glue `n` times, and
// returns the sum of what came back.
#include <emscripten.h>
#include <stdio.h>
#include <sys/stat.h>

static const char kText[] = "The quick brown fox jumps over the lazy dog. Größe, naïve. ";
static char copy[128];

EM_JS(int, decode, (const char *text), { return UTF8ToString(text).length; });
EM_JS(int, encode, (char *out, int size), {
  return stringToUTF8("The quick brown fox jumps over the lazy dog. Größe, naïve. ", out, size);
});

EMSCRIPTEN_KEEPALIVE int write_file(void) {
  FILE *file = fopen("/file", "w");
  return file != NULL && fputs(kText, file) >= 0 && fclose(file) == 0;
}

EMSCRIPTEN_KEEPALIVE int sizes(int n) {
  int sum = 0;
  struct stat status;
  for (int i = 0; i < n; i++) sum += stat("/file", &status) == 0 ? (int)status.st_size : 0;
  return sum;
}

EMSCRIPTEN_KEEPALIVE int arguments(int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) sum += EM_ASM_INT({ return $0 - $1 + $2 + $3; }, i, i, 2.5, 4);
  return sum;
}

EMSCRIPTEN_KEEPALIVE int decodes(int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) sum += decode(kText);
  return sum;
}

EMSCRIPTEN_KEEPALIVE int encodes(int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) sum += encode(copy, sizeof copy);
  return sum;
}
