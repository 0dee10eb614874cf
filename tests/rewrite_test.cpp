// Rewriting: what each construct becomes by each pass, where text is added, what is refused, and that long and deep
// files are no trouble.
#include "passes/rewrite.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "grammar/parse.h"
#include "tests/support.h"

namespace heaplift {
namespace {

using testing::nested;
using testing::repeated;

constexpr std::string_view kGrowthCheck = "growth-check";
constexpr std::string_view kMemoryMethods = "memory-methods";
constexpr const char* kSame = nullptr;  // the output is the input

RewriteOptions without_runtime() {
  RewriteOptions options;
  options.runtime = false;
  return options;
}

Rewriting rewriting_of(std::string_view text, std::string_view pass, const RewriteOptions& options) {
  const Source source = Source::make("a.js", std::string(text)).value();
  return rewrite(source, *find_pass(pass), options).value();
}

bool parses(std::string_view text) { return !parse(text).value().root().has_error(); }

// The rewritten text, or "error: " and the first error. What is written must parse where the input does.
std::string rewritten(std::string_view text, std::string_view pass = kGrowthCheck,
                      const RewriteOptions& options = without_runtime()) {
  const Rewriting rewriting = rewriting_of(text, pass, options);
  if (rewriting.failed()) {
    EXPECT_TRUE(rewriting.edits.empty()) << text;
    for (const Diagnostic& diagnostic : rewriting.diagnostics) {
      if (diagnostic.severity == Severity::error) return "error: " + diagnostic.message;
    }
  }
  std::string out = apply_edits(text, rewriting.edits);
  EXPECT_TRUE(!parses(text) || parses(out)) << out.substr(0, 1000);
  return out;
}

std::vector<std::string> diagnostics_of(std::string_view text, const RewriteOptions& options = without_runtime()) {
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : rewriting_of(text, kGrowthCheck, options).diagnostics) {
    messages.push_back(std::string(severity_name(diagnostic.severity)) + ": " + diagnostic.message);
  }
  return messages;
}

struct Row {
  const char* input;
  const char* growth_check;
  const char* memory_methods;
};

void expect_rows(const std::vector<Row>& rows, const RewriteOptions& options = without_runtime()) {
  for (const Row& row : rows) {
    EXPECT_EQ(rewritten(row.input, kGrowthCheck, options), row.growth_check ? row.growth_check : row.input);
    EXPECT_EQ(rewritten(row.input, kMemoryMethods, options), row.memory_methods ? row.memory_methods : row.input);
  }
}

TEST(RewriteTest, EachConstruct) {
  expect_rows({
      {"HEAP8[E]", "hl_load_i8(E)", "wasmMemory.load8_s(E)"},
      {"HEAPU32[p >> 2]", "hl_load_u32(p >> 2)", "wasmMemory.load32_u(p & -4)"},
      {"x = HEAP32[p >>> 2] + HEAP32[p / 4]", "x = hl_load_i32(p >>> 2) + hl_load_i32(p / 4)",
       "x = wasmMemory.load32_s(p & -4) + wasmMemory.load32_s(p / 4 * 4)"},
      {"HEAPF64[i] + HEAP16[5]", "hl_load_f64(i) + hl_load_i16(5)",
       "wasmMemory.loadf64(i * 8) + wasmMemory.load16_s(10)"},
      {"HEAP8[a, b]", "hl_load_i8((a, b))", "wasmMemory.load8_s((a, b))"},
      {"HEAP32[E] = V;", "hl_store_i32(E, V);", "wasmMemory.store32(E * 4, V);"},
      {"x = HEAP32[E] = V", "x = hl_store_i32(E, V)", "x = (wasmMemory.store32(E * 4, V), V)"},
      {"x = HEAP32[E] = f()", "x = hl_store_i32(E, f())",
       "var hl_v; x = (wasmMemory.store32(E * 4, hl_v = f()), hl_v)"},
      {"HEAP8[E] = HEAPU8[F] = V", "hl_store_i8(E, hl_store_u8(F, V))",
       "wasmMemory.store8(E, (wasmMemory.store8(F, V), V))"},
      {"HEAP8[E] += V", "hl_store_i8(E, hl_load_i8(E) + V)", "wasmMemory.store8(E, wasmMemory.load8_s(E) + V)"},
      {"HEAP8[f()] += V", "var hl_i; hl_store_i8(hl_i = f(), hl_load_i8(hl_i) + V)",
       "var hl_i; wasmMemory.store8(hl_i = f(), wasmMemory.load8_s(hl_i) + V)"},
      {"HEAP8[E] -= a - b", "hl_store_i8(E, hl_load_i8(E) - (a - b))",
       "wasmMemory.store8(E, wasmMemory.load8_s(E) - (a - b))"},
      {"HEAP8[E] *= (a, b)", "hl_store_i8(E, hl_load_i8(E) * (a, b))",
       "wasmMemory.store8(E, wasmMemory.load8_s(E) * (a, b))"},
      {"x = HEAP8[E] += V", "x = hl_store_i8(E, hl_load_i8(E) + V)",
       "var hl_v; x = (wasmMemory.store8(E, hl_v = wasmMemory.load8_s(E) + V), hl_v)"},
      {"HEAP8[HEAP8[f()] += a] += b",
       "var hl_i, hl_i2; hl_store_i8(hl_i = hl_store_i8(hl_i2 = f(), hl_load_i8(hl_i2) + a), hl_load_i8(hl_i) + b)",
       "var hl_i, hl_i2, hl_v2; wasmMemory.store8(hl_i = (wasmMemory.store8(hl_i2 = f(), hl_v2 = "
       "wasmMemory.load8_s(hl_i2) + a), hl_v2), wasmMemory.load8_s(hl_i) + b)"},
      {"HEAP8[E]++", "hl_store_i8(E, hl_load_i8(E) + 1)", "wasmMemory.store8(E, wasmMemory.load8_s(E) + 1)"},
      {"HEAP64[E]--", "hl_store_i64(E, hl_load_i64(E) - 1n)",
       "wasmMemory.store64(E * 8, wasmMemory.load64_s(E * 8) - 1n)"},
      {"x = HEAP8[E]++", "x = hl_store_i8(E, hl_load_i8(E) + 1) - 1",
       "var hl_v; x = (wasmMemory.store8(E, hl_v = wasmMemory.load8_s(E) + 1), hl_v - 1)"},
      {"x = -HEAP8[E]--", "x = -(hl_store_i8(E, hl_load_i8(E) - 1) + 1)",
       "var hl_v; x = -(wasmMemory.store8(E, hl_v = wasmMemory.load8_s(E) - 1), hl_v + 1)"},
      {"x = HEAP64[E]++", "x = hl_store_i64(E, hl_load_i64(E) + 1n) - 1n",
       "var hl_v; x = (wasmMemory.store64(E * 8, hl_v = wasmMemory.load64_s(E * 8) + 1n), hl_v - 1n)"},
      {"x = HEAPF64[E]++", "var hl_v; x = (hl_store_f64(E, (hl_v = +hl_load_f64(E)) + 1), hl_v)",
       "var hl_v; x = (wasmMemory.storef64(E * 8, (hl_v = +wasmMemory.loadf64(E * 8)) + 1), hl_v)"},
      {"x = ++HEAP8[E]", "x = hl_store_i8(E, hl_load_i8(E) + 1)",
       "var hl_v; x = (wasmMemory.store8(E, hl_v = wasmMemory.load8_s(E) + 1), hl_v)"},
      {"x = --HEAPU8[f()]", "var hl_i; x = hl_store_u8(hl_i = f(), hl_load_u8(hl_i) - 1)",
       "var hl_i, hl_v; x = (wasmMemory.store8(hl_i = f(), hl_v = wasmMemory.load8_u(hl_i) - 1), hl_v)"},
      {"typeof ++HEAP8[E]", "typeof hl_store_i8(E, hl_load_i8(E) + 1)",
       "var hl_v; typeof (wasmMemory.store8(E, hl_v = wasmMemory.load8_s(E) + 1), hl_v)"},
      {"HEAP8[E] ||= V", "hl_load_i8(E) || hl_store_i8(E, V)", "wasmMemory.load8_s(E) || wasmMemory.store8(E, V)"},
      {"x = HEAP8[f()] &&= V", "var hl_i; x = hl_load_i8(hl_i = f()) && hl_store_i8(hl_i, V)",
       "var hl_i, hl_v; x = wasmMemory.load8_s(hl_i = f()) && (wasmMemory.store8(hl_i, hl_v = V), hl_v)"},
      {"HEAP8[E] \?\?= V", "hl_load_i8(E) \?\? hl_store_i8(E, V)",
       "wasmMemory.load8_s(E) \?\? wasmMemory.store8(E, V)"},
      {"HEAPU8.subarray(a, b)", "hl_view_u8().subarray(a, b)", "wasmMemory.view8_u(a, b)"},
      {"HEAPU8.subarray()", "hl_view_u8().subarray()", "wasmMemory.view8_u()"},
      {"HEAPU8.subarray(f())", "hl_call_u8(\"subarray\", f())", "wasmMemory.view8_u(f())"},
      {"HEAP32.subarray(p >> 2, q >> 2)", "hl_view_i32().subarray(p >> 2, q >> 2)",
       "wasmMemory.view32_s(p & -4, q & -4)"},
      {"HEAP32.subarray(a, b)", "hl_view_i32().subarray(a, b)", "wasmMemory.view32_s().subarray(a, b)"},
      {"HEAP32.subarray(-1)", "hl_view_i32().subarray(-1)", "wasmMemory.view32_s().subarray(-1)"},
      {"HEAPU8.slice(a, b)", "hl_view_u8().slice(a, b)", "wasmMemory.view8_u(a, b).slice()"},
      {"HEAPU8.slice(f(), b)", "hl_call_u8(\"slice\", f(), b)", "wasmMemory.view8_u(f(), b).slice()"},
      {"HEAPU8.set(a, E)", "hl_view_u8().set(a, E)", "wasmMemory.view8_u().set(a, E)"},
      {"HEAPU8.set(a, f())", "hl_call_u8(\"set\", a, f())", "hl_call_u8(\"set\", a, f())"},
      {"HEAPU8.fill(0, HEAP8[p])", "hl_call_u8(\"fill\", 0, hl_load_i8(p))",
       "hl_call_u8(\"fill\", 0, wasmMemory.load8_s(p))"},
      {"HEAPU8[m](a)", "hl_view_u8()[m](a)", "wasmMemory.view8_u()[m](a)"},
      {"HEAPU8[m()](a)", "hl_call_u8(m(), a)", "hl_call_u8(m(), a)"},
      {"HEAPU8.set(...a)", "hl_call_u8(\"set\", ...a)", "hl_call_u8(\"set\", ...a)"},
      {"HEAPU8.sort()", "hl_view_u8().sort()", "wasmMemory.view8_u().sort()"},
      {"HEAP8.length + HEAP8.byteLength", "hl_view_i8().length + hl_view_i8().byteLength",
       "wasmMemory.view8_s().length + wasmMemory.view8_s().byteLength"},
      {"HEAP8.buffer", "hl_view_i8().buffer", "wasmMemory.view8_s().buffer"},
      {"Atomics.load(HEAP32, E)", "hl_atomics_i32(Atomics.load, E)", "hl_atomics_i32(Atomics.load, E)"},
      {"Atomics.store(HEAP32, E, f())", "hl_atomics_i32(Atomics.store, E, f())",
       "hl_atomics_i32(Atomics.store, E, f())"},
      {"f(HEAP32, E)", "f(hl_view_i32(), E)", "f(wasmMemory.view32_s(), E)"},
      {"var h = HEAPU8; h[E]", "var h = HEAPU8; hl_load_u8(E)", "var h = HEAPU8; wasmMemory.load8_u(E)"},
      {"const {HEAPU8: h} = Module; h[E]", "const {HEAPU8: h} = Module; hl_load_u8(E)",
       "const {HEAPU8: h} = Module; wasmMemory.load8_u(E)"},
      {"Module.HEAP8[E]", "hl_load_i8(E)", "wasmMemory.load8_s(E)"},
      {"Module['HEAP8'][E] = V", "hl_store_i8(E, V)", "wasmMemory.store8(E, V)"},
      {"x = {HEAPU8}", "x = {HEAPU8: hl_view_u8()}", "x = {HEAPU8: wasmMemory.view8_u()}"},
      {"x = [HEAPU8]", "x = [hl_view_u8()]", "x = [wasmMemory.view8_u()]"},
      {"() => HEAPU8", "() => hl_view_u8()", "() => wasmMemory.view8_u()"},
      {"o.h = HEAPU8", "o.h = hl_view_u8()", "o.h = wasmMemory.view8_u()"},
      {"[HEAP8[E]] = a", "[hl_ref_i8(E).value] = a", "[hl_ref_i8(E).value] = a"},
      {"({k: HEAP8[E] = d} = o)", "({k: hl_ref_i8(E).value = d} = o)", "({k: hl_ref_i8(E).value = d} = o)"},
      {"for (HEAP8[E] of a) ;", "for (hl_ref_i8(E).value of a) ;", "for (hl_ref_i8(E).value of a) ;"},
      {"(HEAP8[E]) = V", "(hl_ref_i8(E).value) = V", "(hl_ref_i8(E).value) = V"},
      {"(c ? HEAP32 : HEAP16)[E]", "(c ? hl_ref_i32 : hl_ref_i16)(E).value", "(c ? hl_ref_i32 : hl_ref_i16)(E).value"},
      {"(0, HEAP8)[E]", "(0, hl_ref_i8)(E).value", "(0, hl_ref_i8)(E).value"},
      {"(HEAP8)[E]", "(hl_load_i8)(E)", "(wasmMemory.load8_s)(E)"},
      {"(growMemViews(), HEAP32)[E] = V", "hl_store_i32(E, V)", "wasmMemory.store32(E * 4, V)"},
      {"HEAP8?.[E]", "(HEAP8 && hl_ref_i8)?.(E).value", "(HEAP8 && hl_ref_i8)?.(E).value"},
      {"HEAP8?.length", "(HEAP8 && hl_view_i8())?.length", "(HEAP8 && wasmMemory.view8_s())?.length"},
      {"HEAP8[E]`x`", "hl_view_i8()[E]`x`", "wasmMemory.view8_s()[E]`x`"},
      {"new HEAP16.constructor(3)", "new (hl_view_i16()).constructor(3)", "new (wasmMemory.view16_s()).constructor(3)"},
      {"new HEAP8[E]", "new (hl_load_i8(E))", "new (wasmMemory.load8_s(E))"},
      {"typeof HEAP8", kSame, kSame},
      {"E in HEAP8", "E in hl_view_i8()", "E in wasmMemory.view8_s()"},
      {"HEAP8 instanceof X", "hl_view_i8() instanceof X", "wasmMemory.view8_s() instanceof X"},
      {"delete HEAP8[E]", "delete hl_view_i8()[E]", "delete wasmMemory.view8_s()[E]"},
      {"delete HEAP8[f()]", "var hl_i; delete (hl_i = f(), hl_view_i8())[hl_i]",
       "var hl_i; delete (hl_i = f(), wasmMemory.view8_s())[hl_i]"},
      {"HEAP8 = new Int8Array(b)", kSame, kSame},
      {"Module['HEAP8'] = HEAP8 = new Int8Array(b)", kSame, kSame},
      {"() => HEAP8[f()]++", "() => { var hl_i; return hl_store_i8(hl_i = f(), hl_load_i8(hl_i) + 1) - 1; }",
       "() => { var hl_i, hl_v; return (wasmMemory.store8(hl_i = f(), hl_v = wasmMemory.load8_s(hl_i) + 1), hl_v - 1); "
       "}"},
      {"function g(a = HEAP8[f()]++) {}", "function g(a = hl_ref_i8(f()).value++) {}",
       "function g(a = hl_ref_i8(f()).value++) {}"},
      {"class C { x = HEAP8[f()]++ }", "class C { x = hl_ref_i8(f()).value++ }",
       "class C { x = hl_ref_i8(f()).value++ }"},
      {"function* g() { HEAP8[yield] = yield }", "function* g() { hl_store_i8(yield, yield) }",
       "function* g() { wasmMemory.store8(yield, yield) }"},
      {"async () => HEAP8[await p] += await q",
       "async () => { var hl_i; return hl_store_i8(hl_i = await p, hl_load_i8(hl_i) + (await q)); }",
       "async () => { var hl_i, hl_v; return (wasmMemory.store8(hl_i = await p, hl_v = wasmMemory.load8_s(hl_i) + "
       "(await q)), hl_v); }"},
      {"x = a/HEAP8[0]/b", "x = a/hl_load_i8(0)/b", "x = a/wasmMemory.load8_s(0)/b"},
      {"x=>HEAP8[x]", "x=>hl_load_i8(x)", "x=>wasmMemory.load8_s(x)"},
      {"HEAP8[0]in o", "hl_load_i8(0)in o", "wasmMemory.load8_s(0)in o"},
      {"case_: switch (x) { case HEAP8[0]: }", "case_: switch (x) { case hl_load_i8(0): }",
       "case_: switch (x) { case wasmMemory.load8_s(0): }"},
      {"-HEAP8[0] - -HEAP8[1]", "-hl_load_i8(0) - -hl_load_i8(1)", "-wasmMemory.load8_s(0) - -wasmMemory.load8_s(1)"},
      {"HEAP8/*a*/[/*b*/E/*c*/]/*d*/=/*e*/V", "hl_store_i8/*a*/(/*b*/E/*c*/,/*d*//*e*/V)",
       "wasmMemory.store8/*a*/(/*b*/E/*c*/,/*d*//*e*/V)"},
      {"\\u0048EAP8[E]", "hl_load_i8(E)", "wasmMemory.load8_s(E)"},
      {"HEAP8[() => a]", "hl_load_i8(() => a)", "wasmMemory.load8_s(() => a)"},
      {"HEAP8[a ? b : c] = d ? e : f", "hl_store_i8(a ? b : c, d ? e : f)", "wasmMemory.store8(a ? b : c, d ? e : f)"},
      {"HEAP8[E] = () => V", "hl_store_i8(E, () => V)", "wasmMemory.store8(E, () => V)"},
      {"HEAP8[E] **= V", "hl_store_i8(E, hl_load_i8(E) ** V)", "wasmMemory.store8(E, wasmMemory.load8_s(E) ** V)"},
      {"HEAP8[E] += yield_, x", "hl_store_i8(E, hl_load_i8(E) + yield_), x",
       "wasmMemory.store8(E, wasmMemory.load8_s(E) + yield_), x"},
      {"HEAP8[\"length\"]", "hl_view_i8()[\"length\"]", "wasmMemory.view8_s()[\"length\"]"},
      {"HEAP8[E].x.y()", "hl_load_i8(E).x.y()", "wasmMemory.load8_s(E).x.y()"},
  });
}

TEST(RewriteTest, FormsThatAreCheckedAlready) {
  expect_rows({
      {"GROWABLE_HEAP_I32()[E]", "hl_load_i32(E)", "wasmMemory.load32_s(E * 4)"},
      {"GROWABLE_HEAP_U8()[E] = V", "hl_store_u8(E, V)", "wasmMemory.store8(E, V)"},
  });
}

TEST(RewriteTest, OptionsOfNames) {
  RewriteOptions options = without_runtime();
  options.names = MethodNames::js;
  options.assume_aligned = true;
  options.views.memory = "Module.mem";
  options.views.names = {{"M", ViewType::u16}};
  expect_rows({{"HEAP32[p >> 2] = HEAPF64[q >> 3]", "hl_store_i32(p >> 2, hl_load_f64(q >> 3))",
                "Module.mem.storeInt32(p, Module.mem.loadFloat64(q))"},
               {"M[p >> 1] + HEAPU8.subarray(a)", "hl_load_u16(p >> 1) + hl_view_u8().subarray(a)",
                "Module.mem.loadUint16(p) + Module.mem.viewUint8(a)"}},
              options);
}

TEST(RewriteTest, StatementsWithoutSemicolons) {
  expect_rows({
      {"a = f\nHEAP8[0] = 1", "a = f\nhl_store_i8(0, 1)", "a = f\nwasmMemory.store8(0, 1)"},
      {"a\n++HEAP8[0]\nb", "a\nhl_store_i8(0, hl_load_i8(0) + 1)\nb",
       "a\nwasmMemory.store8(0, wasmMemory.load8_s(0) + 1)\nb"},
      {"a\nHEAP8[0]++\n++b", "a\nhl_store_i8(0, hl_load_i8(0) + 1)\n++b",
       "a\nwasmMemory.store8(0, wasmMemory.load8_s(0) + 1)\n++b"},
      {"a\nHEAP8?.[0]", "a\n;(HEAP8 && hl_ref_i8)?.(0).value", "a\n;(HEAP8 && hl_ref_i8)?.(0).value"},
      {"if (a)\nHEAP8?.[0]", "if (a)\n(HEAP8 && hl_ref_i8)?.(0).value", "if (a)\n(HEAP8 && hl_ref_i8)?.(0).value"},
      {"function f() { return HEAP8[f()] = 1 }", "function f() { return hl_store_i8(f(), 1) }",
       "function f() { return (wasmMemory.store8(f(), 1), 1) }"},
      {"function f() { return++HEAP8[p] }", "function f() { return hl_store_i8(p, hl_load_i8(p) + 1) }",
       "function f() { var hl_v; return(wasmMemory.store8(p, hl_v = wasmMemory.load8_s(p) + 1), hl_v) }"},
  });
}

TEST(RewriteTest, Temporaries) {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"'use strict'; HEAP8[f()]++", "'use strict'; var hl_i; hl_store_i8(hl_i = f(), hl_load_i8(hl_i) + 1)"},
      {"'use strict'\nHEAP8[f()]++", "'use strict'\nvar hl_i; hl_store_i8(hl_i = f(), hl_load_i8(hl_i) + 1)"},
      {"'a'; 'use strict'; HEAP8[f()]++", "'a'; 'use strict'; var hl_i; hl_store_i8(hl_i = f(), hl_load_i8(hl_i) + 1)"},
      {"function g() { 'use strict'; HEAP8[f()]++ }",
       "function g() { 'use strict'; var hl_i; hl_store_i8(hl_i = f(), hl_load_i8(hl_i) + 1) }"},
      {"#!/bin/node\nHEAP8[f()]++", "#!/bin/node\nvar hl_i; hl_store_i8(hl_i = f(), hl_load_i8(hl_i) + 1)"},
      {"() => () => HEAP8[f()]++ + HEAP8[g()]++",
       "() => () => { var hl_i; return (hl_store_i8(hl_i = f(), hl_load_i8(hl_i) + 1) - 1) + "
       "(hl_store_i8(hl_i = g(), hl_load_i8(hl_i) + 1) - 1); }"},
      {"class C { static { HEAP8[f()]++ } }",
       "class C { static { var hl_i; hl_store_i8(hl_i = f(), hl_load_i8(hl_i) + 1) } }"},
      {"x => ({k: HEAP8[f()]++})",
       "x => { var hl_i; return ({k: hl_store_i8(hl_i = f(), hl_load_i8(hl_i) + 1) - 1}); }"},
  };
  for (const auto& [input, output] : rows) EXPECT_EQ(rewritten(input), output);
}

TEST(RewriteTest, APrefixThatTheFileUsesIsNotTaken) {
  EXPECT_EQ(rewritten("HEAP8[hl_x]"), "hl2_load_i8(hl_x)");
  EXPECT_EQ(rewritten("HEAP8[hl_x + hl2_x]"), "hl3_load_i8(hl_x + hl2_x)");
  EXPECT_EQ(rewritten("// hl_\nHEAP8[0]"), "// hl_\nhl2_load_i8(0)");
  EXPECT_EQ(rewritten("HEAP8[\\u0068l_load_i8]"), "hl2_load_i8(\\u0068l_load_i8)");
  RewriteOptions options;
  options.prefix = "my_";
  EXPECT_EQ(rewritten("HEAP8[my_x]", kGrowthCheck, options), "error: names of the file begin with the prefix `my_`");
  options.runtime = false;
  EXPECT_EQ(rewritten("HEAP8[x]", kGrowthCheck, options), "my_load_i8(x)");
}

TEST(RewriteTest, TextIsKeptByteForByte) {
  for (const std::string& text :
       std::vector<std::string>{"", " ", "\n", "a", "a\r\nb", "a\rb", "\xEF\xBB\xBF",
                                "\xEF\xBB\xBF"
                                "a;",
                                "#!/bin/node", "// c",
                                "a\xE2\x80\xA8"
                                "b",
                                "'HEAP8[0]'", "`HEAP8[0]`", "/HEAP8[0]/", "/* HEAP8[0] */", "o.HEAPX[0]",
                                "var \xC3\xA9 = '\xF0\x9F\x98\x80'", std::string("a; /* \0 */ b", 12)}) {
    EXPECT_EQ(rewritten(text, kGrowthCheck, {}), text);
    EXPECT_EQ(rewritten(text, kMemoryMethods, {}), text);
  }
}

TEST(RewriteTest, OtherCharactersAndLineEnds) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"x = '\xC3\xA9\xF0\x9F\x98\x80' + HEAP8[\xC3\xA9]", "x = '\xC3\xA9\xF0\x9F\x98\x80' + hl_load_i8(\xC3\xA9)"},
      {"HEAP8[a]\r\nHEAP8[b]\r\n", "hl_load_i8(a)\r\nhl_load_i8(b)\r\n"},
      {"HEAP8[a]\rHEAP8[b]", "hl_load_i8(a)\rhl_load_i8(b)"},
      {"HEAP8[a]\xE2\x80\xA8HEAP8[b]", "hl_load_i8(a)\xE2\x80\xA8hl_load_i8(b)"},
      {"HEAP8\n[\na\n]\n=\nb\n", "hl_store_i8\n(\na\n,\n\nb)\n"},
      {"\xEF\xBB\xBFHEAP8[a]", "\xEF\xBB\xBFhl_load_i8(a)"},
      {std::string("/*\0*/HEAP8[a]", 13), std::string("/*\0*/hl_load_i8(a)", 18)},
      {"HEAP8[a] // c\n= b", "hl_store_i8(a, // c\n b)"},
  };
  for (const auto& [input, output] : rows) EXPECT_EQ(rewritten(input), output);
}

// Where the runtime goes: the text before it, and that nothing else changes.
TEST(RewriteTest, TheRuntimeStandsAtTheBeginningOfTheMemorysScope) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"HEAP8[0]", ""},
      {"// c\nHEAP8[0]", "// c\n"},
      {"'use strict';\nHEAP8[0]", "'use strict';"},
      {"#!/bin/node\nHEAP8[0]", "#!/bin/node\n"},
      {"#!/bin/node\n'use strict';\nHEAP8[0]", "#!/bin/node\n'use strict';"},
      {"\xEF\xBB\xBFHEAP8[0]", "\xEF\xBB\xBF"},
      {"function f() {\n  var wasmMemory, HEAP8;\n  HEAP8[0]\n}", "function f() {\n  "},
      {"a; function f(wasmMemory) { var HEAP8 = new Int8Array(wasmMemory.buffer); HEAP8[0] }",
       "a; function f(wasmMemory) {"},
      {"'a'; 'use strict'; HEAP8[0]", "'a'; 'use strict';"},
  };
  for (const auto& [input, before] : rows) {
    for (const std::string_view pass : {kGrowthCheck, kMemoryMethods}) {
      const std::string found = rewritten(input, pass, {});
      const std::size_t header = found.find("// heaplift runtime");
      ASSERT_NE(header, std::string::npos) << input;
      EXPECT_TRUE(found.starts_with(before)) << found.substr(0, 100);
      EXPECT_EQ(found.substr(before.size(), header - before.size()).find_first_not_of(" \r\n"), std::string::npos)
          << found.substr(0, 100);
    }
  }
}

TEST(RewriteTest, TheRuntimeHasTheFilesLineEnds) {
  const std::string found = rewritten("var a;\r\nHEAP8[0];\r\n", kGrowthCheck, {});
  std::size_t lone = 0;
  for (std::size_t i = 0; i < found.size(); ++i) lone += found[i] == '\n' && (i == 0 || found[i - 1] != '\r') ? 1 : 0;
  EXPECT_EQ(lone, 0U);
}

TEST(RewriteTest, OnlyWhatIsUsedIsInjected) {
  const std::string found = rewritten("HEAP8[0]", kGrowthCheck, {});
  EXPECT_NE(found.find("function hl_load_i8("), std::string::npos);
  for (const char* other : {"hl_load_u8", "hl_store_i8", "hl_view_i8", "hl_call_i8", "hl_ref_i8", "hl_atomics"}) {
    EXPECT_EQ(found.find(other), std::string::npos) << other;
  }
}

TEST(RewriteTest, ASecondRunChangesNothing) {
  for (const std::string_view pass : {kGrowthCheck, kMemoryMethods}) {
    for (const char* text :
         {"HEAP8[0] = HEAPU8[1]", "x = {HEAPU8}", "var wasmMemory, HEAP8; HEAP8.set(f(), 1)", "[HEAP8[0]] = a",
          "var h = HEAP8; h[0]++", "Atomics.add(HEAP32, a, HEAP64[1])", "HEAP8?.[0]"}) {
      const std::string once = rewritten(text, pass, {});
      EXPECT_EQ(rewritten(once, pass, {}), once);
    }
  }
}

TEST(RewriteTest, WhatCannotBeRewrittenIsAnErrorAndChangesNothing) {
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"f(HEAP8[0];", "missing `)`"},
      {"x = (c ? HEAP8 : other)[0]; HEAP8[1]", "cannot rewrite an access whose object is only sometimes a view"},
      {"with (o) HEAP8[0]; HEAP8[1]", "cannot rewrite: inside of `with`, this name may be a property of the object"},
      {"function f(a = delete HEAP8[g()]) {}", "cannot rewrite this `delete`: its index may grow the memory"},
      {"for (const wasmMemory = f(), HEAP8 = new Int8Array(wasmMemory.buffer);;) HEAP8[0]",
       "cannot rewrite: `wasmMemory` is declared where no statement can follow"},
  };
  for (const auto& [input, message] : rows) EXPECT_EQ(rewritten(input), std::string("error: ") + message) << input;
}

TEST(RewriteTest, Warnings) {
  using Messages = std::vector<std::string>;
  EXPECT_EQ(diagnostics_of("HEAP8[0]"), Messages{});
  EXPECT_EQ(diagnostics_of("eval('a'); HEAP8[0]"), Messages{"warning: code in this direct `eval` is not rewritten"});
  EXPECT_EQ(diagnostics_of("eval('a')"), Messages{});
  EXPECT_EQ(diagnostics_of("with (o) a; HEAP8[0]"), Messages{});
  EXPECT_EQ(diagnostics_of("o.HEAP8[0]"),
            Messages{"warning: not rewritten: `HEAP8` of an object that is not known to hold the views of a memory"});
  EXPECT_EQ(diagnostics_of("var HEAP8, wasmMemory; export {HEAP8}"),
            Messages{"warning: exported as it is: importers see the view that the file's own code keeps"});
  EXPECT_EQ(diagnostics_of("foo(1 2); HEAP8[0]").size(), 1U);
  EXPECT_EQ(diagnostics_of("f(1 2)"), Messages{"warning: unexpected text; left as it is"});
  EXPECT_EQ(diagnostics_of("var h = HEAP8; function g() { f(1 2) } h[0]"),
            Messages{"warning: unexpected text; left as it is"});
  EXPECT_EQ(diagnostics_of("var h = HEAP8; function g() { f(h[0] 2) }"), Messages{"error: unexpected text"});
  EXPECT_EQ(diagnostics_of("var h = HEAP8; function g() { f(1 h) }"), Messages{"error: unexpected text"});
}

TEST(RewriteTest, NotesVariablesThatKeepAView) {
  using Messages = std::vector<std::string>;
  const auto note = [](const char* name) {
    return Messages{"note: `" + std::string(name) +
                    "` is only sometimes this view; it keeps the one that it is given here"};
  };
  for (const char* text :
       {"let h = a ? HEAP8 : 0", "let h; h = HEAP8", "let h = (f(), HEAP8); h = 0", "h ||= HEAP8", "h = h && HEAP8",
        "let h = a ?? (HEAP8)", "(h = HEAP8) => h[0]", "var {h = HEAP8} = o", "[h = HEAP8] = o", "h = Module.HEAP8"}) {
    EXPECT_EQ(diagnostics_of(text), note("h")) << text;
  }
  for (const char* text : {"let h = HEAP8", "h = HEAP8[0]", "h = HEAP8 ? 1 : 0", "h = (HEAP8, 1)", "h = f(HEAP8)",
                           "h = HEAP8.length", "h = HEAP8 && 1", "h = [HEAP8]", "f(a ? HEAP8 : 0)"}) {
    EXPECT_EQ(diagnostics_of(text), Messages{}) << text;
  }
  EXPECT_EQ(diagnostics_of("const {HEAP8: h = 3} = Module; h[0] + HEAP8[0]").size(), 1U);
  EXPECT_EQ(diagnostics_of("const {HEAP8: h, ['HEAP16']: i} = Module; h[0] + i[0]"), Messages{});
}

TEST(RewriteTest, DiagnosticsComeInOrder) {
  const Rewriting found =
      rewriting_of("o.HEAP8; eval(a); with (b) HEAP8[0]; p.HEAP8; eval(c); HEAP8[1]", kGrowthCheck, {});
  ASSERT_EQ(found.diagnostics.size(), 5U);
  for (std::size_t i = 1; i < found.diagnostics.size(); ++i) {
    EXPECT_LE(found.diagnostics[i - 1].range.begin, found.diagnostics[i].range.begin);
  }
}

TEST(RewriteTest, CountsWhatItRewrote) {
  EXPECT_EQ(rewriting_of("HEAP8[HEAPU8[0]] = 1; typeof HEAP8", kGrowthCheck, {}).accesses, 2U);
  EXPECT_EQ(rewriting_of("a", kGrowthCheck, {}).accesses, 0U);
}

TEST(RewriteTest, RefusesInvalidUtf8WithItsOffset) {
  EXPECT_EQ(Source::make("a.js", "HEAP8[\xFF]").error().message, "invalid UTF-8 at offset 6");
}

TEST(RewriteTest, TakesDeepNesting) {
  constexpr std::size_t kDeep = 10'000;
  const std::vector<std::pair<std::string, std::string>> rows = {
      {nested("HEAP8[", "0", "]", kDeep), nested("hl_load_i8(", "0", ")", kDeep)},
      {nested("(", "HEAP8[0]", ")", kDeep), nested("(", "hl_load_i8(0)", ")", kDeep)},
      {nested("(", "HEAP8", ")", kDeep) + "[0]", nested("(", "hl_load_i8", ")", kDeep) + "(0)"},
      {nested("{", "HEAP8[0]", "}", kDeep), nested("{", "hl_load_i8(0)", "}", kDeep)},
      {nested("(function(){", "HEAP8[0]", "})", kDeep), nested("(function(){", "hl_load_i8(0)", "})", kDeep)},
      {"HEAP8[a" + repeated("+a", kDeep) + "]", "hl_load_i8(a" + repeated("+a", kDeep) + ")"},
      {repeated("if(HEAP8[0]);else ", kDeep) + ";", repeated("if(hl_load_i8(0));else ", kDeep) + ";"},
      {repeated("HEAP8[0]=", kDeep) + "1", repeated("hl_store_i8(0,", kDeep) + "1" + repeated(")", kDeep)},
  };
  for (const auto& [input, output] : rows) EXPECT_TRUE(rewritten(input) == output) << input.substr(0, 40);
  EXPECT_FALSE(rewritten(nested("HEAP8[", "f()", "]++", 5'000)).starts_with("error"));
  EXPECT_FALSE(rewritten("HEAP8[0]" + repeated(".a[HEAP8[1]]", 5'000)).starts_with("error"));
  EXPECT_FALSE(rewritten(nested("HEAPU8.set(HEAP8[", "f()", "]+=1)", 2'000), kMemoryMethods).starts_with("error"));
}

// Quadratic work would take minutes.
TEST(RewriteTest, TakesTimeInProportionToTheLength) {
  constexpr std::size_t kMegabyte = 1'000'000;
  for (const std::string_view statement :
       {"HEAP8[p]=1;", "HEAP8[p]=1\n", "x=HEAP32[f()]++;", "function f(a){return HEAP8[a]}", "var h=HEAP8;",
        "HEAPU8.set(a,f());", "{let HEAP8;HEAP8[0]}", "Module.HEAP8[0];", "()=>HEAP8[f()]++;"}) {
    const std::size_t length = statement.starts_with("HEAP8[p]") ? kMegabyte : kMegabyte / 3;
    const std::string text = repeated(statement, length / statement.size());
    const auto begin = std::chrono::steady_clock::now();
    const Rewriting found = rewriting_of(text, kGrowthCheck, without_runtime());
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    EXPECT_FALSE(found.failed()) << statement;
    EXPECT_LT(seconds.count(), 30.0) << statement;
  }
}

TEST(ReportViewsTest, ListsViewsAndMemories) {
  const Source source = Source::make("a.js", "var h = HEAP8; h[0]; Module.HEAPU8[h[1]]; HEAP8[2]; o.HEAP8").value();
  const ViewReport report = report_views(source, {}).value();
  ASSERT_EQ(report.views.size(), 3U);
  EXPECT_EQ(report.views[0].name, "HEAP8");
  EXPECT_EQ(report.views[0].uses, 2U);
  EXPECT_EQ(report.views[0].first_use, (Range{8, 13}));
  EXPECT_EQ(report.views[1].name, "h");
  EXPECT_EQ(report.views[1].origin, ViewOrigin::alias);
  EXPECT_EQ(report.views[1].uses, 2U);
  EXPECT_EQ(report.views[2].name, "Module.HEAPU8");
  EXPECT_EQ(report.views[2].type, ViewType::u8);
  EXPECT_EQ(report.views[2].origin, ViewOrigin::member);
  ASSERT_EQ(report.memories.size(), 1U);
  EXPECT_EQ(report.memories[0].expression, "wasmMemory");
  EXPECT_EQ(report.diagnostics.size(), 1U);
}

}  // namespace
}  // namespace heaplift
