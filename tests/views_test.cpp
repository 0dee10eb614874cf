// Views: what counts as one, over which memory, and which function re-creates them.
//
// In the sources below each reference to a view has a `^` behind it, with the type where a test is about it. What is
// not marked must be no view.
#include "src/analysis/views.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "src/analysis/typed_arrays.h"
#include "tests/support.h"

namespace heaplift {
namespace {

using testing::Analysed;
using testing::Mark;
using testing::Marked;
using testing::read_marks;

using Sources = std::vector<const char*>;

// The source with a mark behind each view that was found.
std::string found_in(const Analysed& analysed, const Marked& marked) {
  std::string out;
  std::uint32_t at = 0;
  for (const ViewReference& view : analysed.views.references) {
    out.append(analysed.text_of({at, view.range.end})).push_back('^');
    at = view.range.end;
    const auto mark = std::ranges::find(marked.marks, at, &Mark::offset);
    if (mark != marked.marks.end() && !mark->label.empty()) out.append(info(view.type).id);
  }
  return out.append(analysed.text_of({at, static_cast<std::uint32_t>(analysed.text.size())}));
}

void expect_views(const Sources& sources, const ViewOptions& options = {}) {
  for (const char* source : sources) {
    const Marked marked = read_marks(source);
    const Analysed analysed(marked.text, options);
    EXPECT_FALSE(analysed.tree.root().has_error()) << source;
    EXPECT_EQ(found_in(analysed, marked), source);
  }
}

std::vector<std::string> memories_of(const char* source, const ViewOptions& options = {}) {
  const Analysed analysed(source, options);
  std::vector<std::string> memories;
  for (const Memory& memory : analysed.views.memories) {
    memories.push_back(memory.expression);
    if (!memory.refresh_call.empty()) memories.back() += " " + memory.refresh_call;
  }
  return memories;
}

std::vector<std::string> diagnostics_of(const char* source) {
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : Analysed(source).views.diagnostics) {
    messages.push_back(std::string(severity_name(diagnostic.severity)) + ": " + diagnostic.message);
  }
  return messages;
}

TEST(ViewsTest, GlobalsWithCanonicalNames) {
  expect_views({
      "HEAP8^i8; HEAPU8^u8; HEAP16^i16; HEAPU16^u16; HEAP32^i32; HEAPU32^u32",
      "HEAP64^i64; HEAPU64^u64; HEAPF32^f32; HEAPF64^f64",
      "f(HEAP8^); ({HEAP8^}); ({k: HEAP8^}); () => HEAP8^; typeof HEAP8^; HEAP8^.length; [HEAP8^[0]] = a; [...HEAP8^]",
      "\\u0048EAP8^i8[0]; H\\u{45}AP8^[1]",
      "heap8; HEAP; HEAP9; HEAPU; HEAP8_; o.HEAP_DATA_VIEW; HEAPF16",
  });
}

TEST(ViewsTest, WhatOnlyLooksLikeTheName) {
  expect_views({
      "({HEAP8: 1, HEAP8() {}, get HEAP8() {}}); class C { HEAP8 = 1; #HEAP8 = 2; static HEAP8() { this.#HEAP8 } }",
      "HEAP8: for (;;) break HEAP8",
      "'HEAP8'; `HEAP8`; /HEAP8/; // HEAP8\n/* HEAP8 */",
      "HEAP8 = 1; [HEAP8] = a; ({HEAP8} = a); for (HEAP8 of a);",
      "import {HEAP8 as x} from 'm'; x",
      "export {x as HEAP8}; let x",
      "export {HEAP8} from 'm'",
  });
}

TEST(ViewsTest, BindingsBesideTheMemory) {
  expect_views({
      "var wasmMemory; var HEAP8; HEAP8^[0]",
      "var HEAP8; var wasmMemory; function f() { return HEAP8^[0] }",
      "let wasmMemory, HEAP8, HEAPU8; HEAP8^[0]; HEAPU8^[0]",
      "function Module() { var wasmMemory, HEAP8; HEAP8^[0]; return () => HEAP8^[0] }",
      "var M = (() => { var wasmMemory; return function () { var wasmMemory, HEAP8; HEAP8^[0] } })()",
      "var HEAP8; HEAP8^[0]",
      "var wasmMemory, HEAP8 = undefined; HEAP8^[0]",
      "var wasmMemory, HEAP8 = null; HEAP8^[0]",
  });
}

TEST(ViewsTest, BindingsOverTheBufferOfTheMemory) {
  expect_views({
      "var HEAP8 = new Int8Array(wasmMemory.buffer); HEAP8^[0]",
      "var HEAP8 = new Int8Array(wasmMemory.buffer, 0); HEAP8^[0]",
      "function f() { var HEAP8 = new Int8Array(wasmMemory.buffer); HEAP8^[0] }",
      "function f() { var b = wasmMemory.buffer; var HEAP8 = new Int8Array(b); HEAP8^[0] }",
      "var HEAP8; var b; function u() { b = wasmMemory.buffer; HEAP8 = new Int8Array(b) } HEAP8^[0]",
      "var wasmMemory, HEAP8; function u() { Module['HEAP8'] = HEAP8 = new Int8Array(wasmMemory.buffer) } HEAP8^[0]",
      "const mem = new WebAssembly.Memory({initial: 1}); const HEAP8 = new Int8Array(mem.buffer); HEAP8^[0]",
      "function f() { let mem; mem = new WebAssembly.Memory({}); let HEAP8 = new Int8Array(mem.buffer); HEAP8^[0] }",
  });
}

TEST(ViewsTest, LookAlikes) {
  expect_views({
      "var HEAP8 = new Int8Array(1024); HEAP8[0]",
      "var HEAP8 = new Int8Array([1]); HEAP8[0]",
      "var HEAP8 = new Int8Array(); HEAP8[0]",
      "var HEAP8 = []; HEAP8[0]",
      "var HEAP8 = new Int8Array(wasmMemory.buffer, 16); HEAP8[0]",
      "var HEAP8 = new Int8Array(wasmMemory.buffer, 0, 16); HEAP8[0]",
      "var HEAP8 = new Uint8Array(wasmMemory.buffer); HEAP8[0]",
      "var HEAP8 = new Int8Array(new ArrayBuffer(9)); HEAP8[0]",
      "var b = new ArrayBuffer(9), HEAP8 = new Int8Array(b); HEAP8[0]",
      "var wasmMemory; var b = new ArrayBuffer(9), HEAP8 = new Int8Array(b); HEAP8[0]",
      "var Int8Array = f; var HEAP8 = new Int8Array(wasmMemory.buffer); HEAP8[0]",
      "function f(o) { var HEAP8 = new Int8Array(o.buffer); HEAP8[0] }",
      "var HEAP8 = new Int8Array(wasmMemory.buffer); HEAP8 = new Int8Array(5); HEAP8[0]",
      "const {HEAP8} = other; HEAP8[0]",
  });
}

TEST(ViewsTest, OtherBindingsOfTheName) {
  expect_views({
      "HEAP8^[0]; function f(HEAP8) { HEAP8[0] }",
      "HEAP8^[0]; function f({HEAP8}, [HEAPU8], ...HEAP16) { HEAP8[0]; HEAPU8[0]; HEAP16[0] }",
      "HEAP8^[0]; try {} catch (HEAP8) { HEAP8[0] }",
      "function HEAP8() {} HEAP8[0]",
      "class HEAP8 {} HEAP8[0]",
      "(function HEAP8() { HEAP8[0] }); HEAP8^[0]",
      "HEAP8 => HEAP8[0]; HEAP8^[0]",
      "var wasmMemory, HEAP8; HEAP8^[0]; { let HEAP8; HEAP8[0] } function f() { var HEAP8; HEAP8[0] }",
      "for (const HEAP8 of a) HEAP8[0]; HEAP8^[0]",
      "import * as HEAP8 from 'm'; HEAP8.x",
  });
}

TEST(ViewsTest, ModulesWithViewsOfTheirOwn) {
  expect_views({
      "var wasmMemory; function asm(stdlib, env, buffer) { 'use asm'; var HEAP8 = new stdlib.Int8Array(buffer); "
      "function f() { return HEAP8[0] } return {f} } HEAP8^[0]",
      "function asm(stdlib, env, buffer) { 'use asm'; var HEAP8 = new stdlib.Int8Array(buffer); return HEAP8[0] }",
      "var wasmMemory; function asmFunc(imports) { var buffer = new ArrayBuffer(65536); "
      "var HEAP8 = new Int8Array(buffer); function f() { return HEAP8[0] } return {f} } HEAP8^[0]",
      "var wasmMemory, HEAP8; function asmFunc(imports) { var env = imports.env, memory = env.memory; "
      "var buffer = memory.buffer, HEAP8 = new Int8Array(buffer); return HEAP8[0] } HEAP8^[0]",
  });
}

TEST(ViewsTest, MembersOfModule) {
  expect_views({
      "Module.HEAP8^i8[0]; Module['HEAPU8']^u8[0]; Module[\"HEAPF64\"]^f64; Module[`HEAP16`]^i16[0]",
      "Module?.HEAP8^[0]; Module?.['HEAP8']^[0]; Module . HEAP8^ [0]; (Module.HEAP8^)[0]",
      "Module.\\u0048EAP8^[0]; Module['\\u0048EAP8']^[0]; Module['\\x48EAP8']^[0]",
      "function f(Module) { Module.HEAP8^[0] }",
      "Module.HEAP8 = 1; Module['HEAP8'] = HEAP8^; [Module.HEAP8] = a; for (Module.HEAP8 of a); ({x: Module.HEAP8} = "
      "a)",
      "Module.other; Module[HEAP8^]; Module['HEAP' + 8]; Module[`HEAP${8}`]; Module.HEAP8x",
      "o.HEAP8[0]; Module.o.HEAP8[0]; this.HEAP8[0]; f().HEAP8[0]",
  });
}

TEST(ViewsTest, Aliases) {
  expect_views({
      "var h = HEAPU8^; h^u8[0]",
      "let h = HEAPU8^; h^[0]",
      "const h = (HEAPU8^); () => h^[0]",
      "var a = HEAP16^, b = a^; b^i16[0]",
      "const h = Module.HEAPU8^; h^u8[0]",
      "const h = Module['HEAPU8']^; h^u8[0]",
      "const {HEAPU8: h} = Module; h^u8[0]",
      "const {HEAPU8: h, HEAP16: g, other} = Module; h^u8[0]; g^i16[0]; other[0]",
      "const {HEAPU8} = Module; HEAPU8^u8[0]",
      "function f() { const {HEAPU8} = Module; return HEAPU8^u8[0] }",
      "function f() { const {'HEAPU8': h} = Module; return h^u8[0] }",
      "function f() { var h = HEAPU8^; return () => h^[0] }",
      "{ var h = HEAP8^; h^[0] }",
      "if (a) { let h = HEAP8^; h^[0] }",
      "for (let h = HEAP8^;;) h^[0]",
      "var wasmMemory, HEAP8; var h = HEAP8^; h^[0]",
      "function f() { var HEAP8 = HEAPU8^; return HEAP8^u8[0] }",
      "var h = HEAP8^; function f(h) { h[0] } h^[0]",
      "const a = b^; const b = HEAP8^; a^[0]",
  });
}

TEST(ViewsTest, WhatIsNoAlias) {
  expect_views({
      "var h = HEAP8^; h = x; h[0]",
      "var h = HEAP8^; h ||= x; h[0]",
      "var h = HEAP8^; [h] = x; h[0]",
      "let h = HEAP8^; for (h of x) h[0]",
      "let h; h = HEAP8^; h[0]",
      "var h = HEAP8^; var h = HEAPU8^; h[0]",
      "h[0]; var h = HEAP8^; h[0]",
      "function f() { return h[0] } f(); var h = HEAP8^",
      "if (a) var h = HEAP8^; h[0]",
      "for (;;) { h[0]; var h = HEAP8^ }",
      "{ var h = HEAP8^ } h[0]",
      "switch (a) { case 1: var h = HEAP8^; case 2: h[0] }",
      "for (var h = HEAP8^;;) h[0]",
      "export const h = HEAP8^; h[0]",
      "const h = HEAP8^; export {h}; h[0]",
      "function f(h = HEAP8^) { h[0] }",
      "const h = a ? HEAP8^ : HEAP16^; h[0]",
      "const h = a || HEAP8^; h[0]",
      "const h = HEAP8^.subarray(0); h[0]",
      "const [h] = [HEAP8^]; h[0]",
      "const {h} = {h: HEAP8^}; h[0]",
      "const {HEAP8: h} = other; h[0]",
      "const {HEAP8: h = d} = Module; h[0]",
      "const {x: {HEAP8: h}} = Module; h[0]",
      "const h = other.HEAP8; h[0]",
      "class C { h = HEAP8^; m() { this.h[0] } }",
      "function f(HEAP8) { const h = HEAP8; h[0] }",
  });
}

TEST(ViewsTest, Imports) {
  expect_views({
      "import {HEAP8, wasmMemory} from './m.js'; HEAP8^[0]",
      "import {x as HEAP8} from './m.js'; HEAP8^[0]",
      "import HEAPU8 from './m.js'; HEAPU8^u8[0]",
      "import {HEAP8 as h} from './m.js'; h[0]",
  });
  EXPECT_EQ(memories_of("import {HEAP8, wasmMemory} from 'm'; HEAP8[0]"), std::vector<std::string>{"wasmMemory"});
}

TEST(ViewsTest, NamesThatTheUserGives) {
  const ViewOptions names{.memory = {}, .names = {{"MEM", ViewType::u16}, {"$f", ViewType::f32}}};
  expect_views({"MEM^u16[0]; $f^f32[0]; HEAP8^i8[0]; Module.MEM^u16[0]; Module['$f']^[0]", "function f(MEM) { MEM[0] }",
                "const {MEM: m} = Module; m^u16[0]", "var MEM = new Uint16Array(wasmMemory.buffer); MEM^[0]",
                "var MEM = new Int16Array(wasmMemory.buffer); MEM[0]"},
               names);
}

TEST(ViewsTest, TheMemoryThatTheUserNames) {
  const ViewOptions mem{.memory = "mem", .names = {}};
  expect_views(
      {"var mem, HEAP8; HEAP8^[0]", "function f() { var mem; var HEAP8; HEAP8^[0] }",
       "function f() { var wasmMemory; var HEAP8; HEAP8[0] }", "var HEAP8 = new Int8Array(mem.buffer); HEAP8^[0]"},
      mem);
  EXPECT_EQ(memories_of("HEAP8[0]", mem), std::vector<std::string>{"mem"});
  EXPECT_EQ(memories_of("HEAP8[0]", {.memory = "Module.wasmMemory", .names = {}}),
            std::vector<std::string>{"Module.wasmMemory"});
}

TEST(ViewsTest, Memories) {
  using Memories = std::vector<std::string>;
  EXPECT_EQ(memories_of("x"), Memories{});
  EXPECT_EQ(memories_of("HEAP8[0]; HEAPU8[0]"), Memories{"wasmMemory"});
  EXPECT_EQ(memories_of("const mem = new WebAssembly.Memory({}); const HEAP8 = new Int8Array(mem.buffer); HEAP8[0]"),
            Memories{"mem"});
  EXPECT_EQ(memories_of("const a = new WebAssembly.Memory({}), b = new WebAssembly.Memory({});"
                        "const HEAP8 = new Int8Array(a.buffer), HEAPU8 = new Uint8Array(b.buffer);"
                        "HEAP8[0] = HEAPU8[0]"),
            (Memories{"a", "b"}));
  const Analysed two(
      "function f() { var wasmMemory, HEAP8; HEAP8[0] } function g() { var wasmMemory, HEAP8; HEAP8[0] }");
  ASSERT_EQ(two.views.memories.size(), 2U);
  EXPECT_NE(two.views.memories[0].scope, two.views.memories[1].scope);
  EXPECT_EQ(two.views.references[0].memory, 0U);
  EXPECT_EQ(two.views.references[1].memory, 1U);
}

TEST(ViewsTest, KnowsWhenWebAssemblyIsTheFilesOwn) {
  EXPECT_TRUE(Analysed("var WebAssembly = {}; HEAP8[0]").views.memories[0].foreign_webassembly);
  EXPECT_FALSE(Analysed("HEAP8[0]").views.memories[0].foreign_webassembly);
  EXPECT_FALSE(Analysed("function f(WebAssembly) {} HEAP8[0]").views.memories[0].foreign_webassembly);
}

constexpr const char* kNewGlue = R"(var wasmMemory;
var HEAP8, HEAPU8;
function updateMemoryViews() {
  var b = wasmMemory.buffer;
  Module['HEAP8'] = HEAP8 = new Int8Array(b);
  HEAPU8 = new Uint8Array(b);
}
HEAP8^i8[0] = HEAPU8^u8[1];
)";

constexpr const char* kGlue316 = R"(var wasmMemory;
var buffer, HEAP8, HEAPU8;
function updateGlobalBufferAndViews(buf) {
  buffer = buf;
  Module['HEAP8'] = HEAP8 = new Int8Array(buf);
  Module['HEAPU8'] = HEAPU8 = new Uint8Array(buf);
}
function init() { wasmMemory = Module['asm']['memory']; updateGlobalBufferAndViews(wasmMemory.buffer); }
HEAP8^i8[0] = HEAPU8^u8[1];
)";

TEST(ViewsTest, FindsTheFunctionThatRecreatesViews) {
  using Memories = std::vector<std::string>;
  expect_views({kNewGlue, kGlue316});
  EXPECT_EQ(memories_of(read_marks(kNewGlue).text.c_str()), Memories{"wasmMemory updateMemoryViews()"});
  EXPECT_EQ(memories_of(read_marks(kGlue316).text.c_str()),
            Memories{"wasmMemory updateGlobalBufferAndViews(wasmMemory.buffer)"});
  EXPECT_EQ(memories_of("var wasmMemory, HEAP8; function u() { var a = wasmMemory.buffer; Module.HEAP8 = HEAP8 = new "
                        "Int8Array(a), Module.x = a } HEAP8[0]"),
            Memories{"wasmMemory u()"});
}

TEST(ViewsTest, OtherFunctionsAreNoRefreshers) {
  using Memories = std::vector<std::string>;
  for (const char* source :
       {"var wasmMemory, HEAP8; function u() { HEAP8 = new Int8Array(wasmMemory.buffer); f() } HEAP8[0]",
        "var wasmMemory, HEAP8; function u(a, b) { HEAP8 = new Int8Array(wasmMemory.buffer) } HEAP8[0]",
        "var wasmMemory, HEAP8; function u([a]) { HEAP8 = new Int8Array(wasmMemory.buffer) } HEAP8[0]",
        "var wasmMemory, HEAP8; var u = function () { HEAP8 = new Int8Array(wasmMemory.buffer) }; HEAP8[0]",
        "var wasmMemory, HEAP8; function u() { wasmMemory = f(); HEAP8 = new Int8Array(wasmMemory.buffer) } HEAP8[0]",
        "var wasmMemory, HEAP8; function v() { function u() { HEAP8 = new Int8Array(wasmMemory.buffer) } } HEAP8[0]",
        "var wasmMemory, HEAP8; function* u() { HEAP8 = new Int8Array(wasmMemory.buffer) } HEAP8[0]",
        "var wasmMemory, HEAP8; async function u() { HEAP8 = new Int8Array(wasmMemory.buffer) } HEAP8[0]"}) {
    EXPECT_EQ(memories_of(source), Memories{"wasmMemory"}) << source;
  }
}

TEST(ViewsTest, FindsViewsByDefinitionInMinifiedGlue) {
  expect_views(
      {"var m, f, g; function u() { var a = m.buffer; Module.HEAP8 = f = new Int8Array(a); "
       "Module.HEAPU8 = g = new Uint8Array(a) } m = new WebAssembly.Memory({}); f^i8[0] = g^u8[0]"});
}

// In each, f is the only view that is read; the property tells what it is.
TEST(ViewsTest, FollowsTheBufferOfADefinition) {
  const std::string tail = " m = e.memory; f^i8[0]";
  for (const std::string source : {
           "var m, f; function u() { var a = m.buffer; x.HEAP8 = f = new Int8Array(a) }",
           "var m, f; function u(b) { x.HEAP8 = f = new Int8Array(b) } u(m.buffer);",
           "var m, f; var u = function (b) { x.HEAP8 = f = new Int8Array(b) }; u(m.buffer);",
           "var m, f; const u = b => { x.HEAP8 = f = new Int8Array(b) }; u(m.buffer);",
           "var m, f, b; function u(c) { b = c; x.HEAP8 = f = new Int8Array(b) } u(m.buffer);",
           "var m, f; function g() { return m.buffer } function u() { var a = g(); x.HEAP8 = f = new Int8Array(a) }",
           "var m, f; var g = () => m.buffer; function u() { x.HEAP8 = f = new Int8Array(g()) }",
           "var m, f; var g = function () { return m.buffer }; function u() { x.HEAP8 = f = new Int8Array(g()) }",
           "var m, f; function u() { if (f && !f.length) return; var a = m.buffer; x.HEAP8 = f = new Int8Array(a) }",
           "var m, f; function u() { if (!f?.buffer?.resizable) { var a = m.buffer; x.HEAP8 = f = new Int8Array(a) } }",
           "var m, f; function u() { var a = m.buffer; x.x = a, x.HEAP8 = f = new Int8Array(a), new Int16Array(a) }",
           "var m, f; function u() { var a; a = m.buffer, f = x.HEAP8 = y.HEAP8 = new Int8Array(a) }",
       }) {
    expect_views({("var x = {}; " + source + tail).c_str()});
  }
}

TEST(ViewsTest, FindsPropertiesOfTheObjectThatADefinitionFills) {
  const char* glue = "var x = {}, m; function u() { var a = m.buffer; x.HEAP8 = new Int8Array(a) } m = e.memory; ";
  for (const char* use :
       {"x.HEAP8^i8[0]", "x['HEAPU8']^u8[0]", "const {HEAP8: h} = x; h^i8[0]", "var y = x; y.HEAP8^i8[0]",
        "const y = x, z = y; z.HEAP8^i8[0]", "(function (a, b) { b.HEAP8^i8[0]; a.HEAP8[0] })(w, x)",
        "!function (a) { a.HEAP8^i8[0] }(x)", "(a => { a.HEAP8^i8[0] })(x)", "(a => a.HEAP8^i8[0])(x)",
        "(function (a) { var b = a; b.HEAP8^i8[0] })(x)"}) {
    expect_views({(std::string(glue) + use).c_str()});
    EXPECT_EQ(memories_of(read_marks(std::string(glue) + use).text.c_str()), std::vector<std::string>{"m u()"}) << use;
  }
  expect_views({"let e = Module; e.HEAP8^i8[0]", "(function (a) { a.HEAP8^i8[0] })(Module)"});
}

TEST(ViewsTest, OtherObjectsThanThatOfTheDefinition) {
  const char* glue = "var x = {}, m; function u() { var a = m.buffer; x.HEAP8 = new Int8Array(a) } m = e.memory; ";
  for (const char* use : {"y.HEAP8[0]", "var y = x; y = w; y.HEAP8[0]", "var y = c ? x : w; y.HEAP8[0]", "x.y.HEAP8[0]",
                          "function f(a) { a.HEAP8[0] } f(x)", "(function f(a) { a.HEAP8[0]; f(w) })(x)",
                          "(function (a) { a = w; a.HEAP8[0] })(x)", "(function (a = w) { a.HEAP8[0] })(x)",
                          "(function (a) { a.HEAP8[0] })(...x)", "(function (x) { x.HEAP8[0] })(w)",
                          "{ let x = w; x.HEAP8[0] }", "(function (a, b) { b.HEAP8[0] })(...w, x)"}) {
    expect_views({(std::string(glue) + use).c_str()});
  }
}

// Three types over the buffer of what acts as a memory, in a function that does nothing else.
TEST(ViewsTest, FindsDefinitionsWithoutPropertiesByTheFunction) {
  const std::string glue =
      "var m, f; function i(e) { m = e.memory; u(); m.grow(1) } WebAssembly.instantiate(b).then(i); ";
  for (const char* function :
       {"function u() { var a = m.buffer; f = new Int8Array(a); new Int16Array(a); new Float64Array(a) }",
        "function u() { var a = m.buffer; f = new Int8Array(a), new Int16Array(a), new Float64Array(a) }",
        "function u() { if (!f?.buffer?.resizable) { var a = m.buffer; f = new Int8Array(a); new Int16Array(a); "
        "new Uint8Array(a) } }",
        "function u() { f = new Int8Array(m.buffer); new Int16Array(m.buffer); new Uint8Array(m.buffer) }"}) {
    expect_views({(glue + function + " f^i8[0]").c_str()});
    EXPECT_EQ(memories_of((glue + function + " f[0]").c_str()), std::vector<std::string>{"m u()"}) << function;
  }
  expect_views(
      {"var m, f, g, h; function u() { var a = m.buffer; f = new Int8Array(a); g = new Int16Array(a); h = new "
       "Uint8Array(a) } function r(n) { m.grow(n); u() } function s(x) { m = x } "
       "new WebAssembly.Instance(w); f^i8[0] + g^i16[0] + h^u8[0]"});
}

TEST(ViewsTest, WhatOnlyLooksLikeADefinition) {
  const std::string wasm = "WebAssembly.instantiate(b); function grow(n) { m.grow(n) } ";
  const std::string arrays = "f = new Int8Array(a); g = new Int16Array(a); h = new Uint8Array(a) ";
  for (
      const std::string& source : std::vector<std::string>{
          // over the buffer of something that is no memory
          "var m = new Uint8Array(8), f, g, h; function u() { var a = m.buffer; " + arrays + "} f[0]",
          "var m, f, g, h; m = new Uint8Array(n); function u() { var a = m.buffer; " + arrays + "} f[0]",
          "var m = {buffer: b}, f, g, h; function u() { var a = m.buffer; " + arrays + "} f[0]",
          "var f, g, h; function u(m) { var a = m.buffer; " + arrays + "} f[0]",
          "var f, g, h, a = new ArrayBuffer(8); function u() { " + arrays + "} f[0]",
          "var f, g, h; function u(a) { " + arrays + "} u(new ArrayBuffer(8)); f[0]",
          "var m = e.memory, f, g, h, a = m.buffer; function u() { " + arrays + "} a = new ArrayBuffer(8); f[0]",
          // two types, other work, arrays of their own function
          "var m = e.memory, f, g; function u() { var a = m.buffer; f = new Int8Array(a); g = new Int16Array(a) } f[0]",
          "var m = e.memory, f, g, h; function u() { var a = m.buffer; " + arrays + "; work() } f[0]",
          "var m = e.memory; function u() { var a = m.buffer, f, g, h; " + arrays + "; } f[0]",
          // a part of the buffer, or a copy of it
          "var m = e.memory, f, g, h; function u() { var a = m.buffer; f = new Int8Array(a, 8); g = new Int16Array(a, "
          "8); "
          "h = new Uint8Array(a, 0, 8) } f[0]",
          "var m = e.memory, f, g, h; function u() { var a = m.buffer.slice(0); " + arrays + "} f[0]",
          "var m = e.memory, f, g, h; function u() { var a = m.buffer.slice(0, 8); " + arrays + "} f[0]",
          // caches that look after themselves: wasm-bindgen's, and those of a class
          std::string("let wasm, c = null; function getUint8Memory0() { if (c === null || c.byteLength === 0) "
                      "c = new Uint8Array(wasm.memory.buffer); return c } getUint8Memory0()[0]; c[0]"),
          std::string("let memory = wasm.memory, c = null; function getUint8Memory0() { if (c === null || "
                      "c.buffer !== memory.buffer) c = new Uint8Array(memory.buffer); return c } getUint8Memory0()[0]"),
          std::string(
              "class M { constructor(m) { this.m = m; this.r() } r() { const b = this.m.buffer; this.i8 = new "
              "Int8Array(b); this.u8 = new Uint8Array(b); this.f = new Float32Array(b) } g(p) { return this.u8[p] } }"),
          std::string(
              "class P { constructor(n) { var b = this.b = new ArrayBuffer(n); this.HEAP8 = new Int8Array(b) } }"),
      }) {
    expect_views({(wasm + source).c_str()});
  }
  // what tells that it is a memory is missing
  const std::string plain = "var m = e.memory, f, g, h; function u() { var a = m.buffer; " + arrays + "} ";
  const std::string more = "new Uint16Array(a); new Int32Array(a); new Float64Array(a) } ";
  const std::string six = "var m = e.memory, f, g, h; function u() { var a = m.buffer; " + arrays + "; " + more;
  expect_views({(plain + "f[0]").c_str(), (plain + "m.grow(1); f[0]").c_str(), (plain + "WebAssembly; f[0]").c_str(),
                (plain + "WebAssembly; m.grow(1); f^i8[0]").c_str(), (six + "f[0]").c_str(),
                (six + "WebAssembly; f^i8[0]").c_str()});
  for (const char* given : {"function s(x) { m = x }", "m = make(8);", "({m} = e);"}) {
    expect_views(
        {("WebAssembly; var m, f, g, h; function u() { var a = m.buffer; " + arrays + "} " + given + " f[0]").c_str()});
  }
}

TEST(ViewsTest, ReportsDefinitionsThatItCouldNotTell) {
  using Messages = std::vector<std::string>;
  EXPECT_EQ(diagnostics_of("var x, m = e.a, n = e.b; x.HEAP8 = new Int8Array(m.buffer); "
                           "x.HEAPU8 = new Uint8Array(n.buffer); x.HEAP8[0]"),
            (Messages{"warning: `x` gets views of several memories; its properties stay as they are",
                      "warning: `x` gets views of several memories; its properties stay as they are",
                      "warning: not rewritten: `HEAP8` of an object that is not known to hold the views of a memory"}));
  EXPECT_EQ(diagnostics_of("var f, x, m = e.a; x.HEAP8 = f = new Int8Array(m.buffer); f = g(); f[0]"),
            Messages{"warning: `f` is only sometimes a view of the memory; its uses stay as they are"});
  EXPECT_EQ(diagnostics_of("var x, m = e.a; x.HEAP8 = new Int8Array(m.buffer); x.HEAPU8 = new Uint8Array(9); x.HEAPU8"),
            Messages{"warning: not rewritten: `HEAPU8` of an object that is not known to hold the views of a memory"});
  EXPECT_EQ(
      diagnostics_of("var wasmMemory, b = wasmMemory.buffer; b = new ArrayBuffer(1); var HEAP8 = new Int8Array(b)"),
      Messages{"warning: this `HEAP8` is only sometimes a view of the memory; its uses stay as they are"});
}

// Names that are set many times to each other would take exponential time if each trace followed all of them.
TEST(ViewsTest, TracesAreShort) {
  std::string source = "var x = {}, m = e.memory, b0 = m.buffer";
  for (int i = 1; i < 40; ++i) source += ", b" + std::to_string(i);
  source += ";";
  for (int i = 1; i < 40; ++i) {
    for (int j = 0; j < 40; ++j) source += "b" + std::to_string(i) + " = b" + std::to_string(j) + ";";
  }
  for (int i = 0; i < 2000; ++i) source += "x.HEAP8 = new Int8Array(b39);";
  for (int i = 0; i < 2000; ++i) source += "function f" + std::to_string(i) + "(b) { x.HEAP8 = new Int8Array(b) }";
  EXPECT_TRUE(Analysed(source.c_str()).views.references.empty());
}

std::string arrays_of(const char* source) {
  const Analysed analysed(source);
  std::string verdicts;
  for (const TypedArrayUse& use :
       find_typed_arrays(analysed.tree.root(), analysed.text, analysed.scopes, analysed.views, {})) {
    verdicts.push_back("vrou"[static_cast<std::size_t>(use.verdict)]);
  }
  return verdicts;
}

TEST(TypedArraysTest, TellsWhatEachIsMadeOf) {
  EXPECT_EQ(arrays_of("new Int8Array(wasmMemory.buffer); new Uint8Array(HEAP8.buffer); new Int8Array(HEAP8.buffer, 0)"),
            "vvv");
  EXPECT_EQ(arrays_of("new Uint8Array(HEAP8.buffer, p, n); new Float32Array(Module.HEAPU8.buffer, p); "
                      "new DataView(wasmMemory.buffer); new Uint8ClampedArray(wasmMemory.buffer)"),
            "rrrr");
  EXPECT_EQ(arrays_of("new Uint8Array; new Uint8Array(8); new Uint8Array([1]); new Uint8Array(new ArrayBuffer(8))"),
            "oooo");
  EXPECT_EQ(arrays_of("new Uint8Array(f()); new Uint8Array(a.b)"), "uu");
  EXPECT_EQ(arrays_of("class Uint8Array {} new Uint8Array(wasmMemory.buffer); new Other(1)"), "");
}

TEST(ViewsTest, KnowsTheFormsThatAreCheckedAlready) {
  expect_views({"GROWABLE_HEAP_I8()^i8[0]; GROWABLE_HEAP_U32()^u32[0]; GROWABLE_HEAP_F64()^f64[0]"});
}

TEST(ViewsTest, ReportsWhatItCouldNotTell) {
  using Messages = std::vector<std::string>;
  EXPECT_EQ(diagnostics_of("HEAP8[0]; Module.HEAP8[0]; function f(HEAP8) {}"), Messages{});
  EXPECT_EQ(diagnostics_of("o.HEAP8[0]"),
            Messages{"warning: not rewritten: `HEAP8` of an object that is not known to hold the views of a memory"});
  EXPECT_EQ(diagnostics_of("o.HEAP8 = 1; Module.HEAP8 = 1"), Messages{});
  EXPECT_EQ(diagnostics_of("var HEAP8 = []; HEAP8[0]"),
            Messages{"note: this `HEAP8` is not a view of the memory; its uses stay as they are"});
  EXPECT_EQ(diagnostics_of("var HEAP8 = new Int8Array(wasmMemory.buffer); HEAP8 = []"),
            Messages{"warning: this `HEAP8` is only sometimes a view of the memory; its uses stay as they are"});
}

TEST(ViewsTest, FindsReferencesByRange) {
  const Analysed analysed("HEAP8[Module.HEAPU8[0]]");
  EXPECT_EQ(analysed.views.find({0, 5})->type, ViewType::i8);
  EXPECT_EQ(analysed.views.find({6, 19})->type, ViewType::u8);
  EXPECT_EQ(analysed.views.find({6, 12}), nullptr);
  EXPECT_TRUE(analysed.views.any_in({0, 1}));
  EXPECT_TRUE(analysed.views.any_in({1, 23}));
  EXPECT_FALSE(analysed.views.any_in({7, 23}));
}

}  // namespace
}  // namespace heaplift
