// `heaplift explain`: what a pass does, shown by doing it.
#include <string>

#include "passes/rewrite.h"
#include "src/cli/commands.h"
#include "src/cli/files.h"
#include "src/cli/messages.h"
#include "src/edit/edit_buffer.h"

namespace heaplift {
namespace {

constexpr auto kExample = R"(  total = HEAP32[p >> 2] + HEAPF64[q >> 3];
  HEAPU8[p] = value;
  HEAPU8.set(bytes, _malloc(bytes.length));
  part = HEAPU8.subarray(p, p + n);
)";

Result<std::string> rewritten_example(const Pass& pass) {
  auto source = Source::make("example.js", kExample);
  if (!source) return source.error();
  RewriteOptions options;
  options.runtime = false;
  const auto rewriting = rewrite(source.value(), pass, options);
  if (!rewriting) return rewriting.error();
  return apply_edits(source.value().text(), rewriting.value().edits);
}

}  // namespace

int run(const ExplainCommand& command) {
  const Pass& pass = *command.pass;
  const auto after = rewritten_example(pass);
  const std::string name(pass.name);
  const Status status =
      !after ? Status(after.error())
             : write_standard_output(name + ": " + std::string(pass.summary) + "\n\nBefore:\n" + kExample +
                                     "\nAfter 'heaplift rewrite -p " + name + "':\n" + after.value() +
                                     "\nThe file also gets the helpers that are called, see 'heaplift runtime -p " +
                                     name + "'.\n");
  if (status) return kDone;
  write_standard_error(error_line("heaplift", status.error().message, {}));
  return kFailed;
}

}  // namespace heaplift
