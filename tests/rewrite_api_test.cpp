// The rewrite as a function: options, results, diagnostics and maps as JSON.
#include "src/cli/rewrite_api.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace heaplift {
namespace {

using Json = nlohmann::json;

constexpr auto kStale = "var wasmMemory, HEAP8; // \U0001F600\nf(HEAP8[p]);\n";

Json rewritten(const std::string& text, const Json& options = Json::object()) {
  return Json::parse(rewrite_api(text, options.dump()));
}

std::string error_of(const std::string& options) {
  const Json answer = Json::parse(rewrite_api("", options));
  return answer.contains("error") ? answer["error"].get<std::string>() : "(none)";
}

TEST(RewriteApiTest, GivesCodeAndWhatWasDone) {
  const Json answer = rewritten(kStale, {{"runtime", "none"}});
  EXPECT_EQ(answer["code"], "var wasmMemory, HEAP8; // \U0001F600\nf(hl_load_i8(p));\n");
  EXPECT_EQ(answer["map"], nullptr);
  EXPECT_EQ(answer["changed"], true);
  EXPECT_EQ(answer["accesses"], 1);
  EXPECT_EQ(answer["diagnostics"], Json::array());
  EXPECT_EQ(rewritten("f();")["changed"], false);
}

TEST(RewriteApiTest, TakesTheOptionsOfTheCommandLine) {
  const Json options = {
      {"pass", {"memory-methods"}}, {"memory", "m"},    {"views", {{"B", "u8"}}}, {"names", "js"},    {"verify", true},
      {"assumeAligned", true},      {"optimize", true}, {"runtime", "none"},      {"prefix", nullptr}};
  EXPECT_EQ(rewritten("var m, B;\nf(B[p]);\n", options)["code"], "var m, B;\nf(m.loadUint8(p));\n");
}

TEST(RewriteApiTest, RefusesOptionsThatMakeNoSense) {
  EXPECT_EQ(error_of("[]"), "options must be an object");
  EXPECT_EQ(error_of("{"), "options must be an object");
  EXPECT_EQ(error_of(R"({"passes":1})"), "unknown option `passes`");
  EXPECT_EQ(error_of(R"({"pass":1})"), "`pass` must be a name or a list of names");
  EXPECT_EQ(error_of(R"({"pass":[1]})"), "`pass` must be a name or a list of names");
  EXPECT_EQ(error_of(R"({"views":["a"]})"), "`views` must be an object from names to types");
  EXPECT_EQ(error_of(R"({"sourceMap":1})"), "`sourceMap` must be true or false");
  EXPECT_EQ(error_of(R"({"inputSourceMap":1})"), "`inputSourceMap` must be a source map, true or false");
  EXPECT_EQ(error_of(R"({"memory":1})"), "`memory` must be a string");
  EXPECT_NE(error_of(R"({"pass":"growth"})").find("unknown pass 'growth'"), std::string::npos);
  EXPECT_NE(error_of(R"({"runtime":"x"})").find("--runtime"), std::string::npos);
  EXPECT_EQ(Json::parse(rewrite_api("\xFF", "{}"))["error"], "invalid UTF-8 at offset 0");
}

TEST(RewriteApiTest, SaysWhereAnErrorIs) {
  const Json answer = rewritten("var HEAP8;\nf(\U0001F600HEAP8[;\n");
  EXPECT_EQ(answer["code"], nullptr);
  EXPECT_EQ(answer["map"], nullptr);
  EXPECT_EQ(answer["changed"], false);
  ASSERT_FALSE(answer["diagnostics"].empty());
  const Json& first = answer["diagnostics"][0];
  EXPECT_EQ(first["severity"], "error");
  EXPECT_EQ(first["line"], 2);
  EXPECT_GT(first["column"], 0);
  EXPECT_GE(first["endLine"], 2);
}

TEST(RewriteApiTest, MakesAMapAndDropsTheCommentOfAnother) {
  const std::string text = std::string(kStale) + "//# sourceMappingURL=a.map\n";
  const Json answer = rewritten(text, {{"sourceMap", true}, {"filename", "a.js"}, {"inputSourceMap", false}});
  EXPECT_EQ(answer["code"].get<std::string>().find("sourceMappingURL"), std::string::npos);
  EXPECT_EQ(answer["map"]["version"], 3);
  EXPECT_EQ(answer["map"]["sources"], Json({"a.js"}));
  EXPECT_EQ(answer["map"]["sourcesContent"], Json({text}));
  EXPECT_EQ(answer["map"]["names"], Json({"HEAP8"}));
  EXPECT_EQ(answer["diagnostics"], Json::array());
}

TEST(RewriteApiTest, LeadsThroughAnInputMap) {
  const Json map = {{"version", 3}, {"sources", {"a.ts"}}, {"names", Json::array()}, {"mappings", ";AAAA"}};
  for (const Json& input : {map, Json(map.dump())}) {
    const Json answer = rewritten(kStale, {{"sourceMap", true}, {"inputSourceMap", input}});
    EXPECT_EQ(answer["map"]["sources"], Json({"a.ts"}));
  }
  const std::string inline_map = std::string(kStale) + "//# sourceMappingURL=data:application/json," + map.dump();
  std::string escaped = inline_map;
  for (std::size_t at = 0; (at = escaped.find('"', at)) != std::string::npos;) escaped.replace(at, 1, "%22");
  EXPECT_EQ(rewritten(escaped, {{"sourceMap", true}})["map"]["sources"], Json({"a.ts"}));
}

TEST(RewriteApiTest, WarnsOfMapsThatItCannotUse) {
  const Json broken = rewritten(kStale, {{"sourceMap", true}, {"inputSourceMap", "{"}})["diagnostics"];
  ASSERT_EQ(broken.size(), 1U);
  EXPECT_EQ(broken[0]["severity"], "warning");
  const std::string text = std::string(kStale) + "//# sourceMappingURL=a.map\n";
  const Json named = rewritten(text, {{"sourceMap", true}})["diagnostics"];
  ASSERT_EQ(named.size(), 1U);
  EXPECT_EQ(named[0]["line"], 3);
  EXPECT_NE(named[0]["message"].get<std::string>().find("inputSourceMap"), std::string::npos);
  EXPECT_EQ(rewritten(text)["diagnostics"].size(), 1U) << "the map does not fit any more";
}

}  // namespace
}  // namespace heaplift
