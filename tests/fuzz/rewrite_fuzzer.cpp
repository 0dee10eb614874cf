// Rewrites what libFuzzer makes up. The first byte chooses pass and options, the rest is the file.
//
// Nothing may crash or report an internal error. A rewriting that succeeds must give a file that parses as well as
// its input, and a second run over it must change nothing. The same input as `heaplift views` sees it comes for free.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "grammar/parse.h"
#include "passes/rewrite.h"

namespace heaplift {
namespace {

// Bits of the first byte; `@` stands for growth-check with default options, `A` for memory-methods.
enum Choice : unsigned { kSecondPass = 1, kJsNames = 2, kAligned = 4, kNoRuntime = 8, kNamed = 16, kPrefixed = 32 };

[[noreturn]] void fail(std::string_view what, std::string_view text) {
  std::fprintf(stderr, "rewrite_fuzzer: %.*s\n%.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(text.size()), text.data());
  std::abort();
}

RewriteOptions options_of(unsigned choice) {
  RewriteOptions options;
  if (choice & kJsNames) options.names = MethodNames::js;
  options.assume_aligned = (choice & kAligned) != 0;
  options.runtime = (choice & kNoRuntime) == 0;
  if (choice & kNamed) options.views = {"Module.memory", {{"h", ViewType::u8}, {"w", ViewType::i32}}};
  if (choice & kPrefixed) options.prefix = "my_";
  return options;
}

std::size_t count_syntax_errors(std::string_view text) {
  const auto tree = parse(text);
  if (!tree) fail(tree.error().message, text);
  return syntax_errors(tree.value().root()).size();
}

void check_diagnostics(const Source& source, const std::vector<Diagnostic>& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.range.begin > diagnostic.range.end || diagnostic.range.end > source.size()) {
      fail("a diagnostic lies outside of the file", diagnostic.message);
    }
    if (render(source, diagnostic, false).empty()) fail("a diagnostic says nothing", diagnostic.message);
  }
}

Rewriting rewritten(const Source& source, const Pass& pass, const RewriteOptions& options) {
  auto result = rewrite(source, pass, options);
  if (!result) fail("internal error: " + result.error().message, source.text());
  check_diagnostics(source, result.value().diagnostics);
  return std::move(result).value();
}

void check_views(const Source& source, const ViewOptions& options) {
  const auto report = report_views(source, options);
  if (!report) fail("internal error: " + report.error().message, source.text());
  check_diagnostics(source, report.value().diagnostics);
}

void check_result(const Source& source, std::string output, const Pass& pass, const RewriteOptions& options) {
  if (count_syntax_errors(output) > count_syntax_errors(source.text())) fail("the result is not JavaScript", output);
  const auto result = Source::make("result.js", std::move(output));
  if (!result) fail(result.error().message, source.text());
  const Rewriting again = rewritten(result.value(), pass, options);
  if (again.failed()) fail("a second run fails: " + again.diagnostics.front().message, result.value().text());
  if (!again.edits.empty()) fail("a second run changes the result", result.value().text());
}

void check(std::string_view input) {
  if (input.empty()) return;
  const unsigned choice = static_cast<unsigned char>(input.front());
  const auto source = Source::make("input.js", std::string(input.substr(1)));
  if (!source) return;
  const Pass& pass = passes()[choice & kSecondPass];
  const RewriteOptions options = options_of(choice);
  check_views(source.value(), options.views);
  const Rewriting result = rewritten(source.value(), pass, options);
  if (result.failed()) return;
  check_result(source.value(), apply_edits(source.value().text(), result.edits), pass, options);
}

}  // namespace
}  // namespace heaplift

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  heaplift::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
