// Rewrites and lints what libFuzzer makes up. The first byte chooses pass and options, the rest is the file.
//
// Nothing may crash or report an internal error. When JavaScript is rewritten, the result must be JavaScript, and a
// second run over it must change nothing. (What the parser makes of a text with errors depends on all that is around
// them, so of such a text only the first is asked.)
//
// Lint has all rules on. Findings must be in order and lie in the file, and a second run must give the same.
//
// Byte-wise mutations alone hardly ever give JavaScript. So half of them swap a construct for another one of the
// file or from kSnippets, and the result is kept when it parses.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/parse.h"
#include "grammar/walk.h"
#include "passes/rewrite.h"
#include "rules/lint.h"

namespace heaplift {
namespace {

// Bits of the first byte; `@` stands for growth-check with default options, `A` for memory-methods.
enum Choice : unsigned {
  kSecondPass = 1,
  kJsNames = 2,
  kAligned = 4,
  kNoRuntime = 8,
  kNamed = 16,
  kPrefixed = 32,
  kOptimized = 128
};

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
  options.optimize = (choice & kOptimized) != 0;
  if (choice & kNamed) options.views = {"Module.memory", {{"h", ViewType::u8}, {"w", ViewType::i32}}};
  if (choice & kPrefixed) options.prefix = "my_";
  return options;
}

Tree parsed(std::string_view text) {
  auto tree = parse(text);
  if (!tree) fail(tree.error().message, text);
  return std::move(tree).value();
}

bool is_javascript(std::string_view text) { return !parsed(text).root().has_error(); }

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
  if (!is_javascript(output)) fail("the result is not JavaScript", output);
  const auto result = Source::make("result.js", std::move(output));
  if (!result) fail(result.error().message, source.text());
  const Rewriting again = rewritten(result.value(), pass, options);
  if (again.failed()) fail("a second run fails: " + again.diagnostics.front().message, result.value().text());
  if (!again.edits.empty()) fail("a second run changes the result", result.value().text());
}

LintResult linted(const Source& source, const ViewOptions& views) {
  LintOptions options;
  options.views = views;
  for (std::size_t i = 0; i < rules().size(); ++i) options.levels[i] = rules()[i].severity;
  auto result = lint(source, options);
  if (!result) fail("internal error: " + result.error().message, source.text());
  check_diagnostics(source, result.value().diagnostics);
  return std::move(result).value();
}

void check_lint(const Source& source, const ViewOptions& views) {
  const LintResult first = linted(source, views);
  const LintResult second = linted(source, views);
  if (first.findings.size() != second.findings.size()) fail("lint finds something else each time", source.text());
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < first.findings.size(); ++i) {
    const Finding& finding = first.findings[i];
    if (finding.range.begin < last) fail("findings are not in order", source.text());
    last = finding.range.begin;
    check_diagnostics(source, {{finding.severity, finding.range, finding.message}});
    if (finding.message != second.findings[i].message) fail("lint finds something else each time", source.text());
  }
}

void check(std::string_view input) {
  if (input.empty()) return;
  const unsigned choice = static_cast<unsigned char>(input.front());
  const auto source = Source::make("input.js", std::string(input.substr(1)));
  if (!source) return;
  const Pass& pass = passes()[choice & kSecondPass];
  const RewriteOptions options = options_of(choice);
  check_views(source.value(), options.views);
  check_lint(source.value(), options.views);
  const Rewriting result = rewritten(source.value(), pass, options);
  if (result.failed() || !is_javascript(source.value().text())) return;
  check_result(source.value(), apply_edits(source.value().text(), result.edits), pass, options);
}

// What a construct is swapped for: the kinds of accesses, and the places an access can be in.
constexpr std::string_view kSnippets[] = {
    "HEAP8[p]",
    "HEAPU32[p >> 2]",
    "HEAPF64[f()]",
    "HEAP64[i]",
    "(HEAP8)[i]",
    "Module.HEAP8[p]",
    "Module['HEAPU16'][p]",
    "(c ? HEAP32 : HEAP16)[i]",
    "(0, HEAP8)[i]",
    "(growMemViews(), HEAP32)[i]",
    "GROWABLE_HEAP_I8()[p]",
    "HEAP8?.[i]",
    "HEAP8[f()] = g()",
    "HEAP16[i] = HEAP8[j]",
    "HEAP8[f()] += g()",
    "HEAP64[f()] **= 2n",
    "HEAP8[i]++",
    "--HEAPU8[f()]",
    "HEAP8[f()] ||= g()",
    "HEAP8[i] ?\?= g()",
    "HEAP32[yield] = 1",
    "HEAP8[await f()]--",
    "HEAPU8.set(a, f())",
    "HEAPU8.subarray(f(), b)",
    "HEAP8.slice(...a)",
    "HEAP16.fill(0, f())",
    "HEAPU8[m](f())",
    "HEAP8.length",
    "HEAP8.buffer",
    "Atomics.add(HEAP32, i, f())",
    "Atomics[m](HEAP32, f())",
    "f(HEAP8, g())",
    "HEAP8",
    "{HEAPU8}",
    "[HEAP8, ...HEAP16]",
    "typeof HEAP8",
    "delete HEAP8[f()]",
    "f() in HEAP8",
    "HEAP8[i] instanceof T",
    "HEAP8[i]`a${HEAP8[j]}`",
    "new HEAP8.constructor(3)",
    "[HEAP8[f()], HEAP8[j] = d] = a",
    "({k: HEAP8[f()] = d, ...HEAP8[i]} = o)",
    "for (HEAP8[f()] of a);",
    "for (HEAP8[i] in o) break;",
    "function f(a = HEAP8[g()]++) { 'use strict'; HEAP8[f()] += a; }",
    "function* g() { HEAP8[yield] += yield; }",
    "async function h() { for await (HEAP8[f()] of a) HEAP8[await b]++; }",
    "(x) => HEAP8[f()]++",
    "async x => (HEAP8[await x] -= 2)",
    "x => ({HEAP8})",
    "class A { x = HEAP8[f()]++; static { HEAP8[f()] += 1; } [HEAP8[i]]() { super.m(HEAP8[0]); } }",
    "class extends (HEAP8[f()]++, B) { get #x() { return HEAP8[0]; } }",
    "({get x() { return HEAP8[f()]++; }, [HEAP8[0]]: 1})",
    "var h = HEAPU8;",
    "const {HEAP8: h, HEAPU8} = Module;",
    "let HEAP8 = [];",
    "var HEAP8;",
    "var wasmMemory;",
    "HEAP8 = new Int8Array(wasmMemory.buffer);",
    "wasmMemory = new WebAssembly.Memory({initial: 1});",
    "h[f()]++",
    "h",
    "function u() { var b = wasmMemory.buffer; Module.HEAP8 = HEAP8 = new Int8Array(b); }",
    "function f(HEAP8) { HEAP8[0]++; }",
    "function m(s, f, b) { 'use asm'; var HEAP8 = new s.Int8Array(b); return HEAP8[0] | 0; }",
    "eval('x')",
    "// heaplift-disable-next-line shift-mismatch\n",
    "/* heaplift-disable */",
    "/* heaplift-enable shift-mismatch, -- x */",
    "x = new Uint8Array(memory.buffer, p >> 1)",
    "if (wasmMemory.buffer != HEAP8.buffer) PThread",
    "crypto.getRandomValues(m.HEAPU8.subarray(p >> 1, i))",
    "new WebAssembly.Memory({initial: 1, maximum: 1, shared: true})",
    "try { HEAP8[0]; } catch (HEAP8) {}",
    "switch (HEAP8[0]) { case HEAP8[f()]++: let HEAP8; default: HEAP8[1]; }",
    "if (a) HEAP8[f()]++; else HEAP8[1] = 2",
    "do HEAP8[f()]++; while (HEAP8[0])",
    "l: HEAP8[f()]++",
    "while (HEAP8[f()]--);",
    "for (var i = HEAP8[f()]++, j; HEAP8[i]; HEAP8[f()]--) {}",
    "return HEAP8[f()]++",
    "throw HEAP8[0]",
    "export default HEAP8[f()]++",
    "export {HEAP8}",
    "import.meta",
    "new.target",
    "this",
    "arguments",
    "a\nHEAP8[f()]++",
    "/* c */ HEAP8 /* d */ [ // e\n i ]",
    "\\u0048EAP8[f()]++",
    "a, b",
    "a ? b : c",
    "a = b",
    "-x",
    "x ** 2",
    "`${HEAP8[f()]++}`",
};

// The ranges of the constructs of a file.
struct Constructs {
  std::vector<Range> ranges;
  bool enter(const Node& node, const Cursor&) {
    if (node.named()) ranges.push_back(node.range());
    return true;
  }
  void leave() {}
};

// `text` with one construct swapped, or `text` itself after some vain attempts.
std::string with_other_construct(std::string_view text, std::minstd_rand& random) {
  Constructs found;
  walk(parsed(text).root(), found);
  const auto any = [&random](const auto& items) { return items[random() % std::size(items)]; };
  const auto bytes = [&text](Range range) { return text.substr(range.begin, range.size()); };
  for (int attempt = 0; attempt < 6 && !found.ranges.empty(); ++attempt) {
    const Range place = any(found.ranges);
    std::string other(random() % 3 == 0 ? bytes(any(found.ranges)) : any(kSnippets));
    const unsigned way = random() % 8;
    if (way == 0) other = "(" + other + ")";
    if (way == 1) other = std::string(bytes(place)) + "\n" + other;
    if (way == 2) other += ";\n" + std::string(bytes(place));
    std::string result(text.substr(0, place.begin));
    result.append(other).append(text.substr(place.end));
    if (is_javascript(result)) return result;
  }
  return std::string(text);
}

}  // namespace
}  // namespace heaplift

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  std::minstd_rand random(seed);
  if (size < 2 || random() % 2 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string result = heaplift::with_other_construct(text, random);
  if (result == text || result.size() >= max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::copy(result.begin(), result.end(), data + 1);
  return result.size() + 1;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  heaplift::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
