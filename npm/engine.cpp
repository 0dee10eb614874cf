// What the WebAssembly module of the npm package exports. Strings are UTF-8 and end with a NUL; who gets one frees it.
#include <sys/stat.h>

#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "src/cli/commands.h"
#include "src/cli/rewrite_api.h"

extern "C" {

// The umask of the process (npm/node_syscalls.js).
mode_t heaplift_umask();

// See rewrite_api.h. `text` has `size` bytes. Null when there is no memory left for the result.
char* heaplift_rewrite(const char* text, std::size_t size, const char* options) {
  const std::string result = heaplift::rewrite_api(std::string(text, size), options);
  auto* copy = static_cast<char*>(std::malloc(result.size() + 1));
  if (copy != nullptr) std::memcpy(copy, result.c_str(), result.size() + 1);
  return copy;
}

// Runs a command line, without the name of the program: `count` words, one after the other, each with its NUL.
// Gives the exit code.
int heaplift_run(const char* words, std::size_t count) {
  umask(heaplift_umask());  // emcc 3.1.6 begins with one that takes every bit
  std::vector<std::string> arguments;
  for (std::size_t i = 0; i < count; ++i) {
    arguments.emplace_back(words);
    words += arguments.back().size() + 1;
  }
  return heaplift::run_heaplift(arguments);
}

}  // extern "C"
