// Source maps without files: VLQ, reading, what edits become, maps through maps, comments and URLs.
#include "src/edit/source_map.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "src/cli/source_map_comment.h"
#include "src/cli/source_map_url.h"
#include "src/edit/source_map_builder.h"
#include "src/edit/source_map_mappings.h"

namespace heaplift {
namespace {

std::string vlq(std::int64_t value) {
  std::string text;
  append_vlq(value, text);
  return text;
}

TEST(SourceMapVlqTest, WritesTheDigitsOfTheFormat) {
  EXPECT_EQ(vlq(0), "A");
  EXPECT_EQ(vlq(1), "C");
  EXPECT_EQ(vlq(-1), "D");
  EXPECT_EQ(vlq(15), "e");
  EXPECT_EQ(vlq(16), "gB");
  EXPECT_EQ(vlq(-16), "hB");
  EXPECT_EQ(vlq(1000), "w+B");
  EXPECT_EQ(vlq(INT32_MAX), "+/////D");
}

TEST(SourceMapVlqTest, ReadsWhatItWrites) {
  for (std::int64_t magnitude = 1; magnitude < INT64_C(0x80000000); magnitude = magnitude * 3 + 1) {
    for (const std::int64_t value : {magnitude, -magnitude}) {
      std::size_t offset = 1;
      EXPECT_EQ(read_vlq("A" + vlq(value) + "C", offset), value);
      EXPECT_EQ(offset, 1 + vlq(value).size());
    }
  }
}

TEST(SourceMapVlqTest, RefusesWhatIsNoNumber) {
  for (const std::string_view text : {"", "!", "g", "gg", "g!", "gggggggB", "////////"}) {
    std::size_t offset = 0;
    EXPECT_EQ(read_vlq(text, offset), std::nullopt) << text;
  }
}

TEST(SourceMapMappingsTest, WritesLinesDifferencesAndOnlyWhatIsNew) {
  MappingsWriter writer;
  writer.add({0, 0, kNoIndex, 0, 0, kNoIndex});  // at the beginning of a line nothing has an original anyway
  writer.add({0, 2, 0, 5, 3, kNoIndex});
  writer.add({0, 4, 0, 5, 3, kNoIndex});
  writer.add({0, 6, 0, 5, 3, 1});
  writer.add({0, 7, kNoIndex, 0, 0, kNoIndex});
  writer.add({0, 9, kNoIndex, 0, 0, kNoIndex});  // known
  writer.add({2, 1, 0, 4, 0, 0});
  EXPECT_EQ(writer.take(), "EAKG,EAAA,EAAAC,C;;CADHD");
}

TEST(SourceMapMappingsTest, ReadsSegmentsInAnyOrderOfALine) {
  const auto segments = decode_mappings("IAAA,FCCCA;;A,C", 2, 1);
  ASSERT_TRUE(segments) << segments.error().message;
  const std::vector<Segment> expected = {{0, 2, 1, 1, 1, 0}, {0, 4, 0, 0, 0, kNoIndex}, {2, 0}, {2, 1}};
  EXPECT_EQ(segments.value(), expected);
}

TEST(SourceMapMappingsTest, RefusesWhatPointsOutsideOrIsCutOff) {
  for (const std::string_view text :
       {"AA", "AAA", "AAAAAA", "ACAA", "AAAAC", "ADAA", "D", "AADA", "A,AAA!", "A A", "g"}) {
    EXPECT_FALSE(decode_mappings(text, 1, 1)) << text;
  }
  EXPECT_EQ(decode_mappings("A;AAAA,!", 1, 0).error().message, "`mappings` is wrong at offset 7");
}

std::string problem(std::string_view json) {
  const auto map = parse_source_map(json);
  return map ? "(none)" : map.error().message;
}

TEST(SourceMapTest, SaysWhatIsWrongWithAMap) {
  EXPECT_EQ(problem("{"), "it is not JSON");
  EXPECT_EQ(problem(""), "it is not JSON");
  EXPECT_EQ(problem(")]}'"), "it is not JSON");
  EXPECT_EQ(problem("[]"), "it is no object");
  EXPECT_EQ(problem("{}"), "its version is not 3");
  EXPECT_EQ(problem(R"({"version":2,"mappings":""})"), "its version is not 3");
  EXPECT_EQ(problem(R"({"version":3})"), "`mappings` is missing or wrong");
  EXPECT_EQ(problem(R"({"version":3,"mappings":"","sources":[1]})"), "`sources` is missing or wrong");
  EXPECT_EQ(problem(R"({"version":3,"mappings":"","names":{}})"), "`names` is missing or wrong");
  EXPECT_EQ(problem(R"({"version":3,"mappings":"AAAA","sources":[]})"), "`mappings` is wrong at offset 0");
  EXPECT_EQ(problem(R"({"version":3,"sections":[{}]})"), "`offset` is missing or wrong");
  EXPECT_EQ(problem(R"({"version":3,"sections":[{"offset":{"line":0,"column":0},"url":"x"}]})"),
            "a section has no `map`");
  EXPECT_EQ(problem(R"({"version":3,"sections":[{"offset":{"line":0,"column":0},"map":{}}]})"),
            "in a section: its version is not 3");
  EXPECT_EQ(problem(std::string(100000, '[')), "it is not JSON");
  EXPECT_EQ(problem(R"({"version":3,"mappings":""})"), "(none)");
}

TEST(SourceMapTest, ReadsTables) {
  const auto map = parse_source_map(
      ")]}'\n"
      R"({"version":3,"file":"o.js","sourceRoot":"src","sources":["a.js","/b.js",null,
    "http://x/c.js"],"sourcesContent":["A",null],"names":["n"],"x_google_ignoreList":[1,9],"mappings":"AAAAA"})");
  ASSERT_TRUE(map) << map.error().message;
  const SourceMapTables& tables = map.value().tables;
  EXPECT_EQ(tables.file, "o.js");
  EXPECT_EQ(tables.sources, (std::vector<std::string>{"src/a.js", "/b.js", "", "http://x/c.js"}));
  EXPECT_EQ(tables.contents, (std::vector<std::optional<std::string>>{"A", std::nullopt, std::nullopt, std::nullopt}));
  EXPECT_EQ(tables.names, std::vector<std::string>{"n"});
  EXPECT_EQ(tables.ignore_list, std::vector<std::uint32_t>{1});
  EXPECT_EQ(map.value().segments, (std::vector<Segment>{{0, 0, 0, 0, 0, 0}}));
}

TEST(SourceMapTest, JoinsSections) {
  const auto map = parse_source_map(R"({"version":3,"sections":[
    {"offset":{"line":0,"column":0},"map":{"version":3,"sources":["a"],"names":["n"],"mappings":"AAAAA;;;CAAA"}},
    {"offset":{"line":1,"column":4},"map":{"version":3,"sources":["b"],"names":["m"],"mappings":"CAAAA;C"}}]})");
  ASSERT_TRUE(map) << map.error().message;
  EXPECT_EQ(map.value().tables.sources, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(map.value().segments, (std::vector<Segment>{{0, 0, 0, 0, 0, 0}, {1, 5, 1, 0, 0, 1}, {2, 1}}))
      << "the first section ends where the second begins";
}

TEST(SourceMapTest, IsWrittenAsJson) {
  const SourceMap map{{"o.js", {"a\"b"}, {"x\n\u2028"}, {"\\"}, {0}}, "AAAA"};
  EXPECT_EQ(source_map_json(map),
            "{\"version\":3,\"file\":\"o.js\",\"sources\":[\"a\\\"b\"],\"sourcesContent\":[\"x\\n\u2028\"],"
            "\"names\":[\"\\\\\"],\"mappings\":\"AAAA\",\"ignoreList\":[0]}");
  EXPECT_EQ(source_map_json({{"", {"\xFF"}, {std::nullopt}, {}, {}}, ""}),
            "{\"version\":3,\"sources\":[\"\uFFFD\"],\"sourcesContent\":[null],\"names\":[],\"mappings\":\"\"}");
}

// "generated line:column original line:column name", for each segment.
std::string listed(const SourceMap& map) {
  const auto segments = decode_mappings(map.mappings, map.tables.sources.size(), map.tables.names.size());
  if (!segments) return segments.error().message;
  std::string text;
  for (const Segment& segment : segments.value()) {
    text += std::to_string(segment.line) + ':' + std::to_string(segment.column);
    if (segment.source == kNoIndex) {
      text += " -";
    } else {
      text += ' ' + std::to_string(segment.original_line) + ':' + std::to_string(segment.original_column);
    }
    if (segment.name != kNoIndex) text += ' ' + map.tables.names[segment.name];
    text += '\n';
  }
  return text;
}

TEST(SourceMapBuilderTest, MapsEachTokenOfWhatStays) {
  EXPECT_EQ(listed(map_edits("a  b1\n\t$c+=#d", {}, "x")), "0:0 0:0\n0:3 0:3\n1:1 1:1\n1:3 1:3\n1:5 1:5\n");
  EXPECT_EQ(listed(map_edits("", {}, "x")), "");
}

TEST(SourceMapBuilderTest, CountsUtf16AndTheLinesOfEcmascript) {
  EXPECT_EQ(listed(map_edits("\xEF\xBB\xBF\U0001F600a\r\nb\rc\u2028d\u2029e\n", {}, "x")),
            "0:0 0:0\n0:2 0:2\n1:0 1:0\n2:0 2:0\n3:0 3:0\n4:0 4:0\n");
  EXPECT_EQ(*map_edits("\xEF\xBB\xBFx", {}, "x").tables.contents[0], "x");
}

TEST(SourceMapBuilderTest, MovesWhatFollowsAnEdit) {
  // HEAP8[p] is replaced at both ends, a line goes away, and two come.
  const std::string text = "HEAP8[p]; q\nr s";
  const std::vector<Edit> edits = {{{0, 5}, "load"},         {{5, 6}, "("},  {{7, 8}, ")"}, {{11, 12}, ""},
                                   {{12, 12}, "\u00E9\n\n"}, {{14, 14}, "x"}};
  EXPECT_EQ(listed(map_edits(text, edits, "x")),
            "0:0 0:0 HEAP8\n0:4 0:5\n0:5 0:6\n0:6 0:7\n0:7 0:8\n0:9 0:10\n0:10 -\n2:0 1:0\n2:2 1:2\n2:3 1:2\n");
}

TEST(SourceMapBuilderTest, NamesOnlyWhatIsRenamed) {
  const auto name_of = [](std::string_view text, const std::string& replacement) {
    const SourceMap map = map_edits(text, {{{0, static_cast<std::uint32_t>(text.size())}, replacement}}, "x");
    return map.tables.names.empty() ? "(none)" : map.tables.names[0];
  };
  EXPECT_EQ(name_of("HEAP8", "hl_load_i8"), "HEAP8");
  EXPECT_EQ(name_of("Module.HEAP8", "wasmMemory.load8_s"), "Module.HEAP8");
  EXPECT_EQ(name_of("HEAPU8.set(", "hl_call_u8(\"set\", "), "HEAPU8.set");
  EXPECT_EQ(name_of("[", "("), "(none)");
  EXPECT_EQ(name_of("] +=", ", hl_load_i8(p) + "), "(none)");
  EXPECT_EQ(name_of("HEAP8[", "HEAP8("), "(none)");
  EXPECT_EQ(name_of("1", "x"), "(none)");
}

DecodedSourceMap map_of(std::vector<Segment> segments) { return {{"", {"o"}, {"O"}, {"n"}, {}}, std::move(segments)}; }

TEST(SourceMapBuilderTest, LeadsThroughTheMapOfTheText) {
  //                       0123456789012
  const std::string text = "aa H[p] cc\nd";
  const DecodedSourceMap before =
      map_of({{0, 0, 0, 10, 0, kNoIndex}, {0, 3, 0, 11, 7, 0}, {0, 8, 0, 12, 1, kNoIndex}, {1, 0}});
  const std::vector<Edit> edits = {{{3, 4}, "load"}, {{4, 5}, "("}, {{6, 7}, ")"}};
  EXPECT_EQ(listed(map_edits_through(text, edits, before)),
            "0:0 10:0\n0:3 11:7 n\n0:7 11:7\n0:8 11:7\n0:9 11:7\n0:10 11:7\n0:11 12:1\n");
  EXPECT_EQ(listed(map_edits_through(text, {}, before)), "0:0 10:0\n0:3 11:7 n\n0:8 12:1\n");
}

TEST(SourceMapBuilderTest, NamesWhatTheMapOfTheTextDoesNot) {
  const std::vector<Edit> edits = {{{0, 1}, "load"}, {{4, 5}, "store"}};
  const SourceMap map = map_edits_through("H[a]G", edits, map_of({{0, 0, 0, 3, 3, kNoIndex}, {0, 4, 0, 3, 7, 0}}));
  EXPECT_EQ(listed(map), "0:0 3:3 H\n0:4 3:3\n0:7 3:7 n\n");
}

TEST(SourceMapBuilderTest, LeavesWithoutAnOriginalWhatHasNone) {
  const std::vector<Edit> edits = {{{0, 0}, "runtime;\n"}, {{3, 4}, "X"}};
  const DecodedSourceMap before = map_of({{0, 2, 0, 0, 0, kNoIndex}, {0, 3}, {0, 4, 0, 0, 4, kNoIndex}});
  EXPECT_EQ(listed(map_edits_through("a b c", edits, before)), "1:2 0:0\n1:3 -\n1:4 0:4\n");
  EXPECT_EQ(listed(map_edits_through("a b c", edits, map_of({}))), "");
}

std::string url_in(std::string_view text) {
  const auto found = find_source_map_comment(text);
  return found ? std::string(text.substr(found->url.begin, found->url.size())) : "(none)";
}

TEST(SourceMapCommentTest, IsFoundBehindAllCode) {
  EXPECT_EQ(url_in("a\n//# sourceMappingURL=a.map"), "a.map");
  EXPECT_EQ(url_in("a\r\n  //# sourceMappingURL=a.map \t\r\n\r\n"), "a.map");
  EXPECT_EQ(url_in("//@ sourceMappingURL=a.map\n// more\n"), "a.map");
  EXPECT_EQ(url_in("//# sourceMappingURL=a.map\n//# sourceMappingURL=b.map\n"), "b.map");
  EXPECT_EQ(url_in("x\u2028//# sourceMappingURL=a.map\u2029// more"), "a.map");
  EXPECT_EQ(url_in("f(); //# sourceMappingURL=a.map\n"), "a.map");
  EXPECT_EQ(url_in("f();\n/*# sourceMappingURL=a.map */\n"), "a.map");
  EXPECT_EQ(url_in("f();\n//# sourceMappingURL=a.map\n//# sourceURL=b.js\n"), "a.map");
}

TEST(SourceMapCommentTest, IsNotFoundElsewhere) {
  for (const std::string_view text :
       {"", "\n", "f()", "//# sourceMappingURL=", "//# sourceMappingURL=a b", "// sourceMappingURL=a.map",
        "//# sourceMappingURL=a.map\nf()", "x = '//# sourceMappingURL=a.map'", "x = `\n//# sourceMappingURL=a.map\n`",
        "x = `\n//# sourceMappingURL=a.map\n// `", "/*\n//# sourceMappingURL=a.map\n// */",
        "x = /[//# sourceMappingURL=a]/", "/*\n/*# sourceMappingURL=a.map */", "// //# sourceMappingURL=a.map"}) {
    EXPECT_EQ(url_in(text), "(none)") << text;
  }
}

TEST(SourceMapCommentTest, IsReplacedOrAdded) {
  EXPECT_EQ(with_source_map_comment("a\n//# sourceMappingURL=b.map\n// c\n", "d"), "a\n//# sourceMappingURL=d\n// c\n");
  EXPECT_EQ(with_source_map_comment("a;/*# sourceMappingURL=b.map */\n", "d"), "a;//# sourceMappingURL=d\n");
  EXPECT_EQ(with_source_map_comment("a", "d"), "a\n//# sourceMappingURL=d\n");
  EXPECT_EQ(with_source_map_comment("a\r\nb", "d"), "a\r\nb\r\n//# sourceMappingURL=d\r\n");
  EXPECT_EQ(with_source_map_comment("", "d"), "//# sourceMappingURL=d\n");
}

TEST(SourceMapUrlTest, HoldsAMap) {
  for (const std::string& text : std::array<std::string, 4>{"", "a", "ab", "{\"é\":\"\xFF\"}"}) {
    EXPECT_EQ(data_url_contents(data_url(text)).value(), text);
  }
  EXPECT_EQ(data_url("ab"), "data:application/json;charset=utf-8;base64,YWI=");
  EXPECT_EQ(data_url_contents("data:application/json,%7b%22a%22%3A1}%").value(), "{\"a\":1}%");
  EXPECT_EQ(data_url_contents("data:application/json;base64").error().message, "the URL is cut off");
  EXPECT_EQ(data_url_contents("data:;base64,a!").error().message, "the URL is not base64");
}

TEST(SourceMapUrlTest, NamesAFile) {
  EXPECT_EQ(path_of_url("a%20b.map?x=1#y").value(), "a b.map");
  EXPECT_EQ(path_of_url("file:///tmp/%C3%A9.map").value(), "/tmp/é.map");
  EXPECT_FALSE(path_of_url("https://example.org/a.map"));
  EXPECT_FALSE(path_of_url("//example.org/a.map"));
  EXPECT_EQ(url_of_path("../a b/é#.map"), "../a%20b/%C3%A9%23.map");
  EXPECT_TRUE(has_scheme("webpack://app/a.js"));
  EXPECT_FALSE(has_scheme("a/b:c"));
}

}  // namespace
}  // namespace heaplift
