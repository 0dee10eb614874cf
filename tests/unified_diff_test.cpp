// unified_diff: its form, and `git apply` as the judge of random patches.
#include "src/edit/unified_diff.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

namespace heaplift {
namespace {

namespace fs = std::filesystem;

TEST(UnifiedDiffTest, IsEmptyWithoutAChange) {
  EXPECT_EQ(unified_diff("a.js", "a\nb\n", {}), "");
  EXPECT_EQ(unified_diff("a.js", "a\nb\n", {{{0, 1}, "a"}, {{2, 2}, ""}}), "");
}

TEST(UnifiedDiffTest, ShowsAChangedLineWithContext) {
  EXPECT_EQ(unified_diff("dir/a.js", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", {{{8, 9}, "five"}}),
            "--- a/dir/a.js\n+++ b/dir/a.js\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiffTest, MergesHunksUpToSixLinesApart) {
  const std::string text = "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  const std::string header = "--- a/x\n+++ b/x\n";
  EXPECT_EQ(unified_diff("x", text, {{{0, 1}, "a"}, {{14, 15}, "b"}}),
            header + "@@ -1,10 +1,10 @@\n-0\n+a\n 1\n 2\n 3\n 4\n 5\n 6\n-7\n+b\n 8\n 9\n");
  EXPECT_EQ(unified_diff("x", text, {{{0, 2}, ""}, {{16, 17}, "b"}}),
            header + "@@ -1,4 +1,3 @@\n-0\n 1\n 2\n 3\n@@ -6,5 +5,5 @@\n 5\n 6\n 7\n-8\n+b\n 9\n");
}

TEST(UnifiedDiffTest, PutsNeighbouringChangedLinesTogether) {
  EXPECT_EQ(unified_diff("x", "a\nb\n", {{{0, 1}, "A"}, {{2, 3}, "B"}}),
            "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\n-b\n+A\n+B\n");
}

TEST(UnifiedDiffTest, TrimsEqualLinesAroundAChange) {
  EXPECT_EQ(unified_diff("x", "a\nb\nc\n", {{{0, 6}, "a\nB\nc\n"}}),
            "--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n");
  EXPECT_EQ(unified_diff("x", "a\nb\n", {{{2, 2}, "new\n"}}), "--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n a\n+new\n b\n");
  EXPECT_EQ(unified_diff("x", "a\na\n", {{{0, 0}, "a\n"}}), "--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n a\n+a\n a\n");
}

TEST(UnifiedDiffTest, TellsOfAMissingFinalNewline) {
  const std::string header = "--- a/x\n+++ b/x\n";
  const std::string missing = "\\ No newline at end of file\n";
  EXPECT_EQ(unified_diff("x", "a", {{{1, 1}, "\n"}}), header + "@@ -1 +1 @@\n-a\n" + missing + "+a\n");
  EXPECT_EQ(unified_diff("x", "a\n", {{{1, 2}, ""}}), header + "@@ -1 +1 @@\n-a\n+a\n" + missing);
  EXPECT_EQ(unified_diff("x", "a\nb", {{{0, 1}, "A"}}), header + "@@ -1,2 +1,2 @@\n-a\n+A\n b\n" + missing);
}

TEST(UnifiedDiffTest, FillsAndEmptiesFiles) {
  EXPECT_EQ(unified_diff("x", "", {{{0, 0}, "a\n"}}), "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n");
  EXPECT_EQ(unified_diff("x", "a\nb\n", {{{0, 4}, ""}}), "--- a/x\n+++ b/x\n@@ -1,2 +0,0 @@\n-a\n-b\n");
}

TEST(UnifiedDiffTest, KeepsCarriageReturns) {
  EXPECT_EQ(unified_diff("x", "a\r\nb\r\n", {{{0, 1}, "A"}}), "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\r\n+A\r\n b\r\n");
}

std::string old_name_line(std::string_view name) {
  const std::string diff = unified_diff(name, "a", {{{0, 1}, "b"}});
  return diff.substr(0, diff.find('\n'));
}

TEST(UnifiedDiffTest, WritesNamesAsGitDoes) {
  EXPECT_EQ(old_name_line("/tmp/x.js"), "--- a/tmp/x.js");
  EXPECT_EQ(old_name_line("./x.js"), "--- a/x.js");
  EXPECT_EQ(old_name_line("a b.js"), "--- a/a b.js\t");
  EXPECT_EQ(old_name_line("a\tb\"\\.js"), "--- \"a/a\\tb\\\"\\\\.js\"");
  EXPECT_EQ(old_name_line("é\x01.js"), "--- \"a/\\303\\251\\001.js\"");
}

TEST(UnifiedDiffTest, TakesAMillionEditsInOneLine) {
  constexpr std::uint32_t kEdits = 1'000'000;
  std::vector<Edit> edits;
  for (std::uint32_t i = 0; i < kEdits; ++i) edits.push_back({{i * 10, i * 10 + 1}, "yy"});
  const std::string line(std::size_t{10} * kEdits, 'x');
  EXPECT_GT(unified_diff("x", line, edits).size(), 2 * line.size());
}

// A folder of its own that goes away at the end.
class GitApplyTest : public testing::Test {
 protected:
  void SetUp() override {
    if (std::system("git --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "git is not installed";
    std::string pattern = (fs::temp_directory_path() / "heaplift_diff_XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }

  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  void write(const fs::path& name, std::string_view text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  [[nodiscard]] std::string read(const fs::path& name) const {
    std::ifstream file(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // Many files go through one run of git, which costs more than all the rest.
  [[nodiscard]] bool apply(std::string_view patch) const {
    write("patch", patch);
    const std::string command = "cd '" + folder_.string() + "' && GIT_CEILING_DIRECTORIES=\"$(dirname \"$PWD\")\" " +
                                "git -c core.autocrlf=false apply --whitespace=nowarn patch";
    return std::system(command.c_str()) == 0;
  }

 private:
  fs::path folder_;
};

TEST_F(GitApplyTest, TakesUnusualNames) {
  for (const char* name : {"a b.js", "a\tb.js", "quo\"te.js", "back\\slash.js", "é.js", "dir with space/n\nl.js"}) {
    write(name, "a\n");
    ASSERT_TRUE(apply(unified_diff(name, "a\n", {{{0, 1}, "b"}}))) << name;
    EXPECT_EQ(read(name), "b\n");
  }
}

struct Case {
  std::string before;
  std::vector<Edit> edits;
};

// Few distinct lines, so that trimming has much to trim and patches could apply at a wrong place.
std::string random_text(std::mt19937& random, unsigned most_pieces) {
  static const std::vector<std::string> kPieces = {"\n", "\r\n", "a", "a\n", "b\n", "b\n", "\n", "é", "x\r\n", "a\n"};
  std::string text;
  for (unsigned left = static_cast<unsigned>(random() % (most_pieces + 1)); left > 0; --left) {
    text += kPieces[random() % kPieces.size()];
  }
  return text;
}

Case random_case(std::mt19937& random) {
  Case result{random_text(random, random() % 2 == 0 ? 60 : 6), {}};
  const auto size = static_cast<std::uint32_t>(result.before.size());
  const auto largest_gap = static_cast<std::uint32_t>(random() % 2 == 0 ? 30 : 4);
  std::uint32_t at = 0;
  while ((at += static_cast<std::uint32_t>(random() % largest_gap)) <= size) {
    const Range range{at, std::min(size, at + static_cast<std::uint32_t>(random() % 4))};
    result.edits.push_back({range, random_text(random, 3)});
    at = range.end;
    if (at == size && random() % 2 == 0) break;
  }
  return result;
}

TEST_F(GitApplyTest, TakesRandomPatches) {
  std::mt19937 random(7);
  for (int round = 0; round < 5; ++round) {
    std::string patch;
    std::vector<Case> cases;
    for (int i = 0; i < 100; ++i) {
      const std::string name = "case" + std::to_string(i);
      cases.push_back(random_case(random));
      write(name, cases.back().before);
      const std::string diff = unified_diff(name, cases.back().before, cases.back().edits);
      ASSERT_EQ(diff.empty(), apply_edits(cases.back().before, cases.back().edits) == cases.back().before);
      patch += diff;
    }
    ASSERT_TRUE(apply(patch)) << patch;
    for (int i = 0; i < 100; ++i) {
      const Case& tried = cases[static_cast<std::size_t>(i)];
      ASSERT_EQ(read("case" + std::to_string(i)), apply_edits(tried.before, tried.edits));
    }
  }
}

}  // namespace
}  // namespace heaplift
