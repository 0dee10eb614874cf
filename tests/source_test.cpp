// Source: what is refused, where lines end, how columns count.
#include "src/base/source.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>
#include <utility>

namespace heaplift {
namespace {

Source make_source(std::string text) { return Source::make("a.js", std::move(text)).value(); }

std::string error_of(std::string text) {
  const Result<Source> result = Source::make("a.js", std::move(text));
  return result ? "" : result.error().message;
}

std::vector<std::string> lines_of(std::string text) {
  const Source source = make_source(std::move(text));
  std::vector<std::string> lines;
  for (std::uint32_t line = 1; line <= source.line_count(); ++line) lines.emplace_back(source.line_text(line));
  return lines;
}

using Lines = std::vector<std::string>;

TEST(ResultTest, HoldsAValueOrAnError) {
  Result<std::string> good(std::string("text"));
  EXPECT_TRUE(good.has_value());
  EXPECT_EQ(std::move(good).value(), "text");
  const Result<std::string> bad(Error{"reason"});
  EXPECT_FALSE(bad);
  EXPECT_EQ(bad.error().message, "reason");
  const Status fine = kOk;
  EXPECT_TRUE(fine);
}

TEST(SourceTest, KeepsNameAndBytes) {
  const std::string bytes("a\0b", 3);
  const Source source = make_source(bytes);
  EXPECT_EQ(source.name(), "a.js");
  EXPECT_EQ(source.text(), bytes);
  EXPECT_EQ(source.size(), 3U);
  EXPECT_EQ(source.text({1, 3}), std::string_view("\0b", 2));
}

TEST(SourceTest, SurvivesAMove) {
  Source first = make_source("ab\ncd");
  const Source second = std::move(first);
  EXPECT_EQ(second.line_text(2), "cd");
}

TEST(SourceTest, AcceptsTheLimitsOfUtf8) {
  for (const char* text : {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_EQ(error_of(text), "");
  }
}

TEST(SourceTest, RefusesIllFormedUtf8) {
  for (const char* text : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF",
                           "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xFE", "\xC2",
                           "\xE2\x82", "\xF0\x9F\x98", "\xC2 ", "\xE2\x82 ", "\xF0\x9F\x98 "}) {
    EXPECT_EQ(error_of(text), "invalid UTF-8 at offset 0");
    EXPECT_EQ(error_of(std::string("é123456789") + text), "invalid UTF-8 at offset 11");
    EXPECT_EQ(error_of(std::string(1000, ' ') + text + "\xFF"), "invalid UTF-8 at offset 1000");
  }
}

TEST(SourceTest, EndsLinesAtLfCrlfAndLoneCr) {
  EXPECT_EQ(lines_of(""), Lines({""}));
  EXPECT_EQ(lines_of("a"), Lines({"a"}));
  EXPECT_EQ(lines_of("a\n"), Lines({"a", ""}));
  EXPECT_EQ(lines_of("a\nb"), Lines({"a", "b"}));
  EXPECT_EQ(lines_of("a\r\nb\r\n"), Lines({"a", "b", ""}));
  EXPECT_EQ(lines_of("a\rb\r"), Lines({"a", "b", ""}));
  EXPECT_EQ(lines_of("\r\r\n\n\r"), Lines({"", "", "", "", ""}));
  EXPECT_EQ(lines_of("a\u2028b\u2029c"), Lines({"a\u2028b\u2029c"}));
}

TEST(SourceTest, LeavesTheByteOrderMarkOutOfTheFirstLine) {
  const Source source = make_source("\uFEFFab\n\uFEFFc");
  EXPECT_EQ(source.line_text(1), "ab");
  EXPECT_EQ(source.line_text(2), "\uFEFFc");
  EXPECT_EQ(source.position(0), (Position{1, 1}));
  EXPECT_EQ(source.position(2), (Position{1, 1}));
  EXPECT_EQ(source.position(3), (Position{1, 1}));
  EXPECT_EQ(source.position(4), (Position{1, 2}));
  EXPECT_EQ(source.position(9), (Position{2, 2}));
  EXPECT_EQ(make_source("\uFEFF").position(3), (Position{1, 1}));
}

TEST(SourceTest, CountsColumnsInUtf16) {
  const Source source = make_source("é€😀x\r\ny");
  EXPECT_EQ(source.position(0), (Position{1, 1}));
  EXPECT_EQ(source.position(2), (Position{1, 2}));
  EXPECT_EQ(source.position(5), (Position{1, 3}));
  EXPECT_EQ(source.position(7), (Position{1, 3})) << "inside the character";
  EXPECT_EQ(source.position(9), (Position{1, 5}));
  EXPECT_EQ(source.position(10), (Position{1, 6}));
  EXPECT_EQ(source.position(11), (Position{1, 7})) << "the LF of a CRLF is part of the line";
  EXPECT_EQ(source.position(12), (Position{2, 1}));
  EXPECT_EQ(source.position(13), (Position{2, 2})) << "the end of the file";
}

// The definition of a position, with no table.
Position naive_position(std::string_view text, std::uint32_t offset) {
  Position position;
  for (std::uint32_t i = 0; i < offset; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool ends_line = byte == '\n' || (byte == '\r' && !(i + 1 < text.size() && text[i + 1] == '\n'));
    if (ends_line) position = {position.line + 1, 1};
    if (!ends_line && (byte & 0xC0U) != 0x80U) position.column += byte >= 0xF0 ? 2 : 1;
  }
  return position;
}

TEST(SourceTest, AgreesWithTheDefinitionOnRandomTexts) {
  const std::vector<std::string> pieces = {"a", "\n", "\r", "\r\n", "é", "€", "😀", std::string(900, 'x')};
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    std::string text;
    std::vector<std::uint32_t> boundaries;
    for (int i = 0; i < 60; ++i) {
      boundaries.push_back(static_cast<std::uint32_t>(text.size()));
      text += pieces[random() % pieces.size()];
    }
    const Source source = make_source(text);
    for (const std::uint32_t offset : boundaries) ASSERT_EQ(source.position(offset), naive_position(text, offset));
  }
}

TEST(SourceTest, FindsColumnsInOneLongLineQuickly) {
  std::string text;
  while (text.size() < 10'000'000) text += "var é=1;";
  const Source source = make_source(text);
  const auto start = std::chrono::steady_clock::now();
  std::uint32_t last = 0;
  for (std::uint32_t offset = 0; offset < source.size(); offset += 900) {
    const std::uint32_t column = source.position(offset).column;
    ASSERT_GT(column, last);
    ASSERT_EQ(column, offset / 9 * 8 + 1);
    last = column;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5 * HEAPLIFT_SLOWDOWN));
}

}  // namespace
}  // namespace heaplift
