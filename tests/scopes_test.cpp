// Scopes: which declaration each reference is bound to, after ECMA-262 with Annex B.
//
// In the sources below `x^A` declares the binding A, `x^a` refers to it, `x^_` refers to a global, and `x^Ba` declares
// B but sets A. Every reference to x, y or z has to be marked; what is not marked must be no reference.
#include "src/analysis/scopes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/support.h"

namespace heaplift {
namespace {

using testing::Analysed;
using testing::Mark;
using testing::Marked;
using testing::nested;
using testing::read_marks;
using testing::repeated;

using Sources = std::vector<const char*>;

bool is_declaration(char c) { return c >= 'A' && c <= 'Z'; }

std::string place(std::string_view text, std::uint32_t offset) {
  return "`" + std::string(text.substr(0, offset)) + " <-- here`: ";
}

// Compares marks with what was found; gives the first difference, or nothing.
class Comparison {
 public:
  explicit Comparison(const std::string& source) : marked_(read_marks(source)), analysed_(marked_.text) {}

  std::string difference() {
    if (analysed_.tree.root().has_error()) return "does not parse";
    for (const Mark& mark : marked_.marks) {
      if (std::string bad = declare(mark); !bad.empty()) return place(marked_.text, mark.offset) + bad;
    }
    for (const Mark& mark : marked_.marks) {
      if (std::string bad = check(mark); !bad.empty()) return place(marked_.text, mark.offset) + bad;
    }
    return unmarked();
  }

 private:
  std::string declare(const Mark& mark) {
    if (!is_declaration(mark.label[0])) return "";
    const bool found = std::ranges::any_of(analysed_.scopes.bindings,
                                           [&](const Binding& b) { return b.declaration.end == mark.offset; });
    declared_[static_cast<char>(mark.label[0] - 'A' + 'a')] = mark.offset;
    return found ? "" : "is no declaration";
  }

  std::string check(const Mark& mark) {
    if (is_declaration(mark.label[0]) && mark.label.size() == 1) return "";
    const auto found = std::ranges::find_if(analysed_.scopes.references,
                                            [&](const Reference& r) { return r.range.end == mark.offset; });
    if (found == analysed_.scopes.references.end()) return "is no reference";
    const std::string bound = label_of(*found);
    return bound == mark.label.substr(mark.label.size() - 1) ? "" : "is bound to " + bound;
  }

  std::string label_of(const Reference& reference) {
    if (reference.binding == kNone) return "_";
    const std::uint32_t end = analysed_.scopes.bindings[reference.binding].declaration.end;
    for (const auto& [label, offset] : declared_) {
      if (offset == end) return std::string(1, label);
    }
    return "what is declared in " + place(marked_.text, end);
  }

  // A declaration that sets what it declares may do so without a mark.
  std::string unmarked() {
    for (const Reference& reference : analysed_.scopes.references) {
      const std::string_view name = analysed_.scopes.names.text(reference.name);
      if (name != "x" && name != "y" && name != "z") continue;
      const auto mark = std::ranges::find(marked_.marks, reference.range.end, &Mark::offset);
      if (mark == marked_.marks.end()) return place(marked_.text, reference.range.end) + "is a reference";
      if (mark->label.size() > 1 || !is_declaration(mark->label[0])) continue;
      const std::string bound = label_of(reference);
      if (bound[0] - 'a' + 'A' != mark->label[0]) {
        return place(marked_.text, reference.range.end) + "declares " + mark->label + " but sets " + bound;
      }
    }
    return "";
  }

  Marked marked_;
  Analysed analysed_;
  std::map<char, std::uint32_t> declared_;
};

void expect_bound(const Sources& sources) {
  for (const char* source : sources) EXPECT_EQ(Comparison(source).difference(), "") << "in " << source;
}

TEST(ScopesTest, GlobalsAreBoundToNothing) {
  expect_bound({"x^_", "x^_ = y^_", "function f() { return x^_ }", "typeof x^_", "f(x^_, ...y^_)", "`${x^_}`"});
}

TEST(ScopesTest, VarBelongsToTheFunction) {
  expect_bound({
      "x^a; { var x^A; } x^a",
      "x^_; function f() { x^a; if (1) { var x^A = 1; } return x^a } x^_",
      "for (var x^A = 0; x^a < 1; x^a++) x^a; x^a",
      "for (var x^A in x^a) x^a; x^a",
      "for (var x^A of y^_) x^a; x^a",
      "var x^A = 1; var x^a = 2; x^a",
      "var x^A; var x; x^a",
      "var x^A = x^a, y^B = x^a; y^b",
      "switch (x^a) { case 0: var x^A; }",
      "try { var x^A } finally { x^a } x^a",
      "l: { var x^A } x^a",
      "with (x^a) { var x^A; x^a }",
      "var x^A; function f() { var x^B; (() => { x^b })() } x^a",
      "var x^A; () => { var x^B; x^b }; x^a",
      "class C { static { x^a; { var x^A; } x^a } } x^_",
  });
}

TEST(ScopesTest, LetConstAndClassBelongToTheBlock) {
  expect_bound({
      "let x^A; { x^b; let x^B; x^b } x^a",
      "{ const x^A = 1; x^a } x^_",
      "const x^A = x^a;",
      "let x^A; { x^a; { let x^B = 1; x^b } x^a }",
      "for (let x^A = 0; x^a; x^a++) { x^a } x^_",
      "for (let x^A = 0;;) { let x^B; x^b }",
      "for (const x^A of x^a) { x^a } x^_",
      "for (let x^A in x^a) { let x^B; x^b } x^_",
      "async () => { for await (const x^A of y^_) x^a; x^_ }",
      "switch (x^_) { case x^a: let x^A; break; default: x^a } x^_",
      "switch (0) { case 0: { let x^A; } case 1: x^_ }",
      "if (1) { let x^A } else { x^_ }",
      "try { let x^A } catch { x^_ } finally { x^_ }",
      "{ class x^A { m() { x^a } } x^a } x^_",
      "x^a; class x^A {} x^a",
      "do { let x^A } while (x^_)",
      "while (x^_) { let x^A }",
      "function f() { { let x^A } return x^_ }",
  });
}

TEST(ScopesTest, UsingBelongsToTheBlock) {
  expect_bound({
      "{ using x^A = y^_; x^a } x^_",
      "async () => { await using x^A = y^_; x^a }; x^_",
      "for (using x^A of y^_) { x^a } x^_",
  });
}

TEST(ScopesTest, FunctionsAreHoisted) {
  expect_bound({
      "x^a(); function x^A() { x^a }",
      "function* x^A() { x^a } x^a",
      "async function x^A() { x^a } x^a",
      "async function* x^A() { x^a } x^a",
      "function f() { x^a; function x^A() {} } x^_",
      "function x^A() {} function x() {} x^a",
      "var x^A; function x() {} x^a",
      "function f() { function x^A() { let x^B; x^b } x^a }",
      "() => { x^a; function x^A() {} }",
  });
}

TEST(ScopesTest, FunctionsInBlocksOfSloppyCodeAreVarsToo) {
  expect_bound({
      "x^a; { function x^A() {} x^a } x^a",
      "function f() { if (1) { function x^A() {} } return x^a } x^_",
      "if (1) function x^A() {} x^a",
      "if (1) ; else function x^A() {} x^a",
      "switch (0) { case 0: function x^A() {} } x^a",
      "l: function x^A() {} x^a",
      "{ { function x^A() {} } } x^a",
      "try { function x^A() {} } catch {} x^a",
  });
}

TEST(ScopesTest, OtherFunctionsInBlocksAreNot) {
  expect_bound({
      "'use strict'; { function x^A() {} x^a } x^_",
      "\"use strict\"; if (1) { function x^A() {} } x^_",
      "function f() { 'use strict'; { function x^A() {} x^a } x^_ }",
      "class C { m() { { function x^A() {} x^a } x^_ } }",
      "class C { static { { function x^A() {} x^a } x^_ } }",
      "import 'm'; { function x^A() {} x^a } x^_",
      "export {}; { function x^A() {} x^a } x^_",
      "{ function* x^A() {} x^a } x^_",
      "{ async function x^A() {} x^a } x^_",
      "{ async function* x^A() {} x^a } x^_",
  });
}

// Annex B.3.2: only where a `var` would be allowed, and not over a parameter.
TEST(ScopesTest, FunctionsInBlocksDoNotReplaceWhatIsDeclaredAround) {
  expect_bound({
      "let x^A; { function x^B() {} x^b } x^a",
      "{ function x^B() {} x^b } let x^A; x^a",
      "{ let x^A; { function x^B() {} x^b } x^a } x^_",
      "function f(x^A) { { function x^B() {} x^b } x^a }",
      "for (let x^A;;) { { function x^B() {} x^b } x^a } x^_",
      "try {} catch ([x^A]) { { function x^B() {} x^b } x^a } x^_",
  });
}

TEST(ScopesTest, ParametersBelongToTheFunction) {
  expect_bound({
      "function f(x^A) { x^a } x^_",
      "function f(x^A, y^B = x^a) { x^a + y^b }",
      "function f(x^A = x^a) {}",
      "function f(...x^A) { x^a } x^_",
      "function f({x^A, y: z^B = x^a, ...y^C}, [x, , ...[f]]) { x^a; z^b; y^c }",
      "(x^A) => x^a; x^_",
      "x^A => x^a; x^_",
      "async x^A => x^a; x^_",
      "async (x^A, y^B) => { x^a; y^b }; x^_",
      "({x^A}) => x^a",
      "([x^A] = x^a) => x^a",
      "x^A => y^B => x^a + y^b",
      "(function (x^A) { x^a }); x^_",
      "({m(x^A) { x^a }, set s(x^B) { x^b }}); x^_",
      "class C { constructor(x^A) { x^a } static m(x^B) { x^b } } x^_",
      "function f(x^A) { { let x^B; x^b } x^a }",
      "function f(x^A) { return function (x^B) { return x^b } }",
  });
}

// ECMA-262, FunctionDeclarationInstantiation.
TEST(ScopesTest, TheBodyIsInvisibleInDefaults) {
  expect_bound({
      "function f(y^A = x^_) { var x^B; x^b }",
      "let x^A; function f(y^B = x^a) { var x^C; x^c }",
      "let x^A; function f(y^B = x^a) { function x^C() {} x^c }",
      "(y^A = () => x^_) => { let x^B; x^b }",
      "function f({y: z^A = x^_, [x^_]: y^B}) { let x^C; x^c }",
      "function f(x^A, y^B = () => x^a) { var x^C = 1; x^c }",
  });
}

TEST(ScopesTest, AVarOfAParametersNameIsTheParameter) {
  expect_bound({
      "function f(x^A) { var x; x^a }",
      "function f(x^A) { var x^a = 1; x^a }",
      "function f(x^A) { { var x^a = 1 } x^a }",
      "function f(x^A) { for (var x^a of y^_) x^a }",
  });
}

TEST(ScopesTest, NamesOfFunctionExpressionsAreVisibleInside) {
  expect_bound({
      "(function x^A() { x^a }); x^_",
      "(function* x^A() { x^a }); x^_",
      "(async function x^A() { x^a }); x^_",
      "(function x^A(y^B = x^a) { x^a; y^b }); x^_",
      "(function x^A() { var x^B; x^b }); x^_",
      "(function x^A(x^B) { x^b }); x^_",
      "let f = function x^A() { return x^a }; x^_",
      "({x: function x^A() { x^a }}); x^_",
  });
}

TEST(ScopesTest, NamesOfClassesAreVisibleInside) {
  expect_bound({
      "(class x^A { m() { x^a } }); x^_",
      "(class x^A extends x^a {}); x^_",
      "class x^A extends x^a { [x^a]() {} static y = x^a; static { x^a } } x^a",
      "(class { m() { x^_ } }); x^_",
      "let x^A = class x^B { y = x^b }; x^a",
  });
}

TEST(ScopesTest, CatchParameters) {
  expect_bound({
      "try { x^_ } catch (x^A) { x^a } finally { x^_ } x^_",
      "try {} catch { x^_ }",
      "try {} catch ({x^A, y: [z^B = x^a]}) { x^a; z^b } x^_",
      "try {} catch (y) { let x^A; x^a } x^_",
      "try {} catch (x^A) { { let x^B; x^b } x^a }",
  });
}

// Annex B.3.4: the initializer of such a `var` sets the parameter.
TEST(ScopesTest, AVarOfACatchParametersNameSetsTheParameter) {
  expect_bound({
      "try {} catch (x^A) { var x^Ba = 1; x^a } x^b",
      "try {} catch (x^A) { for (var x^Ba = 0; x^a;) ; } x^b",
  });
}

TEST(ScopesTest, Imports) {
  expect_bound({
      "import x^A from 'm'; x^a",
      "import * as x^A from 'm'; x^a",
      "import {x^A} from 'm'; x^a",
      "import {x as y^A} from 'm'; y^a; x^_",
      "import {default as x^A, 'y' as z^B} from 'm'; x^a; z^b",
      "import x^A, * as y^B from 'm'; x^a; y^b",
      "import x^A, {y^B, z as f} from 'm'; x^a; y^b; z^_",
      "x^a; import {x^A} from 'm'",
      "import x^A from 'm' with {type: 'json'}; function f(x^B) { x^b } x^a",
      "import('m').then(x^_); import.meta.x; import 'x'",
  });
}

TEST(ScopesTest, DestructuringDeclares) {
  for (const std::string keyword : {"var", "let", "const"}) {
    const std::vector<std::string> patterns = {
        "{x^A} = y^_; x^a",
        "{x: y^A} = z^_; y^a; x^_",
        "{x: {y: z^A}} = f; z^a; x^_; y^_",
        "{x^A = y^_} = f; x^a",
        "{x: y^A = x^_} = f; y^a",
        "{[x^_]: y^A} = f; y^a",
        "{'x': y^A, 0: z^B} = f; y^a; z^b",
        "{x^A, ...y^B} = f; x^a; y^b",
        "[x^A, , y^B = x^a, ...z^C] = f; x^a; y^b; z^c",
        "[[x^A], {y: [z^B]}] = f; x^a; z^b; y^_",
        "[...[x^A, y^B]] = f; x^a; y^b",
    };
    for (const std::string& pattern : patterns) {
      const std::string source = keyword + " " + pattern;
      EXPECT_EQ(Comparison(source).difference(), "") << source;
    }
  }
  expect_bound({
      "for (const {x^A, y: [z^B]} of f) { x^a; z^b } x^_; y^_",
      "for (let [x^A] = f; x^a;) ; x^_",
      "for (var {x^A} of f) ; x^a",
  });
}

TEST(ScopesTest, DestructuringAssigns) {
  expect_bound({
      "let x^A, y^B; [x^a, y^b] = f; ({x^a, k: y^b} = f); ({x^a = 1, ...y^b} = f)",
      "let x^A; [...x^a] = f; [x^a = 1] = f; [[x^a]] = f; ({x: [x^a]} = f); ({[x^a]: x^a} = f)",
      "let x^A; for (x^a of f) ; for ([x^a] of f) ; for ({x^a} of f) ; for (x^a in f) ;",
      "let x^A; [f.x, f[x^a]] = f; ({x: f.x} = f); (x^a) = 1",
  });
}

TEST(ScopesTest, WhatIsNoReference) {
  expect_bound({
      "x: for (;;) { break x; continue x; }",
      "x: { x: 1 }",
      "f.x; f?.x; f.x.y.z; f.x(); f.x = 1; delete f.x; f.x++",
      "({x: 1, 'x': 2, x() {}, get x() {}, set x(v) {}, async x() {}, *x() {}, async *x() {}})",
      "class C { x = 1; static x; #x; x() {} get x() {} static async *x() {} m() { this.x; this.#x; #x in this } }",
      "'x'; \"x\"; `x`; /x/; // x\n/* x */",
      "new.target; import.meta",
      "<f a={1} x='2'>x</f>",
      "f`x`",
  });
}

TEST(ScopesTest, WhatIsAReference) {
  expect_bound({
      "({x^_}); ({y: x^_}); ({[x^_]: 1}); ({[x^_]() {}}); ({...x^_}); ({x: x^_})",
      "f[x^_]; x^_.y; x^_?.y; x^_?.[y^_]; x^_`y`; `${x^_}`; new x^_; new x^_(y^_); x^_(y^_)",
      "class C extends x^_ { [x^_] = y^_; static [x^_] = 1; [x^_]() {} #y = x^_; static { x^_ } }",
      "() => x^_; async () => await x^_; function* f() { yield x^_; yield* y^_ }",
      "x^_ in y^_; x^_ instanceof y^_; typeof x^_; void x^_; delete x^_; -x^_; x^_++; --x^_; x^_ += y^_; x^_ ||= y^_",
      "x^_ ? y^_ : z^_; (x^_, y^_); [x^_, ...y^_]; (x^_); x^_ ?? y^_; x^_ = y^_ = z^_",
      "throw x^_; function f() { return x^_ } if (x^_) y^_; else z^_; do x^_; while (y^_)",
      "import(x^_); for (x^_ in y^_) ; for (x^_;y^_;z^_) ; switch (x^_) { case y^_: z^_ }",
      "<f a={x^_} {...y^_}>{z^_}</f>",
      "@x^_ class C { @y^_.z m() {} }",
  });
}

TEST(ScopesTest, EscapesSpellTheSameName) {
  expect_bound({"let \\u0078^A; x^a; \\u{78}^a", "let x^A; f = {\\u0078^a}; f.\\u0078"});
}

TEST(ScopesTest, ComputedKeysAreOutsideOfTheirFunction) {
  expect_bound({
      "({[x^_](x^A) { x^a }})",
      "class C { [x^_](x^A) { x^a } }",
      "class C { [x^_]() { let x^A; x^a } static [x^_] = function () { let x^B; x^b } }",
      "function f(x^A) { return {[x^a]() { let x^B; x^b }} }",
  });
}

TEST(ScopesTest, AFunctionHasItsOwnArguments) {
  const Analysed analysed("var arguments = 1; function f() { return arguments } () => arguments;");
  std::vector<bool> bound;
  for (const Reference& reference : analysed.scopes.references) bound.push_back(reference.binding != kNone);
  EXPECT_EQ(bound, (std::vector{true, false, true}));
}

// The uses of x in their order, and whether its (only) binding counts as exported.
std::string uses_of(const char* source) {
  const Analysed analysed(source);
  EXPECT_FALSE(analysed.tree.root().has_error()) << source;
  std::string uses;
  BindingId binding = kNone;
  for (const Reference& reference : analysed.scopes.references) {
    if (analysed.scopes.names.text(reference.name) != "x") continue;
    uses += "rwiue"[static_cast<std::size_t>(reference.use)];
    binding = reference.binding;
  }
  for (BindingId id = 0; id < analysed.scopes.bindings.size(); ++id) {
    const Binding& candidate = analysed.scopes.bindings[id];
    const bool outermost = candidate.scope == 0 || candidate.kind == BindingKind::parameter;
    if (binding == kNone && outermost && analysed.scopes.names.text(candidate.name) == "x") binding = id;
  }
  if (binding == kNone) return uses;
  const Binding& found = analysed.scopes.bindings[binding];
  return uses + " " + std::to_string(found.writes) + (found.exported ? " exported" : "");
}

TEST(ScopesTest, KnowsHowANameIsUsed) {
  const std::vector<std::pair<const char*, std::string>> cases = {
      {"x; f(x); x.y = 1; x[0]++", "rrrr"},
      {"x = 1; (x) = 1; [x] = y; ({x} = y); ({k: x} = y); for (x of y);", "wwwwww"},
      {"x += 1; x++; --x; x ||= 1; (x)++", "uuuuu"},
      {"export {x}", "e"},
      {"let x", " 0"},
      {"let x; x = 1", "w 1"},
      {"let x = 1; x; x = 2; x++", "irwu 3"},
      {"var x = 1; var x = 2;", "ii 2"},
      {"var x = 1; function x() {}", "i 2"},
      {"const {x} = y; x", "ir 1"},
      {"const [x = 1] = y", "i 1"},
      {"for (const x of y) x", "ir 1"},
      {"for (var x in y);", "i 1"},
      {"function f(x) {}", " 1"},
      {"function f(x) { x = 1 }", "w 2"},
      {"import x from 'm'", " 1"},
      {"let x = 1; export {x}", "ie 1 exported"},
      {"let x = 1; export {x as y}", "ie 1 exported"},
      {"let y = 1; export {y as x}", ""},
      {"export {x} from 'm'; export * as x from 'm'; export {y as x} from 'm'", ""},
      {"let x; export {x} from 'm'", " 0"},
      {"export let x = 1", "i 1 exported"},
      {"export const {x} = y", "i 1 exported"},
      {"export const {y: [x]} = y", "i 1 exported"},
      {"export var y = 1, x = 2", "i 1 exported"},
      {"export function x() {}", " 1 exported"},
      {"export default function x() {}", " 1 exported"},
      {"export class x {}", " 1 exported"},
      {"export default class x {}", " 1 exported"},
      {"let x = 1; export default x", "ir 1"},
      {"export const f = (x) => x", "r 1"},
      {"export function f() { let x = 1 }", "i 1"},
      {"export const {y = function () { let x = 1 }} = z", "i 1"},
  };
  for (const auto& [source, uses] : cases) EXPECT_EQ(uses_of(source), uses) << source;
}

// What x is set to: `value` or `.property of value`, with `!` where that is sure to be so from there on.
std::vector<std::string> writes_of(const char* source) {
  const Analysed analysed(source);
  std::vector<std::string> writes;
  for (const Write& write : analysed.scopes.writes) {
    std::string text(analysed.scopes.names.text(analysed.scopes.references[write.reference].name));
    text += write.unconditional ? " := " : " = ";
    if (write.value) text += analysed.text_of(write.value.range());
    if (write.property != kNone) text.append(".").append(analysed.scopes.names.text(write.property));
    writes.push_back(std::move(text));
  }
  return writes;
}

TEST(ScopesTest, RecordsWhatNamesAreSetTo) {
  const std::vector<std::pair<const char*, std::vector<std::string>>> cases = {
      {"x = 1", {"x = 1"}},
      {"var x = f()", {"x := f()"}},
      {"var x = (a, b), y = c", {"x := (a, b)", "y := c"}},
      {"{ let x = a; }", {"x := a"}},
      {"if (b) var x = a;", {"x = a"}},
      {"for (var x = a;;) ;", {"x = a"}},
      {"l: var x = a;", {"x = a"}},
      {"switch (a) { case 1: var x = b }", {"x = b"}},
      {"export const x = a", {"x := a"}},
      {"x = y = a", {"x = y = a", "y = a"}},
      {"var x = y = a", {"x := y = a", "y = a"}},
      {"var {HEAP8: x} = o", {"x := o.HEAP8"}},
      {"var {'HEAP8': x} = o", {"x := o.HEAP8"}},
      {"var {HEAP8} = o, {HEAPU8: y} = p", {"HEAP8 := o.HEAP8", "y := p.HEAPU8"}},
      {"if (a) var {HEAP8: x} = o", {"x = o.HEAP8"}},
      {"var {k: x} = o", {}},
      {"var {k: {HEAP8: x}} = o", {}},
      {"var {HEAP8: [x]} = o", {}},
      {"var {HEAP8: x = d} = o", {}},
      {"var [x] = o; for (var {HEAP8: y} of o);", {}},
  };
  for (const auto& [source, writes] : cases) EXPECT_EQ(writes_of(source), writes) << source;
}

TEST(ScopesTest, RecordsMembers) {
  const Analysed analysed(R"(Module.HEAP8; Module['HEAPU8'] = 1; a.b.HEAP8++; Module["HEAP16"]; Module.other; o.HEAPX;
                            delete Module.HEAP8; Module?.HEAP8; [Module.HEAP8] = a; Module.\u0048EAP8; this.HEAP8)");
  std::vector<std::string> found;
  for (const Member& member : analysed.scopes.members) {
    found.emplace_back(analysed.scopes.names.text(member.name));
    if (member.object == kNone) found.back() += " of something";
    if (member.target) found.back() += " is set";
  }
  EXPECT_EQ(found, (std::vector<std::string>{"HEAP8", "HEAPU8 is set", "HEAP8 of something is set", "HEAP16",
                                             "HEAP8 is set", "HEAP8", "HEAP8 is set", "HEAP8", "HEAP8 of something"}));
}

TEST(ScopesTest, KnowsWhereOtherCodeMayRun) {
  for (const char* source :
       {"f()", "new f", "new f()", "o.f()", "f?.()", "f`a`", "[...a]", "f(...a)", "import('m')", "[x] = a",
        "var [x] = a", "for (x of a);", "for await (x of a);", "super_.f()", "await 1", "{ using x = a; }"}) {
    const Analysed analysed(std::string("async () => { ") + source + " }");
    EXPECT_TRUE(analysed.scopes.calls_in({0, 1000})) << source;
    EXPECT_FALSE(analysed.scopes.calls_in({0, 5})) << source;
  }
  for (const char* source :
       {"a + b", "a[b]", "function f() {}", "() => {}", "({a})", "[a, b]", "a ? b : c", "`${a}`"}) {
    EXPECT_FALSE(Analysed(source).scopes.calls_in({0, 1000})) << source;
  }
  EXPECT_TRUE(Analysed("function* f() { yield }").scopes.calls_in({0, 1000}));
}

TEST(ScopesTest, RecordsDirectEvals) {
  const std::vector<std::pair<const char*, std::size_t>> cases = {
      {"eval('x')", 1},      {"eval()", 1},      {"f(eval(a), eval(b))", 2}, {"(eval)('x')", 1},
      {"(0, eval)('x')", 0}, {"o.eval('x')", 0}, {"eval?.('x')", 0},         {"new eval('x')", 0},
      {"eval`x`", 0},        {"e = eval", 0},    {"\\u0065val('x')", 1},     {"eval.call(0, 'x')", 0},
  };
  for (const auto& [source, count] : cases) {
    EXPECT_EQ(Analysed(source).scopes.direct_evals.size(), count) << source;
  }
}

TEST(ScopesTest, RecordsWithBodies) {
  const Analysed analysed("with (a) { b } with (c) d; if (1) with (e) with (f) g;");
  std::vector<std::string_view> bodies;
  for (const Range body : analysed.scopes.with_bodies) bodies.push_back(analysed.text_of(body));
  EXPECT_EQ(bodies, (std::vector<std::string_view>{"{ b }", "d;", "with (f) g;", "g;"}));
}

TEST(ScopesTest, KnowsModulesStrictAndAsmJs) {
  EXPECT_TRUE(Analysed("import 'm'").scopes.module);
  EXPECT_TRUE(Analysed("export {}").scopes.module);
  EXPECT_FALSE(Analysed("import('m')").scopes.module);
  EXPECT_TRUE(Analysed("'use strict'; a").scopes.scopes[0].strict);
  EXPECT_TRUE(Analysed("'a'; 'use strict'; b").scopes.scopes[0].strict);
  EXPECT_TRUE(Analysed("// c\n'use strict'\nb").scopes.scopes[0].strict);
  for (const char* source : {"('use strict'); a", "a; 'use strict'", "'use strict' + a", "'use\\x20strict'; a", "",
                             "{ 'use strict' }", "'use strict'.length"}) {
    EXPECT_FALSE(Analysed(source).scopes.scopes[0].strict) << source;
  }
  const Analysed nested_modules("function f() { 'use asm'; function g() { return a } } function h() {}");
  for (const Scope& scope : nested_modules.scopes.scopes) {
    const bool inside = Range{13, 53}.contains(scope.range);
    EXPECT_EQ(scope.asm_js, inside) << nested_modules.text_of(scope.range);
  }
}

TEST(ScopesTest, KnowsWhereStatementsBegin) {
  const std::vector<std::pair<const char*, std::string>> cases = {
      {"a", "a"},
      {"  // c\n a", "a"},
      {"'use strict'; a", "a"},
      {"'use strict'\na", "a"},
      {"'a'; 'b'; c", "c"},
      {"#!/bin/node\na", "a"},
      {"#!/bin/node\n'a';b", "b"},
      {"'a'.b; c", "'a'.b; c"},
      {"('a'); c", "('a'); c"},
      {"import 'a'; b", "import 'a'; b"},
  };
  for (const auto& [source, rest] : cases) {
    const Analysed analysed(source);
    EXPECT_EQ(analysed.text.substr(analysed.scopes.scopes[0].first_statement), rest) << source;
  }
  const Analysed analysed("function f() { /* c */ 'd'; a }");
  EXPECT_EQ(analysed.text.substr(analysed.scopes.scopes.back().first_statement), "a }");
}

TEST(ScopesTest, TakesDeepNestingAndManyNames) {
  constexpr std::size_t kDeep = 10'000;
  for (const std::string& source :
       {nested("{let x;", "x", "}", kDeep), nested("function f(x){", "x", "}", kDeep), nested("x=>", "x", "", kDeep),
        "x" + repeated("+x", kDeep), repeated("if(x);else ", kDeep) + ";", nested("(x,", "x", ")", kDeep)}) {
    const Analysed analysed(source);
    EXPECT_GE(analysed.scopes.references.size() + analysed.scopes.bindings.size(), kDeep);
  }
}

}  // namespace
}  // namespace heaplift
