// The text of the runtimes: only what is used, under the given names. What it does is tested by
// tests/real/runtime.test.mjs.
#include "passes/runtime.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace heaplift {
namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

RuntimeUse use_of(std::initializer_list<Helper> helpers, ViewType type) {
  RuntimeUse use;
  for (const Helper helper : helpers) use.add(helper, type);
  return use;
}

TEST(RuntimeUse, IsEmptyWithoutHelpersAndHook) {
  RuntimeUse use;
  EXPECT_TRUE(use.empty());
  use.memory_hook = true;
  EXPECT_FALSE(use.empty());
  EXPECT_FALSE(use_of({Helper::load}, ViewType::i8).empty());
}

TEST(RuntimeUse, AllHasEveryHelperOfEveryType) {
  const RuntimeUse use = RuntimeUse::all();
  for (std::size_t helper = 0; helper < kHelperCount; ++helper) {
    for (std::size_t type = 0; type < kViewTypeCount; ++type) {
      EXPECT_TRUE(use.has(static_cast<Helper>(helper), static_cast<ViewType>(type)));
    }
  }
  EXPECT_TRUE(use.memory_hook);
}

TEST(MethodName, FollowsWasmOrJavaScript) {
  EXPECT_EQ(method_name(Helper::load, ViewType::i8, MethodNames::wasm), "load8_s");
  EXPECT_EQ(method_name(Helper::load, ViewType::f64, MethodNames::wasm), "loadf64");
  EXPECT_EQ(method_name(Helper::store, ViewType::u16, MethodNames::wasm), "store16");
  EXPECT_EQ(method_name(Helper::view, ViewType::u64, MethodNames::wasm), "view64_u");
  EXPECT_EQ(method_name(Helper::load, ViewType::u8, MethodNames::js), "loadUint8");
  EXPECT_EQ(method_name(Helper::store, ViewType::i64, MethodNames::js), "storeBigInt64");
  EXPECT_EQ(method_name(Helper::view, ViewType::f32, MethodNames::js), "viewFloat32");
}

TEST(GrowthCheckRuntime, IsNothingForNoUse) { EXPECT_EQ(growth_check_runtime({}, {}), ""); }

TEST(GrowthCheckRuntime, HasOnlyWhatIsUsed) {
  const std::string text = growth_check_runtime(use_of({Helper::load}, ViewType::i32), {});
  EXPECT_TRUE(contains(text, "function hl_load_i32(i)"));
  EXPECT_TRUE(contains(text, "new Int32Array(b)"));
  for (const std::string_view part :
       {"hl_store", "hl_view_", "hl_call", "hl_ref", "hl_atomics", "hl_memory", "Int8Array"}) {
    EXPECT_FALSE(contains(text, part)) << part;
  }
}

TEST(GrowthCheckRuntime, BringsWhatAHelperNeeds) {
  const std::string late = growth_check_runtime(use_of({Helper::late_call}, ViewType::u8), {});
  EXPECT_TRUE(contains(late, "function hl_view_u8()"));
  EXPECT_FALSE(contains(late, "hl_load"));
  const std::string reference = growth_check_runtime(use_of({Helper::reference}, ViewType::u8), {});
  EXPECT_TRUE(contains(reference, "function hl_load_u8(i)"));
  EXPECT_TRUE(contains(reference, "function hl_store_u8(i, v)"));
}

TEST(GrowthCheckRuntime, ProbesTheSizeForWholeViewsOnly) {
  EXPECT_TRUE(contains(growth_check_runtime(use_of({Helper::view}, ViewType::u8), {}), "function hl_sizer(m)"));
  const std::string elements = growth_check_runtime(use_of({Helper::load, Helper::store}, ViewType::u8), {});
  EXPECT_FALSE(contains(elements, "hl_size")) << elements;
}

TEST(GrowthCheckRuntime, StaysSmall) {
  const std::string text = growth_check_runtime(use_of({Helper::load, Helper::store}, ViewType::i32), {});
  EXPECT_LT(text.size(), 1400U);
}

TEST(GrowthCheckRuntime, TakesNamesFromTheSite) {
  RuntimeSite site;
  site.prefix = "my$";
  site.memory = "hl_m<id>.a";  // looks like the template's own marks
  site.refresh_call = "update()";
  const std::string text = growth_check_runtime(RuntimeUse::all(), site);
  EXPECT_TRUE(contains(text, "function my$load_i8(i)"));
  EXPECT_TRUE(contains(text, "= hl_m<id>.a, pages;"));
  EXPECT_TRUE(contains(text, "  update();\n"));
  EXPECT_FALSE(contains(text, "hl_load"));
}

TEST(GrowthCheckRuntime, HookAloneNeedsNoViews) {
  RuntimeUse use;
  use.memory_hook = true;
  const std::string text = growth_check_runtime(use, {});
  EXPECT_TRUE(contains(text, "function hl_memory(m)"));
  EXPECT_FALSE(contains(text, "hl_empty"));
}

TEST(MemoryMethodsRuntime, IsNothingForNoUse) { EXPECT_EQ(memory_methods_runtime({}, {}), ""); }

TEST(MemoryMethodsRuntime, HasOnlyWhatIsUsed) {
  const std::string text = memory_methods_runtime(use_of({Helper::load}, ViewType::u16), {});
  EXPECT_TRUE(contains(text, "  load16_u(p) {"));
  EXPECT_TRUE(contains(text, "hl_install(WebAssembly.Memory.prototype)"));
  for (const std::string_view part : {"store16", "view16", "hl_store", "hl_memory", "Int8Array", "Int16Array(b"}) {
    EXPECT_FALSE(contains(text, part)) << part;
  }
}

TEST(MemoryMethodsRuntime, SharesTheStoreOfTwoSigns) {
  RuntimeUse use = use_of({Helper::store}, ViewType::i32);
  use.add(Helper::store, ViewType::u32);
  const std::string text = memory_methods_runtime(use, {});
  EXPECT_EQ(text.find("store32(p, v)"), text.rfind("store32(p, v)"));
  RuntimeSite site;
  site.names = MethodNames::js;
  const std::string js = memory_methods_runtime(use, site);
  EXPECT_TRUE(contains(js, "storeInt32(p, v)"));
  EXPECT_TRUE(contains(js, "storeUint32(p, v)"));
}

TEST(MemoryMethodsRuntime, BringsTheViewOfAHelper) {
  for (const Helper helper : {Helper::late_call, Helper::reference, Helper::atomics}) {
    const std::string text = memory_methods_runtime(use_of({helper}, ViewType::i32), {});
    EXPECT_TRUE(contains(text, "  view32_s(begin, end) {"));
    EXPECT_TRUE(contains(text, "wasmMemory.view32_s()") || contains(text, "m.view32_s()"));
    EXPECT_FALSE(contains(text, "hl_reach"));
  }
}

TEST(MemoryMethodsRuntime, LeavesAWebAssemblyOfTheFileAlone) {
  RuntimeSite site;
  site.own_webassembly = true;
  const std::string text = memory_methods_runtime(RuntimeUse::all(), site);
  EXPECT_FALSE(contains(text, "WebAssembly.Memory.prototype"));
  EXPECT_TRUE(contains(text, "function hl_memory(m)"));
}

TEST(Runtimes, EndInANewlineAndStartWithAComment) {
  for (const std::string& text :
       {growth_check_runtime(RuntimeUse::all(), {}), memory_methods_runtime(RuntimeUse::all(), {})}) {
    EXPECT_TRUE(text.starts_with("// heaplift runtime ("));
    EXPECT_TRUE(text.ends_with("}\n"));
    EXPECT_FALSE(contains(text, "<id>"));
    EXPECT_FALSE(contains(text, "<memory>"));
  }
}

}  // namespace
}  // namespace heaplift
