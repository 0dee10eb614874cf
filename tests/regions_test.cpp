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
  EXPECT_EQ(rewritten("for (; n--;) HEAP8[p] = 1;"), "hl_span(p, 1); for (; n--;) hl_HEAP8[p] = 1;");
  EXPECT_EQ(rewritten("for (; n--;) HEAP8[pure()] = 1;"), "hl_sync(); for (; n--;) hl_HEAP8[pure()] = 1;");
  EXPECT_EQ(rewritten("for (; n--;) HEAP8[g()] = 1;"), "for (; n--;) hl_store_i8(g(), 1);");
  EXPECT_EQ(rewritten("for (; n--; g()) for (; n;) HEAP8[p] = 1;"),
            "for (; n--; g()) { hl_span(p, 1); for (; n;) hl_HEAP8[p] = 1; }");
}

TEST(RegionsTest, CallsBehindAnAccessDoNotConcernIt) {
  EXPECT_EQ(rewritten("g(HEAP8[0], HEAP8[1], HEAP8[2]); return HEAP8[0];"),
            "hl_sync(); g(hl_HEAP8[0], hl_HEAP8[1], hl_HEAP8[2]); return hl_load_i8(0);");
}

TEST(RegionsTest, CheckStandsAheadOfTheFirstAccessInTheListThatHasAll) {
  EXPECT_EQ(rewritten("if (!p) return; n++; if (n) { HEAP8[0] = HEAP8[1]; HEAP8[2] = 3; }"),
            "if (!p) return; n++; if (n) { hl_sync(); hl_HEAP8[0] = hl_HEAP8[1]; hl_HEAP8[2] = 3; }");
}

TEST(RegionsTest, ElementsAtOneParameterAreCheckedByItsAddress) {
  EXPECT_EQ(rewritten("HEAP8[p] = 1; HEAP8[p + 1] = 2; HEAP8[((p) + (7))] = 3;"),
            "hl_span(p, 8); hl_HEAP8[p] = 1; hl_HEAP8[p + 1] = 2; hl_HEAP8[((p) + (7))] = 3;");
  EXPECT_EQ(rewritten("{ if (n) HEAP8[p] = 1; HEAP8[p + 1] = HEAP8[p]; }"),
            "{ hl_span(p, 2); if (n) hl_HEAP8[p] = 1; hl_HEAP8[p + 1] = hl_HEAP8[p]; }");
}

TEST(RegionsTest, OtherElementsAreCheckedByTheSizeOfTheMemory) {
  const auto is_whole = [](const std::string& body) {
    return rewritten(body).find("hl_sync(); ") != std::string::npos;
  };
  EXPECT_TRUE(is_whole("HEAP8[p] = 1; HEAP8[p + 1] = 2; HEAP8[n] = 3;")) << "another base";
  EXPECT_TRUE(is_whole("HEAP8[p] = 1; HEAP8[p + 1] = 2; HEAP8[p - 1] = 3;"));
  EXPECT_TRUE(is_whole("HEAP8[p] = 1; HEAP8[p + 1] = 2; HEAP8[p + n] = 3;"));
  EXPECT_TRUE(is_whole("HEAP8[p] = 1; HEAP8[p + 1] = 2; HEAP8[p + 65536] = 3;"));
  EXPECT_TRUE(is_whole("HEAP8[p] = 1; HEAP8[p + 1] = 2; HEAP8[p + 010] = 3;"));
  EXPECT_TRUE(is_whole("HEAP8[p] = 1; HEAP8[p + 1] = 2; HEAP8[p >> 2] = 3;")) << "not a shift for bytes";
  EXPECT_TRUE(is_whole("HEAP8[p] = 1; p = 5; HEAP8[p + 1] = 2; HEAP8[p + 2] = 3;")) << "set again";
  EXPECT_TRUE(is_whole("arguments[0] = 5; HEAP8[p] = 1; HEAP8[p + 1] = 2; HEAP8[p + 2] = 3;"));
  EXPECT_TRUE(is_whole("HEAP8[p] = 1; HEAP8[p + 1] = 2; HEAP8.fill(0);")) << "the whole view";
  EXPECT_TRUE(is_whole("var q = p; HEAP8[q] = 1; HEAP8[q + 1] = 2; HEAP8[q + 2] = 3;")) << "no parameter";
  EXPECT_TRUE(is_whole("if (n) { let p = 3; HEAP8[p] = 1; HEAP8[p] = 2; HEAP8[p] = 3; }")) << "no parameter";
}

TEST(RegionsTest, AnAddressIsOnlyNamedWhereItsNameMeansIt) {
  const std::string body =
      "l: { let p = n; if (HEAP8[n]) break l; HEAP8[n] = HEAP8[n + 1]; } HEAP8[p] = 1; HEAP8[p + 1] = 2;";
  EXPECT_EQ(rewritten(body).find("hl_span(p"), std::string::npos) << rewritten(body);
}

TEST(RegionsTest, ChecksThatMeetServeWhatIsBehindThem) {
  EXPECT_EQ(rewritten("if (n) { g(); HEAP8[p] = 1; HEAP8[p + 1] = 1; HEAP8[p + 2] = 1; } "
                      "else { g(); HEAP8[p] = 1; HEAP8[p + 1] = 1; HEAP8[p + 2] = 1; } HEAP8[n] = 1;"),
            "if (n) { g(); hl_sync(); hl_HEAP8[p] = 1; hl_HEAP8[p + 1] = 1; hl_HEAP8[p + 2] = 1; } "
            "else { g(); hl_sync(); hl_HEAP8[p] = 1; hl_HEAP8[p + 1] = 1; hl_HEAP8[p + 2] = 1; } hl_HEAP8[n] = 1;");
}

TEST(RegionsTest, AssigningTheMemoryEndsARegion) {
  EXPECT_EQ(rewritten("HEAP8[p] = HEAP8[n]; wasmMemory = p; HEAP8[0] = 1;"),
            "hl_store_i8(p, hl_load_i8(n)); wasmMemory = hl_memory(p); hl_store_i8(0, 1);");
}

}  // namespace
}  // namespace heaplift
