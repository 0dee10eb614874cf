// EditBuffer: the order of texts at one offset, what is refused, and a check against a naive model.
#include "src/edit/edit_buffer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <utility>

namespace heaplift {
namespace {

constexpr std::string_view kDigits = "0123456789";

EditBuffer digits_buffer() { return EditBuffer(static_cast<std::uint32_t>(kDigits.size())); }

std::string applied(const EditBuffer& buffer) {
  const Result<std::string> result = buffer.apply(kDigits);
  return result ? result.value() : "error: " + result.error().message;
}

TEST(EditBufferTest, WithoutEditsGivesTheSource) {
  const EditBuffer buffer = digits_buffer();
  EXPECT_TRUE(buffer.empty());
  EXPECT_EQ(applied(buffer), kDigits);
  EXPECT_TRUE(buffer.sorted().value().empty());
  EXPECT_EQ(EditBuffer(0).apply("").value(), "");
}

TEST(EditBufferTest, ReplacesRemovesAndInserts) {
  EditBuffer buffer = digits_buffer();
  buffer.replace({8, 10}, "xyz");
  buffer.remove({0, 1});
  buffer.insert_before({3, 5}, "(");
  buffer.insert_after({3, 5}, ")");
  EXPECT_EQ(buffer.size(), 4U);
  EXPECT_FALSE(buffer.empty());
  EXPECT_EQ(applied(buffer), "12(34)567xyz");
}

TEST(EditBufferTest, NestsConstructsWhateverTheOrderOfCalls) {
  using Call = std::function<void(EditBuffer&)>;
  std::vector<Call> calls = {
      [](EditBuffer& b) { b.wrap({2, 8}, "a(", ")a"); }, [](EditBuffer& b) { b.wrap({2, 5}, "b(", ")b"); },
      [](EditBuffer& b) { b.wrap({4, 5}, "c(", ")c"); }, [](EditBuffer& b) { b.wrap({5, 8}, "d(", ")d"); },
      [](EditBuffer& b) { b.wrap({5, 5}, "e(", ")e"); }, [](EditBuffer& b) { b.replace({5, 6}, "R"); }};
  std::vector<std::size_t> order = {0, 1, 2, 3, 4, 5};
  do {
    EditBuffer buffer = digits_buffer();
    for (const std::size_t index : order) calls[index](buffer);
    ASSERT_EQ(applied(buffer), "01a(b(23c(4)c)be()ed(R67)d)a89");
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(EditBufferTest, NestsCallsForTheSameConstructTheEarlierOutside) {
  EditBuffer buffer = digits_buffer();
  buffer.wrap({2, 4}, "a(", ")a");
  buffer.wrap({2, 4}, "b(", ")b");
  buffer.wrap({6, 6}, "c(", ")c");
  buffer.wrap({6, 6}, "d(", ")d");
  EXPECT_EQ(applied(buffer), "01a(b(23)b)a45c(d()d)c6789");
}

TEST(EditBufferTest, PutsReplacementsAfterInsertions) {
  EditBuffer buffer = digits_buffer();
  buffer.replace({3, 4}, "R");
  buffer.replace({3, 3}, "r");
  buffer.insert_before({3, 6}, "<");
  buffer.insert_after({1, 3}, ">");
  EXPECT_EQ(applied(buffer), "012><rR456789");
}

TEST(EditBufferTest, AllowsInsertionsAtTheEndsOfAReplacement) {
  EditBuffer buffer = digits_buffer();
  buffer.replace({3, 5}, "R");
  buffer.wrap({3, 5}, "(", ")");
  buffer.replace({5, 6}, "S");
  EXPECT_EQ(applied(buffer), "012(R)S6789");
}

TEST(EditBufferTest, WrapsTheWholeSource) {
  EditBuffer buffer = digits_buffer();
  buffer.wrap({0, 10}, "(", ")");
  EXPECT_EQ(applied(buffer), "(0123456789)");
}

TEST(EditBufferTest, AcceptsAReplacementByTheSameText) {
  EditBuffer buffer = digits_buffer();
  buffer.replace({3, 5}, "34");
  EXPECT_EQ(applied(buffer), kDigits);
}

TEST(EditBufferTest, RefusesOverlappingReplacements) {
  const std::vector<std::pair<Range, Range>> cases = {{{2, 5}, {4, 6}}, {{2, 5}, {2, 5}}, {{2, 5}, {2, 4}},
                                                      {{2, 6}, {3, 4}}, {{3, 3}, {3, 3}}, {{2, 5}, {4, 4}}};
  for (const auto& [a, b] : cases) {
    for (const bool swapped : {false, true}) {
      EditBuffer buffer = digits_buffer();
      buffer.replace(swapped ? b : a, "x");
      buffer.replace(swapped ? a : b, "y");
      const std::string message = applied(buffer);
      EXPECT_NE(message.find("overlaps"), std::string::npos) << message;
      for (const Range range : {a, b}) {
        const std::string name = std::to_string(range.begin) + "-" + std::to_string(range.end);
        EXPECT_NE(message.find(name), std::string::npos) << message;
      }
    }
  }
}

TEST(EditBufferTest, RefusesInsertionsInsideAReplacement) {
  EditBuffer before = digits_buffer();
  before.replace({2, 6}, "x");
  before.insert_before({5, 8}, "(");
  EXPECT_EQ(applied(before), "error: insertion around 5-8 overlaps the replacement of 2-6");
  EditBuffer after = digits_buffer();
  after.insert_after({0, 3}, ")");
  after.remove({2, 6});
  EXPECT_EQ(applied(after), "error: insertion around 0-3 overlaps the replacement of 2-6");
}

TEST(EditBufferTest, RefusesEditsOutsideTheSource) {
  EditBuffer buffer = digits_buffer();
  buffer.replace({8, 11}, "x");
  EXPECT_EQ(applied(buffer), "error: edit of 8-11 lies outside the source of 10 bytes");
}

TEST(EditBufferTest, GivesMergedEditsInOrder) {
  EditBuffer buffer = digits_buffer();
  buffer.wrap({4, 6}, "", "]");
  buffer.replace({6, 7}, "R");
  buffer.wrap({2, 6}, "(", ")");
  buffer.remove({0, 1});
  const std::vector<Edit> expected = {{{0, 1}, ""}, {{2, 2}, "("}, {{6, 6}, "])"}, {{6, 7}, "R"}};
  EXPECT_EQ(buffer.sorted().value(), expected);
}

// The model: a tree of constructs, printed recursively. Constructs may be wrapped, leaves may be replaced.
// NOLINTBEGIN(misc-no-recursion): the trees are six levels deep at most.
struct Construct {
  Range range;
  int wraps = 0;
  bool replaced = false;
  std::vector<Construct> children;
};

class RandomTree {
 public:
  explicit RandomTree(unsigned seed) : random_(seed) {}

  Construct grow(Range range, int depth) {
    Construct construct{range, static_cast<int>(random_() % 3), false, {}};
    if (depth == 0 || range.size() < 2) {
      construct.replaced = range.size() > 0 && random_() % 2 == 0;
      return construct;
    }
    std::uint32_t at = range.begin;
    while (at < range.end) {
      const auto end = static_cast<std::uint32_t>(at + 1 + random_() % range.size());
      const Range child{at, std::min(end, range.end)};
      if (child != range && random_() % 3 != 0) construct.children.push_back(grow(child, depth - 1));
      at = child.end;
    }
    return construct;
  }

  void shuffle(std::vector<Construct>& constructs) { std::shuffle(constructs.begin(), constructs.end(), random_); }

 private:
  std::mt19937 random_;
};

std::string name_of(Range range) { return std::to_string(range.begin) + "_" + std::to_string(range.end); }

std::string printed(const Construct& construct, std::string_view source) {
  std::string out = construct.replaced ? "R" : "";
  std::uint32_t done = construct.replaced ? construct.range.end : construct.range.begin;
  for (const Construct& child : construct.children) {
    out += source.substr(done, child.range.begin - done);
    out += printed(child, source);
    done = child.range.end;
  }
  out += source.substr(done, construct.range.end - done);
  for (int i = construct.wraps; i > 0; --i) {
    const std::string id = name_of(construct.range) + char('a' + i);
    out.insert(0, id + "(").append(")" + id);
  }
  return out;
}

void flatten(const Construct& construct, std::vector<Construct>& out) {
  out.push_back({construct.range, construct.wraps, construct.replaced, {}});
  for (const Construct& child : construct.children) flatten(child, out);
}
// NOLINTEND(misc-no-recursion)

TEST(EditBufferTest, AgreesWithTheModelOnRandomTrees) {
  std::string source;
  while (source.size() < 60) source += kDigits;
  for (unsigned seed = 0; seed < 500; ++seed) {
    RandomTree random(seed);
    const Construct root = random.grow({0, static_cast<std::uint32_t>(source.size())}, 5);
    std::vector<Construct> constructs;
    flatten(root, constructs);
    random.shuffle(constructs);
    EditBuffer buffer(static_cast<std::uint32_t>(source.size()));
    for (const Construct& construct : constructs) {
      if (construct.replaced) buffer.replace(construct.range, "R");
      for (int i = 1; i <= construct.wraps; ++i) {
        const std::string id = name_of(construct.range) + char('a' + i);
        buffer.wrap(construct.range, id + "(", ")" + id);
      }
    }
    ASSERT_EQ(buffer.apply(source).value(), printed(root, source)) << "seed " << seed;
    ASSERT_EQ(apply_edits(source, buffer.sorted().value()), buffer.apply(source).value());
  }
}

TEST(EditBufferTest, TakesAMillionEdits) {
  constexpr std::uint32_t kEdits = 1'000'000;
  const std::string source(kEdits, 'x');
  EditBuffer buffer(kEdits);
  for (std::uint32_t i = kEdits; i > 0; --i) buffer.insert_before({i - 1, i}, "(");
  EXPECT_EQ(buffer.apply(source).value().size(), 2 * source.size());
}

// `source` with the ranges of `edits` replaced and its tokens kept apart.
std::string separated(std::string_view source, std::vector<Edit> edits) {
  separate_tokens(source, edits);
  return apply_edits(source, edits);
}

TEST(SeparateTokensTest, PutsBlanksBetweenWordsAndOperatorsThatWouldFuse) {
  EXPECT_EQ(separated("return(a)", {{{6, 9}, "b"}}), "return b");
  EXPECT_EQ(separated("for(a[0]of b)", {{{5, 8}, ".value"}}), "for(a.value of b)");
  EXPECT_EQ(separated("return--a", {{{6, 8}, ""}}), "return a");
  EXPECT_EQ(separated("a/=//b", {{{1, 3}, "/"}}), "a/ //b");
  EXPECT_EQ(separated("a[1]/**/b", {{{1, 4}, "/"}}), "a/ /**/b");
  EXPECT_EQ(separated("a-(b)", {{{2, 3}, "-"}}), "a- -b)");
  EXPECT_EQ(separated("a(b)c", {{{1, 2}, "x"}, {{2, 3}, "y"}, {{3, 4}, "z"}}), "a x y z c");
}

TEST(SeparateTokensTest, LeavesOtherNeighboursAlone) {
  EXPECT_EQ(separated("return(a)", {{{6, 9}, "(b)"}}), "return(b)");
  EXPECT_EQ(separated("a[0]=1", {{{1, 2}, "("}, {{3, 5}, ","}}), "a(0,1");
  EXPECT_EQ(separated("a", {{{0, 0}, "var b;"}}), "var b;a");
  EXPECT_EQ(separated("", {{{0, 0}, "b"}}), "b");
}

}  // namespace
}  // namespace heaplift
