// The golden fixtures of the passes: fixtures/<pass>/<case>/ holds `input.js` and what heaplift makes of it.
//
//   output.js        the rewritten file; none where a file is refused
//   diagnostics.txt  what is reported, as on a terminal; none where nothing is
//   args.txt         flags as on the command line; the runtime is left out unless they say `--runtime inject`
//   check.js         statements that print the same behind input.js and behind output.js (real/fixture_checks)
//
// A case named `fail_…` is refused. UPDATE_FIXTURES=1 rewrites output.js and diagnostics.txt: read the diff.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grammar/parse.h"
#include "passes/rewrite.h"
#include "src/cli/options.h"

namespace heaplift {
namespace {

namespace fs = std::filesystem;

struct Case {
  fs::path folder;
  const Pass* pass;

  [[nodiscard]] std::string name() const { return folder.filename().string(); }
  [[nodiscard]] bool must_fail() const { return name().starts_with("fail_"); }
};

void PrintTo(const Case& fixture, std::ostream* out) { *out << fixture.folder.string(); }

std::vector<Case> cases() {
  std::vector<Case> found;
  for (const Pass& pass : passes()) {
    const fs::path folder = fs::path(HEAPLIFT_SOURCE_DIR) / "fixtures" / pass.name;
    if (!fs::is_directory(folder)) continue;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.is_directory()) found.push_back({entry.path(), &pass});
    }
  }
  std::ranges::sort(found, {}, &Case::folder);
  return found;
}

std::optional<std::string> read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Writes a file, or removes it when there is nothing to hold.
void update(const fs::path& path, const std::optional<std::string>& text) {
  if (!text || text->empty()) {
    fs::remove(path);
  } else {
    std::ofstream(path, std::ios::binary) << *text;
  }
}

bool updating() {
  const char* value = std::getenv("UPDATE_FIXTURES");
  return value != nullptr && std::string_view(value) == "1";
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

// As the command line has them. The runtime is left out, so that goldens stay readable, unless they name it.
RewriteOptions options_of(const fs::path& folder) {
  std::vector<std::string> arguments = words_of(read(folder / "args.txt").value_or(""));
  if (std::ranges::find(arguments, "--runtime") == arguments.end()) {
    arguments.insert(arguments.end(), {"--runtime", "none"});
  }
  arguments.insert(arguments.begin(), "rewrite");
  const Command command = parse_arguments(arguments);
  if (const auto* wrong = std::get_if<UsageError>(&command)) ADD_FAILURE() << "args.txt: " << wrong->message;
  const auto* rewriting = std::get_if<RewriteCommand>(&command);
  return rewriting == nullptr ? RewriteOptions{} : rewriting->options;
}

// What one run gives, as the fixture's files hold it.
struct Outcome {
  std::optional<std::string> output;
  std::string diagnostics;
  std::size_t accesses = 0;
};

Outcome run(const Case& fixture, const std::string& input, const RewriteOptions& options) {
  auto source = Source::make("input.js", input);
  EXPECT_TRUE(source) << source.error().message;
  if (!source) return {};
  auto result = rewrite(source.value(), *fixture.pass, options);
  EXPECT_TRUE(result) << result.error().message;
  if (!result) return {};
  Outcome outcome{.output = {}, .diagnostics = {}, .accesses = result.value().accesses};
  for (const Diagnostic& diagnostic : result.value().diagnostics) {
    outcome.diagnostics += render(source.value(), diagnostic, false);
  }
  if (!result.value().failed()) outcome.output = apply_edits(input, result.value().edits);
  return outcome;
}

std::size_t error_count(std::string_view text) {
  const auto tree = parse(text);
  EXPECT_TRUE(tree);
  return syntax_errors(tree.value().root()).size();
}

// What holds for every input that is not refused.
void check_output(const Case& fixture, const std::string& input, const Outcome& first, const RewriteOptions& options) {
  ASSERT_TRUE(first.output);
  EXPECT_LE(error_count(*first.output), error_count(input)) << "the output is no JavaScript:\n" << *first.output;
  if (first.accesses == 0) {
    EXPECT_EQ(*first.output, input) << "no access, and yet a change";
  }
  const Outcome second = run(fixture, *first.output, options);
  EXPECT_EQ(second.output, first.output) << "a second run changes something";
  EXPECT_EQ(second.accesses, 0U);
}

class FixtureTest : public testing::TestWithParam<Case> {};

TEST_P(FixtureTest, MatchesItsFiles) {
  const Case& fixture = GetParam();
  const auto input = read(fixture.folder / "input.js");
  ASSERT_TRUE(input) << "no input.js";
  const Outcome outcome = run(fixture, *input, options_of(fixture.folder));
  EXPECT_EQ(!outcome.output.has_value(), fixture.must_fail()) << outcome.diagnostics;
  if (updating()) {
    update(fixture.folder / "output.js", outcome.output);
    update(fixture.folder / "diagnostics.txt", outcome.diagnostics);
    return;
  }
  const auto expected = read(fixture.folder / "output.js");
  if (!fixture.must_fail() && !expected) FAIL() << "no output.js; heaplift gives\n" << outcome.output.value_or("");
  EXPECT_EQ(outcome.output, expected);
  EXPECT_EQ(outcome.diagnostics, read(fixture.folder / "diagnostics.txt").value_or(""));
}

TEST_P(FixtureTest, ParsesAndIsFinalWithAndWithoutTheRuntime) {
  const Case& fixture = GetParam();
  const auto input = read(fixture.folder / "input.js");
  ASSERT_TRUE(input) << "no input.js";
  RewriteOptions options = options_of(fixture.folder);
  for (const bool runtime : {false, true}) {
    options.runtime = runtime;
    const Outcome outcome = run(fixture, *input, options);
    if (fixture.must_fail()) {
      EXPECT_FALSE(outcome.output);
      EXPECT_NE(outcome.diagnostics, "") << "refused without a word";
    } else {
      check_output(fixture, *input, outcome, options);
    }
  }
}

std::string test_name(const testing::TestParamInfo<Case>& parameter) {
  std::string name = std::string(parameter.param.pass->name) + "__" + parameter.param.name();
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, FixtureTest, testing::ValuesIn(cases()), test_name);

}  // namespace
}  // namespace heaplift
