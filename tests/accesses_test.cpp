// Accesses: what is done with a view, and what the place around it allows.
#include "src/analysis/accesses.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "tests/support.h"

namespace heaplift {
namespace {

using testing::Analysed;
using testing::nested;
using testing::repeated;

constexpr std::array<std::string_view, 12> kKindNames = {"load",      "store",   "compound", "logical",
                                                         "increment", "target",  "remove",   "call",
                                                         "property",  "atomics", "value",    "untouched"};

using Row = std::pair<const char*, std::string>;

std::string kinds_of(const Analysed& analysed) {
  std::string kinds;
  for (const Access& access : analysed.accesses.accesses) {
    kinds.append(kinds.empty() ? "" : " ").append(kKindNames[static_cast<std::size_t>(access.kind)]);
  }
  return kinds;
}

// `kind: whole` of each access, in their order.
std::string wholes_of(const Analysed& analysed) {
  std::string out;
  for (const Access& access : analysed.accesses.accesses) {
    out.append(out.empty() ? "" : " | ").append(kKindNames[static_cast<std::size_t>(access.kind)]);
    out.append(": ").append(analysed.text_of(access.whole));
  }
  return out;
}

void expect_wholes(const std::vector<Row>& rows) {
  for (const auto& [source, wholes] : rows) {
    const Analysed analysed(source);
    EXPECT_FALSE(analysed.tree.root().has_error()) << source;
    EXPECT_EQ(wholes_of(analysed), wholes) << "in " << source;
  }
}

// The first access of a source for which `flag` holds or does not.
void expect_flag(bool Access::*flag, const std::vector<std::pair<const char*, bool>>& rows) {
  for (const auto& [source, expected] : rows) {
    const Analysed analysed(source);
    EXPECT_FALSE(analysed.tree.root().has_error()) << source;
    ASSERT_FALSE(analysed.accesses.accesses.empty()) << source;
    EXPECT_EQ(analysed.accesses.accesses[0].*flag, expected) << source;
  }
}

TEST(AccessesTest, Elements) {
  expect_wholes({
      {"x = HEAP8[p]", "load: HEAP8[p]"},
      {"(HEAP8)[p]", "load: (HEAP8)[p]"},
      {"Module.HEAP8[p]; Module['HEAP8'][p]", "load: Module.HEAP8[p] | load: Module['HEAP8'][p]"},
      {"HEAP8[p] = v", "store: HEAP8[p] = v"},
      {"HEAP8[p] = HEAPU8[q] = v", "store: HEAP8[p] = HEAPU8[q] = v | store: HEAPU8[q] = v"},
      {"HEAP8[HEAPU8[q]]", "load: HEAP8[HEAPU8[q]] | load: HEAPU8[q]"},
      {"HEAP8[p] += v; HEAP8[p] **= v; HEAP8[p] >>>= v",
       "compound: HEAP8[p] += v | compound: HEAP8[p] **= v | compound: HEAP8[p] >>>= v"},
      {"HEAP8[p] ||= v; HEAP8[p] &&= v; HEAP8[p] \?\?= v",
       "logical: HEAP8[p] ||= v | logical: HEAP8[p] &&= v | logical: HEAP8[p] \?\?= v"},
      {"HEAP8[p]++; --HEAP8[p]", "increment: HEAP8[p]++ | increment: --HEAP8[p]"},
      {"x = v + HEAP8[p]; v = -HEAP8[p]; f(HEAP8[p]); y[HEAP8[p]] = 1",
       "load: HEAP8[p] | load: HEAP8[p] | load: HEAP8[p] | load: HEAP8[p]"},
      {"HEAP8[p].x; HEAP8[p][q] = 1; new HEAP8[p]", "load: HEAP8[p] | load: HEAP8[p] | load: HEAP8[p]"},
      {"HEAP8?.[p]", "load: HEAP8?.[p]"},
      {"delete HEAP8[p]", "remove: delete HEAP8[p]"},
      {"delete HEAP8[p].x", "load: HEAP8[p]"},
      {"typeof HEAP8[p]", "load: HEAP8[p]"},
      {"HEAP8 [ /* c */ p ] /* d */ = v", "store: HEAP8 [ /* c */ p ] /* d */ = v"},
  });
}

TEST(AccessesTest, Targets) {
  expect_wholes({
      {"[HEAP8[p]] = a", "target: HEAP8[p]"},
      {"[HEAP8[p] = d] = a", "target: HEAP8[p]"},
      {"[...HEAP8[p]] = a", "target: HEAP8[p]"},
      {"[[HEAP8[p]]] = a", "target: HEAP8[p]"},
      {"({k: HEAP8[p]} = a)", "target: HEAP8[p]"},
      {"({k: HEAP8[p] = d} = a)", "target: HEAP8[p]"},
      {"({...HEAP8[p]} = a)", "target: HEAP8[p]"},
      {"for (HEAP8[p] of a) ;", "target: HEAP8[p]"},
      {"for (HEAP8[p] in a) ;", "target: HEAP8[p]"},
      {"for ([HEAP8[p]] of a) ;", "target: HEAP8[p]"},
      {"(HEAP8[p]) = v; (HEAP8[p])++; (HEAP8[p]) += v", "target: HEAP8[p] | target: HEAP8[p] | target: HEAP8[p]"},
      {"[x = HEAP8[p]] = a; ({k: x = HEAP8[p]} = a); ({[HEAP8[p]]: x} = a)",
       "load: HEAP8[p] | load: HEAP8[p] | load: HEAP8[p]"},
      {"for (x of HEAP8[p]) ; for (x[HEAP8[p]] of a) ;", "load: HEAP8[p] | load: HEAP8[p]"},
      {"[HEAP8[p]]; ({k: HEAP8[p]}); x = [HEAP8[p]]", "load: HEAP8[p] | load: HEAP8[p] | load: HEAP8[p]"},
  });
}

TEST(AccessesTest, CallsAndProperties) {
  expect_wholes({
      {"HEAPU8.set(a, p)", "call: HEAPU8.set(a, p)"},
      {"HEAPU8[m](a)", "call: HEAPU8[m](a)"},
      {"HEAPU8['set'](a)", "call: HEAPU8['set'](a)"},
      {"HEAPU8.subarray(a, b).length", "call: HEAPU8.subarray(a, b)"},
      {"HEAPU8?.set(a)", "call: HEAPU8?.set(a)"},
      {"HEAPU8.set?.(a)", "call: HEAPU8.set?.(a)"},
      {"Module.HEAPU8.set(a)", "call: Module.HEAPU8.set(a)"},
      {"HEAPU8.set.call(HEAPU8, a)", "property: HEAPU8.set | value: HEAPU8"},
      {"new HEAP8.constructor(3)", "property: HEAP8.constructor"},
      {"HEAP8.length; HEAP8.buffer; HEAP8?.length; HEAP8['length']; HEAP8[Symbol.iterator]",
       "property: HEAP8.length | property: HEAP8.buffer | property: HEAP8?.length | property: HEAP8['length'] | "
       "property: HEAP8[Symbol.iterator]"},
      {"HEAP8.x = 1; HEAP8.x++; delete HEAP8.x", "property: HEAP8.x | property: HEAP8.x | property: HEAP8.x"},
  });
}

TEST(AccessesTest, ViewsAsValues) {
  expect_wholes({
      {"f(HEAP8)", "value: HEAP8"},
      {"({HEAP8}); [HEAP8]; o.h = HEAP8", "value: HEAP8 | value: HEAP8 | value: HEAP8"},
      {"() => HEAP8; p in HEAP8; HEAP8 instanceof X", "value: HEAP8 | value: HEAP8 | value: HEAP8"},
      {"for (x of HEAP8) ; [...HEAP8]; [a] = HEAP8", "value: HEAP8 | value: HEAP8 | value: HEAP8"},
      {"a ? HEAP8 : b", "value: HEAP8"},
      {"f(HEAP8, HEAPU8)", "value: HEAP8 | value: HEAPU8"},
  });
}

TEST(AccessesTest, Atomics) {
  expect_wholes({
      {"Atomics.load(HEAP32, p)", "atomics: Atomics.load(HEAP32, p)"},
      {"Atomics['add'](HEAP32, p, v)", "atomics: Atomics['add'](HEAP32, p, v)"},
      {"Atomics.store(HEAP32, p, HEAP8[q])", "atomics: Atomics.store(HEAP32, p, HEAP8[q]) | load: HEAP8[q]"},
      {"Atomics.load(HEAP32)", "value: HEAP32"},
      {"Atomics.load(x, HEAP32)", "value: HEAP32"},
      {"Atomics?.load(HEAP32, p)", "value: HEAP32"},
      {"Atomics.load?.(HEAP32, p)", "value: HEAP32"},
      {"function f(Atomics) { Atomics.load(HEAP32, p) }", "value: HEAP32"},
      {"o.Atomics.load(HEAP32, p)", "value: HEAP32"},
      {"new Atomics.load(HEAP32, p)", "value: HEAP32"},
      {"Atomics.load((HEAP32, HEAP16), p)", "value: HEAP32 | value: HEAP16"},
  });
}

TEST(AccessesTest, WhatIsLeftAlone) {
  expect_wholes({
      {"typeof HEAP8", "untouched: HEAP8"},
      {"export {HEAP8}", "untouched: HEAP8"},
      {"var h = HEAP8; h[p]", "untouched: HEAP8 | load: h[p]"},
      {"HEAP8 = new Int8Array(b)", ""},
      {"Module['HEAP8'] = HEAP8 = new Int8Array(b)", ""},
      {"var wasmMemory, HEAP8; function u() { HEAP8 = new Int8Array(wasmMemory.buffer); Module.HEAP8 = HEAP8 }", ""},
      {"x", ""},
  });
}

TEST(AccessesTest, BasesOfSeveralViews) {
  const std::vector<std::pair<const char*, std::string>> rows = {
      {"(c ? HEAP32 : HEAP16)[p]", "load 2"},
      {"(0, HEAP8)[p]", "load 1"},
      {"(f(), HEAP32)[p] = v", "store 1"},
      {"(c ? HEAP32 : (0, HEAP16)).length", "property 2"},
      {"(c ? (d ? HEAP8 : HEAPU8) : HEAP16).set(a)", "call 3"},
  };
  for (const auto& [source, expected] : rows) {
    const Analysed analysed(source);
    ASSERT_EQ(analysed.accesses.accesses.size(), 1U) << source;
    const Access& access = analysed.accesses.accesses[0];
    EXPECT_TRUE(access.several) << source;
    EXPECT_EQ(kinds_of(analysed) + " " + std::to_string(access.leaf_count), expected) << source;
    EXPECT_EQ(analysed.accesses.leaves_of(access).size(), access.leaf_count);
  }
  EXPECT_FALSE(Analysed("(HEAP8)[p]").accesses.accesses[0].several);
  const Analysed mixed("(c ? HEAP8 : other)[p]");
  ASSERT_EQ(mixed.accesses.diagnostics.size(), 1U);
  EXPECT_EQ(mixed.accesses.diagnostics[0].severity, Severity::error);
}

TEST(AccessesTest, KnowsWhetherTheValueIsUsed) {
  expect_flag(&Access::used, {
                                 {"HEAP8[p] = v", false},          {"HEAP8[p] = v;", false},
                                 {"(HEAP8[p] = v)", false},        {"HEAP8[p] = v, x", false},
                                 {"x, HEAP8[p] = v", false},       {"y = (HEAP8[p] = v, x)", false},
                                 {"y = (x, HEAP8[p] = v)", true},  {"for (HEAP8[p] = 0;;) ;", false},
                                 {"for (;; HEAP8[p]++) ;", false}, {"for (;; x, HEAP8[p]++) ;", false},
                                 {"for (; HEAP8[p]++;) ;", true},  {"x = HEAP8[p]++", true},
                                 {"return_(HEAP8[p]++)", true},    {"() => HEAP8[p]++", true},
                                 {"() => { HEAP8[p]++ }", false},  {"if (HEAP8[p]++) ;", true},
                                 {"a && HEAP8[p]++", true},        {"if (a) HEAP8[p]++; else b", false},
                                 {"void HEAP8[p]++", true},
                             });
}

TEST(AccessesTest, KnowsWhereAnAssignmentExpressionMayStand) {
  expect_flag(&Access::slot, {
                                 {"HEAP8[p]++", true},
                                 {"x = HEAP8[p]++", true},
                                 {"x += HEAP8[p]++", true},
                                 {"var x = HEAP8[p]++", true},
                                 {"f(a, HEAP8[p]++)", true},
                                 {"f(...HEAP8[p])", true},
                                 {"[HEAP8[p]++]", true},
                                 {"({k: HEAP8[p]++})", true},
                                 {"({[HEAP8[p]++]: 1})", true},
                                 {"`${HEAP8[p]++}`", true},
                                 {"a ? HEAP8[p]++ : b", true},
                                 {"x[HEAP8[p]++]", true},
                                 {"() => HEAP8[p]++", true},
                                 {"function f() { return HEAP8[p]++ }", true},
                                 {"function f(a = HEAP8[p]++) {}", true},
                                 {"throw HEAP8[p]++", true},
                                 {"switch (x) { case HEAP8[p]++: }", true},
                                 {"class C { x = HEAP8[p]++ }", true},
                                 {"for (x of HEAP8[p]++) ;", true},
                                 {"export default HEAP8[p]++", true},
                                 {"a, HEAP8[p]++", true},
                                 {"-HEAP8[p]++", false},
                                 {"a + HEAP8[p]++", false},
                                 {"HEAP8[p]++ * a", false},
                                 {"HEAP8[p]++ ? a : b", false},
                                 {"HEAP8[p].x", false},
                                 {"new HEAP8[p]", false},
                                 {"async () => await HEAP8[p]++", false},
                                 {"class C extends HEAP8[p] {}", false},
                             });
}

TEST(AccessesTest, KnowsWhatACallWouldStealFromNew) {
  expect_flag(&Access::in_new_callee, {
                                          {"new HEAP8.constructor(3)", true},
                                          {"new HEAP8.constructor", true},
                                          {"new HEAP8[p](3)", true},
                                          {"new HEAP8[p].x.y(3)", true},
                                          {"new Module.HEAP8.constructor(3)", true},
                                          {"new (HEAP8[p])(3)", false},
                                          {"new x(HEAP8[p])", false},
                                          {"new x[HEAP8[p]](3)", false},
                                          {"HEAP8[p]", false},
                                      });
}

TEST(AccessesTest, KnowsWhereAParenthesisWouldBeGluedToTheStatementBefore) {
  expect_flag(&Access::asi_hazard, {
                                       {"a = f\nHEAP8[p] = 1", true},
                                       {"a = f // c\n\nHEAP8[p]++", true},
                                       {"a = f;\nHEAP8[p] = 1", false},
                                       {"HEAP8[p] = 1", false},
                                       {"a\nHEAP8.set(b)", true},
                                       {"{ a\nHEAP8[p]++ }", true},
                                       {"switch (a) { case 1: b\nHEAP8[p]++ }", true},
                                       {"if (a)\nHEAP8[p]++", false},
                                       {"else_: \nHEAP8[p]++", false},
                                       {"a\nx = HEAP8[p]++", false},
                                       {"() => {\nHEAP8[p]++ }", false},
                                       {"var f = function () {}\nHEAP8[p] = 1", true},
                                   });
}

TEST(AccessesTest, KnowsOptionalAccesses) {
  expect_flag(&Access::optional, {
                                     {"HEAP8?.[p]", true},
                                     {"HEAP8?.length", true},
                                     {"HEAP8?.set(a)", true},
                                     {"Module?.HEAP8[p]", true},
                                     {"Module?.['HEAP8'].length", true},
                                     {"HEAP8[p]?.x", false},
                                     {"HEAP8.set?.(a)", false},
                                     {"Module.HEAP8[p]", false},
                                 });
}

TEST(AccessesTest, KnowsShorthandProperties) {
  expect_flag(&Access::shorthand, {{"({HEAP8})", true}, {"({HEAP8: HEAP8})", false}, {"f(HEAP8)", false}});
}

TEST(AccessesTest, KnowsWhoCanHoldTemporaries) {
  const std::vector<std::pair<const char*, std::string>> rows = {
      {"HEAP8[p]++", "body"},
      {"{ HEAP8[p]++ }", "body"},
      {"function f() { HEAP8[p]++ }", "body { HEAP8[p]++ }"},
      {"(function () { { HEAP8[p]++ } })", "body { { HEAP8[p]++ } }"},
      {"() => { HEAP8[p]++ }", "body { HEAP8[p]++ }"},
      {"({m() { HEAP8[p]++ }})", "body { HEAP8[p]++ }"},
      {"class C { static { HEAP8[p]++ } }", "body { HEAP8[p]++ }"},
      {"() => HEAP8[p]++", "arrow HEAP8[p]++"},
      {"() => (a, HEAP8[p]++)", "arrow (a, HEAP8[p]++)"},
      {"() => ({k: HEAP8[p]++})", "arrow ({k: HEAP8[p]++})"},
      {"function f() { return () => HEAP8[p]++ }", "arrow HEAP8[p]++"},
      {"function f(a = HEAP8[p]++) {}", "none"},
      {"(a = HEAP8[p]++) => a", "none"},
      {"({m(a = HEAP8[p]++) {}})", "none"},
      {"class C { x = HEAP8[p]++ }", "none"},
      {"class C { [HEAP8[p]++] = 1 }", "body"},
      {"class C { [HEAP8[p]++]() {} }", "body"},
      {"class C { x = () => HEAP8[p]++ }", "arrow HEAP8[p]++"},
      {"class C extends f(HEAP8[p]++) {}", "body"},
      {"function f(a = () => { HEAP8[p]++ }) {}", "body { HEAP8[p]++ }"},
  };
  constexpr std::array<const char*, 3> kOwners = {"body", "arrow", "none"};
  for (const auto& [source, expected] : rows) {
    const Analysed analysed(source);
    ASSERT_EQ(analysed.accesses.accesses.size(), 1U) << source;
    const Owner& owner = analysed.accesses.owners[analysed.accesses.accesses[0].owner];
    std::string found = kOwners[static_cast<std::size_t>(owner.kind)];
    const bool program = owner.range.size() == analysed.text.size();
    if (owner.kind != OwnerKind::none && !program) found.append(" ").append(analysed.text_of(owner.range));
    EXPECT_EQ(found, expected) << source;
  }
}

TEST(AccessesTest, CountsTheAccessesAround) {
  const std::vector<std::pair<const char*, std::vector<std::uint32_t>>> rows = {
      {"HEAP8[a]; HEAP8[b]", {0, 0}},
      {"HEAP8[HEAP8[HEAP8[a]]]", {0, 1, 2}},
      {"HEAP8[a] = HEAP8[b] + HEAP8[HEAP8[c]]", {0, 1, 1, 2}},
      {"HEAP8.set(HEAP8, HEAP8[a]); HEAP8[b]", {0, 1, 1, 0}},
      {"f(HEAP8, HEAP8[a])", {0, 0}},
      {"HEAP8[a]++, HEAP8[b]++", {0, 0}},
  };
  for (const auto& [source, depths] : rows) {
    std::vector<std::uint32_t> found;
    for (const Access& access : Analysed(source).accesses.accesses) found.push_back(access.depth);
    EXPECT_EQ(found, depths) << source;
  }
}

TEST(AccessesTest, TakesDeepNesting) {
  constexpr std::size_t kDeep = 10'000;
  EXPECT_EQ(Analysed(nested("HEAP8[", "0", "]", kDeep)).accesses.accesses.size(), kDeep);
  EXPECT_EQ(Analysed(nested("(", "HEAP8", ")", kDeep) + "[0]").accesses.accesses.size(), 1U);
  EXPECT_EQ(Analysed("HEAP8[0]" + repeated("+HEAP8[0]", kDeep)).accesses.accesses.size(), kDeep + 1);
  EXPECT_EQ(Analysed(repeated("if(HEAP8[0]);else ", kDeep) + ";").accesses.accesses.size(), kDeep);
  EXPECT_EQ(Analysed(nested("()=>{", "HEAP8[0]", "}", kDeep)).accesses.accesses.size(), 1U);
}

}  // namespace
}  // namespace heaplift
