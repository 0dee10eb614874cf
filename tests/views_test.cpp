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
