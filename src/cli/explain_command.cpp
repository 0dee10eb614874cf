// `heaplift explain`: what a pass does, shown by doing it, and the pages of the rules.
#include <string>

#include "passes/rewrite.h"
#include "src/cli/commands.h"
#include "src/cli/files.h"
#include "src/cli/messages.h"
#include "src/cli/rule_help.h"
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

Result<std::string> explanation_of(const Pass& pass) {
  const auto after = rewritten_example(pass);
  if (!after) return after.error();
  const std::string name(pass.name);
  return name + ": " + std::string(pass.summary) + "\n\nBefore:\n" + kExample + "\nAfter 'heaplift rewrite -p " + name +
         "':\n" + after.value() + "\nThe file also gets the helpers that are called, see 'heaplift runtime -p " + name +
         "'.\n";
}

}  // namespace

int run(const ExplainCommand& command) {
  const Result<std::string> text = command.pass != nullptr ? explanation_of(*command.pass) : rule_help(*command.rule);
  const Status status = text ? write_standard_output(text.value()) : Status(text.error());
  if (status) return kDone;
  write_standard_error(error_line("heaplift", status.error().message, {}));
  return kFailed;
}

}  // namespace heaplift
