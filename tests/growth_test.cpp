#include "src/analysis/growth.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support.h"

namespace heaplift {
namespace {

using testing::Analysed;
using testing::Marked;
using testing::read_marks;

std::string_view name_of(Growth growth) {
  constexpr std::string_view kNames[] = {"never", "unlikely", "possible", "likely"};
  return kNames[static_cast<std::size_t>(growth)];
}

struct Grown {
  explicit Grown(const std::string& source, const GrowthOptions& names = {})
      : file(source),
        tracer(file.scopes, file.text, ""),
        functions(find_functions(file.tree.root(), file.text, file.scopes, tracer)),
        growth(find_growth(functions, file.scopes, file.views, tracer, names)) {}

  Analysed file;
  Tracer tracer;
  Functions functions;
  GrowthPoints growth;
};

// Each `^level` stands behind an expression: the outermost growth point that ends there has this level.
void expect_growth(std::string_view source, const GrowthOptions& names = {}) {
  const Marked marked = read_marks(source);
  ASSERT_FALSE(marked.marks.empty()) << source;
  const Grown grown(marked.text, names);
  for (const testing::Mark& mark : marked.marks) {
    const GrowthPoint* point = nullptr;
    for (const GrowthPoint& candidate : grown.growth.points()) {
      if (candidate.range.end == mark.offset && point == nullptr) point = &candidate;
    }
    ASSERT_NE(point, nullptr) << source << ": no growth point ends at the mark " << mark.label;
    EXPECT_EQ(name_of(point->growth), mark.label)
        << marked.text.substr(point->range.begin, point->range.size()) << "\nin " << source;
  }
}

TEST(Growth, OfBuiltinFunctionsIsProvenAway) {
  expect_growth("Math.max(1, 2)^never; parseInt('1')^never; JSON.stringify(x)^possible; JSON.stringify(1)^never");
  expect_growth("new Uint8Array(4)^never; new Map()^never; new Error('x')^never; String(1)^never");
  expect_growth("Object.keys(o)^never; console.log(1)^never; setTimeout(f, 1)^never");
}

TEST(Growth, OfShadowedBuiltinsIsNot) {
  expect_growth(
      "function f(Math, parseInt) { Math.max(1)^possible; parseInt(1)^possible }"
      "function g(Map) { new Map()^possible }");
}

TEST(Growth, OfMethodsIsKnownByTheTypeOfTheReceiver) {
  expect_growth("'abc'.charCodeAt(0)^never; [1].push(2)^never; /x/.test('x')^never; `a${b}`.slice(1)^never");
  expect_growth("const s = 'a' + b; s.indexOf('c')^never; let n = 1; n.toFixed(2)^never");
  expect_growth("const a = []; a.push(1)^never; a.join().trim()^never; a.sort(compare)^possible");
  expect_growth("function f(x) { x.charCodeAt(0)^unlikely; x.anything()^possible }");
  expect_growth("var v = []; v = other; v.push(1)^unlikely");
  expect_growth("HEAPU8.subarray(0, 1)^never; HEAPU8.set([1], 0)^never; Module.HEAPU8.fill(0)^never");
  expect_growth("const m = new Map(); m.get(1)^never; m.forEach(f)^possible");
}

TEST(Growth, FollowsCallbacksOfBuiltins) {
  expect_growth("[1].forEach(x => { y += x })^never; [1].forEach(x => { _malloc(x) })^likely");
  expect_growth(
      "function grow() { _malloc(1) } [1].map(grow)^likely; [1].map(Number)^never; [1].map(unknown)^possible");
  expect_growth("new Promise(resolve => { _malloc(1) })^likely; new Promise(resolve => { a = 1 })^never");
  expect_growth("'a'.replace(/a/, () => _malloc(1))^likely; 'a'.replace(/a/, 'b')^never");
}

TEST(Growth, OfCallsIntoWasmIsLikely) {
  expect_growth("_malloc(1)^likely; Module._malloc(1)^likely; Module['_run']()^likely; ccall('f')^likely");
  expect_growth("wasmExports.f()^likely; instance.exports.f()^likely; exports['f']()^possible; memory.grow(1)^likely");
  expect_growth("const {exports} = instance; exports.f()^likely");
  expect_growth("const e = instance.exports; e.f()^likely; e[name]()^likely; e.free(1)^unlikely");
  expect_growth("getWasmTableEntry(p)(1)^likely; dynCall('v', p)^likely; dynCall_vi(p, 1)^likely; invoke_v(p)^likely");
  expect_growth("var run = Module.cwrap('run', 'number', []); run()^likely; Module.cwrap('f')^never");
  expect_growth("var _f = Module['_f'] = wasmExports['f']; _f(1)^likely; (0, _f)(1)^likely; _f.call(null, 1)^likely");
  expect_growth("var _f; function init() { _f = wasmExports.f } _f()^likely");
  expect_growth(
      "function f(mod) { mod.HEAPU8[0] = 1; mod.work()^likely; mod._work()^likely; mod.onExit()^possible; new "
      "mod.Thing()^likely }");
  expect_growth("stackAlloc(4)^unlikely; _free(p)^unlikely; UTF8ToString(p)^unlikely; Module.getValue(p)^unlikely");
}

TEST(Growth, OfMethodsOfModulesIsNotThatOfOthersWithTheSameName) {
  expect_growth(
      "function f(e) { e.HEAPU8[0] = 1; e.work()^likely; e.charCodeAt(0)^unlikely }"
      "function g(e) { e.work()^possible; e.charCodeAt(0)^unlikely }");
}

TEST(Growth, OfSuspensionsIsLikely) {
  expect_growth("async function f() { await 1^likely; await g()^likely }");
  expect_growth("function* f() { yield 1^likely; yield* g()^likely }");
  expect_growth("async function f() { for await (const x of y) { }^likely }");
}

TEST(Growth, OfIteratorStepsIsUnlikelyUnlessTheTypeIsEvident) {
  expect_growth("for (const x of xs) { }^unlikely");
  expect_growth("for (const x of [1, 2]) { }^never");
  expect_growth("const xs = new Set(); for (const x of xs) { }^never");
  expect_growth("f([...xs^unlikely]); f(...[1]^never); [a]^unlikely = xs");
  expect_growth("function* g() { _malloc(1) } for (const x of g()) { }^likely");
}

TEST(Growth, HasNoPointForForIn) { EXPECT_TRUE(Grown("for (const k in o) { }").growth.points().empty()); }

TEST(Growth, OfAtomicsAndTagsIsNotProvenAway) {
  expect_growth("Atomics.load(HEAP32, 0)^unlikely; Atomics.wait(HEAP32, 0, 0)^unlikely");
  expect_growth("tag`x`^possible; String.raw`x`^never; function t() { _malloc(1) } t`x`^likely");
}

TEST(Growth, IsFollowedThroughFunctionsOfTheFile) {
  expect_growth("function a() { b()^likely } function b() { c()^likely } function c() { _malloc(1) } a()^likely");
  expect_growth("function a() { return 1 + b() } function b() { return Math.abs(2) } a()^never");
  expect_growth(
      "function even(n) { return n ? odd(n - 1)^never : 1 } function odd(n) { return n ? even(n - 1)^never : 0 }");
  expect_growth(
      "function even(n) { return n ? odd(n - 1)^likely : 1 } function odd(n) { _work(); return even(n - 1)^likely }");
  expect_growth("const a = () => _malloc(1); const b = function () { return a() }; b()^likely");
  expect_growth("(() => { _malloc(1) })()^likely; (function () { a = 1 })()^never");
  expect_growth("function f(callback) { callback()^possible } f(() => 1)^possible");
  expect_growth("let f = () => 1; f = other; f()^possible");
}

TEST(Growth, OfACallIsNotThatOfItsSuspensions) {
  expect_growth("async function a() { await 1 } a()^never; async function b() { _malloc(1); await 1 } b()^likely");
  expect_growth("function* g() { _malloc(1); yield 1 } g()^never");
}

TEST(Growth, IsFollowedThroughClasses) {
  expect_growth("class A { constructor() { _malloc(1) } } new A()^likely");
  expect_growth("class A { x = _malloc(1); static y = 1 } new A()^likely");
  expect_growth("class A { x = 1; static y = _malloc(1) } new A()^never");
  expect_growth("class A extends B { } new A()^possible");
  expect_growth("class A { f() { this.g()^likely; this.h()^unlikely } g() { _malloc(1) } h() { } }");
  expect_growth("const FS = { open() { _malloc(1) }, name: function () { } }; FS.open()^likely; FS.name()^unlikely");
  expect_growth("class A { get f() { return other } g() { this.f()^possible } }");
  expect_growth("class A { g = () => { this.h()^likely }; h() { _malloc(1) } }");
}

TEST(Growth, OfFunctionsThatOnlyThrowEndsThere) {
  expect_growth("function abort(what) { report(what); throw new Error(what) } abort('x')^unlikely");
  expect_growth("function abort(what) { if (report(what)) return; throw new Error(what) } abort('x')^possible");
}

TEST(Growth, IsWhatTheUserSays) {
  const GrowthOptions names{.may_grow = {"refill", "pool.get"}, .cannot_grow = {"_now", "log.write"}};
  expect_growth("refill()^likely; pool.get()^likely; _now()^never; log.write(x)^never", names);
}

TEST(Growth, OfParametersWithDefaultsBelongsToTheFunction) {
  expect_growth("function f(a = _malloc(1)^likely) { } f()^likely");
}

TEST(GrowthPoints, FindTheFirstInARange) {
  const std::string text = "a(); function f() { _malloc(1); b() } _malloc(2);";
  const Grown grown(text);
  const Range all{0, static_cast<std::uint32_t>(text.size())};
  const auto at = [&](const GrowthPoint* point) {
    return point == nullptr ? "" : text.substr(point->range.begin, point->range.size());
  };
  EXPECT_EQ(at(grown.growth.first_in(all, 0, Growth::possible)), "a()");
  EXPECT_EQ(at(grown.growth.first_in(all, 0, Growth::likely)), "_malloc(2)");
  EXPECT_EQ(at(grown.growth.first_in(all, 1, Growth::likely)), "_malloc(1)");
  EXPECT_EQ(at(grown.growth.first_in({5, 10}, 0, Growth::unlikely)), "");
}

TEST(Functions, AreFoundAroundAPlace) {
  const std::string text = "function a() { function b() { } x } function c() { } y";
  const Grown grown(text);
  EXPECT_EQ(grown.functions.around(static_cast<std::uint32_t>(text.find('x'))), 1U);
  EXPECT_EQ(grown.functions.around(static_cast<std::uint32_t>(text.find('y'))), 0U);
}

TEST(Growth, TakesLinearTime) {
  const auto begin = std::chrono::steady_clock::now();
  std::string chain;
  for (int i = 0; i < 20'000; ++i) {
    chain += "function f" + std::to_string(i) + "() { f" + std::to_string(i + 1) + "() }\n";
  }
  const Grown calls(chain + "function f20000() { _malloc(1) }");
  EXPECT_EQ(calls.growth.of_function(1), Growth::likely);
  const Grown deep(testing::nested("f(() => {", "_malloc(1)", "})", 10'000));
  EXPECT_EQ(deep.growth.points().size(), 10'001U);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20 * HEAPLIFT_SLOWDOWN));
}

}  // namespace
}  // namespace heaplift
