// The golden fixtures of the rules: fixtures/rules/<rule>/<case>/ holds `input.js` and what lint finds in it.
//
//   findings.txt  the findings, `line:column rule message`, one a line; none where nothing is found
//   args.txt      flags as on the command line; only the fixture's own rule is on unless they switch on others
//
// UPDATE_FIXTURES=1 rewrites findings.txt: read the diff.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/lint.h"
#include "src/cli/options.h"

namespace heaplift {
namespace {

namespace fs = std::filesystem;

struct RuleCase {
  fs::path folder;
  const Rule* rule;
};

void PrintTo(const RuleCase& fixture, std::ostream* out) { *out << fixture.folder.string(); }

fs::path fixtures_of(const Rule& rule) { return fs::path(HEAPLIFT_SOURCE_DIR) / "fixtures/rules" / rule.name; }

std::vector<RuleCase> rule_cases() {
  std::vector<RuleCase> found;
  for (const Rule& rule : rules()) {
    if (!fs::is_directory(fixtures_of(rule))) continue;
    for (const auto& entry : fs::directory_iterator(fixtures_of(rule))) found.push_back({entry.path(), &rule});
  }
  std::ranges::sort(found, {}, &RuleCase::folder);
  return found;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool updating() {
  const char* value = std::getenv("UPDATE_FIXTURES");
  return value != nullptr && std::string_view(value) == "1";
}

LintOptions options_of(const RuleCase& fixture) {
  std::istringstream stream(read(fixture.folder / "args.txt"));
  std::vector<std::string> arguments{std::istream_iterator<std::string>(stream), {}};
  arguments.insert(arguments.begin(), "lint");
  const Command command = parse_arguments(arguments);
  if (const auto* wrong = std::get_if<UsageError>(&command)) ADD_FAILURE() << "args.txt: " << wrong->message;
  const auto* linting = std::get_if<LintCommand>(&command);
  LintOptions options;
  for (auto& level : options.levels) level.reset();
  const auto set = [&](const Rule* rule, std::optional<Severity> level) {
    options.levels[static_cast<std::size_t>(rule - rules().data())] = level;
  };
  set(fixture.rule, fixture.rule->severity);
  if (linting == nullptr) return options;
  options.views = linting->views;
  for (const RuleLevel& level : linting->levels) set(level.rule, level.severity);
  return options;
}

std::string findings_of(const RuleCase& fixture, const std::string& input) {
  const auto source = Source::make("input.js", input);
  EXPECT_TRUE(source);
  const auto result = lint(source.value(), options_of(fixture));
  EXPECT_TRUE(result);
  for (const Diagnostic& diagnostic : result.value().diagnostics) ADD_FAILURE() << diagnostic.message;
  std::string text;
  for (const Finding& finding : result.value().findings) {
    const Position place = source.value().position(finding.range.begin);
    text += std::to_string(place.line) + ":" + std::to_string(place.column) + " " + std::string(finding.rule->name) +
            " " + finding.message + "\n";
  }
  return text;
}

class RuleFixtureTest : public testing::TestWithParam<RuleCase> {};

TEST_P(RuleFixtureTest, FindsWhatItsFileSays) {
  const RuleCase& fixture = GetParam();
  const fs::path expected = fixture.folder / "findings.txt";
  const std::string input = read(fixture.folder / "input.js");
  ASSERT_NE(input, "") << "no input.js";
  const std::string found = findings_of(fixture, input);
  if (!updating()) {
    EXPECT_EQ(found, read(expected));
  } else if (found.empty()) {
    fs::remove(expected);
  } else {
    std::ofstream(expected, std::ios::binary) << found;
  }
}

// What is found does not depend on how lines end.
TEST_P(RuleFixtureTest, FindsTheSameWithOtherLineEnds) {
  const RuleCase& fixture = GetParam();
  const std::string input = read(fixture.folder / "input.js");
  std::string windows;
  for (const char c : input) windows += c == '\n' ? "\r\n" : std::string(1, c);
  EXPECT_EQ(findings_of(fixture, windows), findings_of(fixture, input));
}

std::string test_name(const testing::TestParamInfo<RuleCase>& parameter) {
  std::string name = std::string(parameter.param.rule->name) + "__" + parameter.param.folder.filename().string();
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, RuleFixtureTest, testing::ValuesIn(rule_cases()), test_name);

TEST(RuleFixtures, EachRuleHasSixCasesWithFindingsAndSixWithout) {
  for (const Rule& rule : rules()) {
    int with = 0;
    int without = 0;
    for (const RuleCase& fixture : rule_cases()) {
      if (fixture.rule == &rule) ++(fs::exists(fixture.folder / "findings.txt") ? with : without);
    }
    EXPECT_GE(with, 6) << rule.name;
    EXPECT_GE(without, 6) << rule.name;
  }
}

}  // namespace
}  // namespace heaplift
