// Regions: each program is rewritten by growth-check with -O; what stands there says where a check is and what it covers.
#include <gtest/gtest.h>

#include <string>

#include "passes/rewrite.h"
#include "src/edit/edit_buffer.h"

namespace heaplift {
namespace {

// The body of `function f(p, n)` after the rewrite.
std::string rewritten(const std::string& body) {
  const std::string before = "var wasmMemory, HEAP8;\nfunction pure() {}\n";
  const std::string text = before + "function f(p, n) {" + body + "}";
  auto source = Source::make("test.js", text);
  EXPECT_TRUE(source.has_value());
  RewriteOptions options;
  options.optimize = true;
  options.runtime = false;
  const auto result = rewrite(source.value(), *find_pass("growth-check"), options);
  EXPECT_TRUE(result.has_value());
  const std::string after = apply_edits(text, result.value().edits);
  const std::size_t begin = before.size() + std::string("function f(p, n) {").size();
  return after.substr(begin, after.size() - begin - 1);
}

TEST(RegionsTest, FewAccessesKeepTheirOwnChecks) {
  EXPECT_EQ(rewritten("HEAP8[p] = 1; HEAP8[n] = 2;"), "hl_store_i8(p, 1); hl_store_i8(n, 2);");
  EXPECT_EQ(rewritten("HEAP8[p] = 1; HEAP8[n] = HEAP8[0];"), "hl_sync(); hl_HEAP8[p] = 1; hl_HEAP8[n] = hl_HEAP8[0];");
}

TEST(RegionsTest, LoopsAreCheckedAheadUnlessTheyMayGrow) {
  EXPECT_EQ(rewritten("for (; n--;) HEAP8[p] = 1;"), "hl_sync(); for (; n--;) hl_HEAP8[p] = 1;");
  EXPECT_EQ(rewritten("for (; n--;) HEAP8[pure()] = 1;"), "hl_sync(); for (; n--;) hl_HEAP8[pure()] = 1;");
  EXPECT_EQ(rewritten("for (; n--;) HEAP8[g()] = 1;"), "for (; n--;) hl_store_i8(g(), 1);");
  EXPECT_EQ(rewritten("for (; n--; g()) for (; n;) HEAP8[p] = 1;"),
            "for (; n--; g()) { hl_sync(); for (; n;) hl_HEAP8[p] = 1; }");
}

TEST(RegionsTest, CallsBehindAnAccessDoNotConcernIt) {
  EXPECT_EQ(rewritten("g(HEAP8[0], HEAP8[1], HEAP8[2]); return HEAP8[0];"),
            "hl_sync(); g(hl_HEAP8[0], hl_HEAP8[1], hl_HEAP8[2]); return hl_load_i8(0);");
}

TEST(RegionsTest, CheckStandsAheadOfTheFirstAccessInTheListThatHasAll) {
  EXPECT_EQ(rewritten("if (!p) return; n++; if (n) { HEAP8[0] = HEAP8[1]; HEAP8[2] = 3; }"),
            "if (!p) return; n++; if (n) { hl_sync(); hl_HEAP8[0] = hl_HEAP8[1]; hl_HEAP8[2] = 3; }");
}

TEST(RegionsTest, AssigningTheMemoryEndsARegion) {
  EXPECT_EQ(rewritten("HEAP8[p] = HEAP8[n]; wasmMemory = p; HEAP8[0] = 1;"),
            "hl_store_i8(p, hl_load_i8(n)); wasmMemory = hl_memory(p); hl_store_i8(0, 1);");
}

}  // namespace
}  // namespace heaplift
