// How diagnostics look on a terminal.
#include "src/base/diagnostics.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace heaplift {
namespace {

std::string rendered(std::string text, Range range, Severity severity = Severity::error) {
  const Source source = Source::make("a.js", std::move(text)).value();
  return render(source, {severity, range, "message"}, false);
}

TEST(DiagnosticsTest, ShowsPlaceMessageLineAndCaret) {
  EXPECT_EQ(rendered("var x;\nHEAP8[ptr] = 1;\n", {13, 16}),
            "a.js:2:7: error: message\n"
            "HEAP8[ptr] = 1;\n"
            "      ^~~\n");
}

TEST(DiagnosticsTest, NamesTheSeverity) {
  EXPECT_EQ(rendered("x", {0, 1}, Severity::warning), "a.js:1:1: warning: message\nx\n^\n");
  EXPECT_EQ(rendered("x", {0, 1}, Severity::note), "a.js:1:1: note: message\nx\n^\n");
}

TEST(DiagnosticsTest, AddsColorOnlyWhenAsked) {
  const Source source = Source::make("a.js", "xy").value();
  EXPECT_EQ(render(source, {Severity::error, {0, 2}, "message"}, true),
            "\033[1ma.js:1:1:\033[0m \033[1;31merror:\033[0m \033[1mmessage\033[0m\nxy\n\033[1;32m^~\033[0m\n");
}

TEST(DiagnosticsTest, PointsAtEmptyRangesAndEnds) {
  EXPECT_EQ(rendered("", {0, 0}), "a.js:1:1: error: message\n\n^\n");
  EXPECT_EQ(rendered("ab", {1, 1}), "a.js:1:2: error: message\nab\n ^\n");
  EXPECT_EQ(rendered("ab", {2, 2}), "a.js:1:3: error: message\nab\n  ^\n");
  EXPECT_EQ(rendered("ab\r\nc", {3, 4}), "a.js:1:4: error: message\nab\n  ^\n");
}

TEST(DiagnosticsTest, UnderlinesOnlyTheFirstLineOfARange) {
  EXPECT_EQ(rendered("f(a,\n  b);\n", {1, 9}), "a.js:1:2: error: message\nf(a,\n ^~~\n");
}

TEST(DiagnosticsTest, KeepsTabsSoThatTheCaretStandsRight) {
  EXPECT_EQ(rendered("\tif\tx\ty", {4, 5}), "a.js:1:5: error: message\n\tif\tx\ty\n\t  \t^\n");
  EXPECT_EQ(rendered("\tab\tc", {1, 5}), "a.js:1:2: error: message\n\tab\tc\n\t^~\n") << "a tab ends the underline";
  EXPECT_EQ(rendered("\tab", {0, 3}), "a.js:1:1: error: message\n\tab\n^\n");
}

TEST(DiagnosticsTest, CountsEachCharacterAsOneCaretColumn) {
  EXPECT_EQ(rendered("é😀=é€;", {6, 12}), "a.js:1:4: error: message\né😀=é€;\n  ^~~\n");
}

TEST(DiagnosticsTest, ShowsControlCharactersHarmlessly) {
  EXPECT_EQ(rendered(std::string("a\0\033[31m\x7Fz", 9), {8, 9}), "a.js:1:9: error: message\na␀␛[31m␡z\n        ^\n");
  EXPECT_EQ(rendered("a\u202Eb\u2028c\u0085d", {9, 10}), "a.js:1:6: error: message\na\uFFFDb\uFFFDc\uFFFDd\n     ^\n")
      << "one caret column each";
}

TEST(DiagnosticsTest, KeepsATextOnOneLine) {
  EXPECT_EQ(visible_text("a\r\n::b\t\x1B[1m"), "a␍␊::b\t␛[1m");
  EXPECT_EQ(visible_text("é\xFF\xC3.\xE2\x80"), "é\uFFFD\uFFFD.\uFFFD\uFFFD");
}

TEST(DiagnosticsTest, LeavesOutTheByteOrderMark) {
  EXPECT_EQ(rendered("\uFEFFab", {0, 4}), "a.js:1:1: error: message\nab\n^\n");
}

TEST(DiagnosticsTest, CutsALongLineAroundThePlace) {
  const std::string text = std::string(5000, 'a') + "HEAP8" + std::string(5000, 'b');
  EXPECT_EQ(rendered(text, {5000, 5005}), "a.js:1:5001: error: message\n…" + std::string(40, 'a') + "HEAP8" +
                                              std::string(55, 'b') + "…\n" + std::string(41, ' ') + "^~~~~\n");
}

TEST(DiagnosticsTest, FillsTheWindowAtTheEndsOfALongLine) {
  const std::string line = std::string(1, 'x') + std::string(998, 'a') + "y";
  EXPECT_EQ(rendered(line, {0, 1}), "a.js:1:1: error: message\nx" + std::string(99, 'a') + "…\n^\n");
  EXPECT_EQ(rendered(line, {999, 1000}),
            "a.js:1:1000: error: message\n…" + std::string(99, 'a') + "y\n" + std::string(100, ' ') + "^\n");
  EXPECT_EQ(rendered(std::string(100, 'a'), {99, 100}),
            "a.js:1:100: error: message\n" + std::string(100, 'a') + "\n" + std::string(99, ' ') + "^\n");
}

TEST(DiagnosticsTest, EndsALongUnderlineWithTheWindow) {
  EXPECT_EQ(rendered(std::string(5000, 'a'), {1000, 4000}), "a.js:1:1001: error: message\n…" + std::string(100, 'a') +
                                                                "…\n" + std::string(41, ' ') + "^" +
                                                                std::string(59, '~') + "\n");
}

TEST(DiagnosticsTest, CutsBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "é😀";
  const std::string out = rendered(text, {1500, 1502});
  EXPECT_FALSE(out.empty());
  EXPECT_TRUE(Source::make("out", out).has_value()) << "valid UTF-8";
}

}  // namespace
}  // namespace heaplift
