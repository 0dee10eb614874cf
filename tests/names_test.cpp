// Names: equal spellings give equal numbers, escapes are decoded, and the table grows.
#include "src/analysis/names.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace heaplift {
namespace {

TEST(NamesTest, NumbersNamesInTheOrderOfTheirFirstUse) {
  Names names;
  EXPECT_EQ(names.intern("HEAP8"), 0U);
  EXPECT_EQ(names.intern("HEAPU8"), 1U);
  EXPECT_EQ(names.intern("HEAP8"), 0U);
  EXPECT_EQ(names.size(), 2U);
  EXPECT_EQ(names.text(1), "HEAPU8");
  EXPECT_EQ(names.find("HEAPU8"), 1U);
  EXPECT_EQ(names.find("HEAP"), Names::kNone);
}

TEST(NamesTest, EscapesSpellTheSameName) {
  Names names;
  const NameId name = names.intern("HEAP8");
  for (const char* spelling : {R"(\u0048EAP8)", R"(\u{48}EAP8)", R"(\u{000048}EAP8)", R"(HEA\u0050\u{38})"}) {
    EXPECT_EQ(names.intern(spelling), name) << spelling;
  }
  EXPECT_EQ(names.size(), 1U);
  EXPECT_EQ(names.intern(R"(\u0061b)"), names.intern("ab"));
}

TEST(NamesTest, AnEscapedNameOutlivesItsSpelling) {
  Names names;
  const NameId name = names.intern(std::string(R"(\u0048\u0045AP_a_longer_name_that_is_not_kept_inside_the_string)"));
  for (int i = 0; i < 100; ++i) names.intern(R"(\u0061)" + std::to_string(i));
  EXPECT_EQ(names.text(name), "HEAP_a_longer_name_that_is_not_kept_inside_the_string");
}

TEST(NamesTest, GrowsWithoutMixingNamesUp) {
  constexpr NameId kCount = 20000;
  std::vector<std::string> texts;
  for (NameId i = 0; i < kCount; ++i) texts.push_back("name" + std::to_string(i));
  Names names;
  for (NameId i = 0; i < kCount; ++i) ASSERT_EQ(names.intern(texts[i]), i);
  for (NameId i = 0; i < kCount; ++i) {
    ASSERT_EQ(names.find(texts[i]), i);
    ASSERT_EQ(names.intern(texts[i]), i);
  }
  EXPECT_EQ(names.size(), kCount);
}

TEST(DecodeEscapesTest, DecodesWhatEcmaScriptDoes) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},
      {"plain", "plain"},
      {R"(\u0048)", "H"},
      {R"(\u{48})", "H"},
      {R"(\u{0000000048}x)", "Hx"},
      {R"(\u00e9)", "\xC3\xA9"},
      {R"(\u20AC)", "\xE2\x82\xAC"},
      {R"(\u{1F600})", "\xF0\x9F\x98\x80"},
      {R"(\u{10FFFF})", "\xF4\x8F\xBF\xBF"},
      {R"(\u0048\u0045)", "HE"},
      {R"(\x48EAP)", "HEAP"},
      {R"(\xe9)", "\xC3\xA9"},
      // No escapes of this kind: as they are.
      {R"(\n)", R"(\n)"},
      {R"(\u)", R"(\u)"},
      {R"(\x4)", R"(\x4)"},
      {R"(\x{48})", R"(\x{48})"},
      {R"(\)", R"(\)"},
      {R"(\u004)", R"(\u004)"},
      {R"(\u-048)", R"(\u-048)"},
      {R"(\u{})", R"(\u{})"},
      {R"(\u{48)", R"(\u{48)"},
      {R"(\u{-1})", R"(\u{-1})"},
      {R"(\u{110000})", R"(\u{110000})"},
      {R"(\u{FFFFFFFFFF})", R"(\u{FFFFFFFFFF})"},
  };
  for (const auto& [text, decoded] : cases) EXPECT_EQ(decode_escapes(text), decoded) << text;
}

// In a string `\\u0048` is a backslash and five other characters.
TEST(DecodeEscapesTest, AnEscapedBackslashStartsNoEscape) {
  EXPECT_EQ(decode_escapes(R"(\\u0048)"), R"(\\u0048)");
  EXPECT_EQ(decode_escapes(R"(\\\u0048)"), R"(\\H)");
}

}  // namespace
}  // namespace heaplift
