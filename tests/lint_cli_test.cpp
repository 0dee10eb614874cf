// The parts of `heaplift lint` that need no disk: patterns, configurations, baselines, reports.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "src/cli/baseline.h"
#include "src/cli/glob.h"
#include "src/cli/ignore_rules.h"
#include "src/cli/jsonc.h"
#include "src/cli/lint_config.h"
#include "src/cli/lint_report.h"
#include "src/cli/rule_help.h"

namespace heaplift {
namespace {

using Words = std::vector<std::string>;

bool matches(std::string_view pattern, std::string_view path) { return Glob(pattern).matches(path); }

TEST(Glob, Wildcards) {
  EXPECT_TRUE(matches("*.js", "a.js"));
  EXPECT_FALSE(matches("*.js", "a/b.js"));
  EXPECT_FALSE(matches("*.js", "a.jsx"));
  EXPECT_TRUE(matches("a?c", "abc"));
  EXPECT_FALSE(matches("a?c", "a/c"));
  EXPECT_TRUE(matches("*", ""));
  EXPECT_TRUE(matches("a*b*c", "axxbyybzc"));
  EXPECT_TRUE(matches("\\*.js", "*.js"));
  EXPECT_FALSE(matches("\\*.js", "a.js"));
}

TEST(Glob, Folders) {
  EXPECT_TRUE(matches("**/a.js", "a.js"));
  EXPECT_TRUE(matches("**/a.js", "x/y/a.js"));
  EXPECT_FALSE(matches("**/a.js", "xa.js"));
  EXPECT_TRUE(matches("src/**/a.js", "src/a.js"));
  EXPECT_TRUE(matches("src/**/a.js", "src/x/y/a.js"));
  EXPECT_TRUE(matches("src/**", "src/x/y"));
  EXPECT_FALSE(matches("src/**", "src"));
  EXPECT_FALSE(matches("src/**", "src/"));
  EXPECT_FALSE(matches("a**b", "a/b"));
  EXPECT_TRUE(matches("a**b", "axb"));
}

TEST(Glob, Sets) {
  EXPECT_TRUE(matches("[a-c]x", "bx"));
  EXPECT_FALSE(matches("[!a-c]x", "bx"));
  EXPECT_TRUE(matches("[^a-c]x", "dx"));
  EXPECT_TRUE(matches("[]x]", "]"));
  EXPECT_TRUE(matches("[[:digit:]]", "7"));
  EXPECT_FALSE(matches("[!a]", "/"));
  EXPECT_FALSE(matches("[a", "[a"));
}

TEST(Glob, ManyStarsTakeNoTime) {
  std::string pattern;
  for (int i = 0; i < 50; ++i) pattern += "**/*a";
  EXPECT_FALSE(matches(pattern, std::string(2000, 'a') + "b"));
}

TEST(IgnoreRules, TheLastPatternCounts) {
  const IgnoreRules rules("# comment\n*.js\n!keep.js\n\\#odd\nbuild/\n/top.txt\nsub/inner.txt\r\ntrailing.md  \n");
  EXPECT_EQ(rules.excludes("a/b.js", false), true);
  EXPECT_EQ(rules.excludes("a/keep.js", false), false);
  EXPECT_EQ(rules.excludes("#odd", false), true);
  EXPECT_EQ(rules.excludes("x/build", true), true);
  EXPECT_EQ(rules.excludes("x/build", false), std::nullopt);
  EXPECT_EQ(rules.excludes("top.txt", false), true);
  EXPECT_EQ(rules.excludes("x/top.txt", false), std::nullopt);
  EXPECT_EQ(rules.excludes("sub/inner.txt", false), true);
  EXPECT_EQ(rules.excludes("x/sub/inner.txt", false), std::nullopt);
  EXPECT_EQ(rules.excludes("trailing.md", false), true);
}

// Line and column of each message with the message itself.
Words messages_of(const std::string& text, LintConfig* config = nullptr) {
  const auto source = Source::make("heaplift.jsonc", text);
  EXPECT_TRUE(source);
  std::vector<Diagnostic> diagnostics;
  LintConfig read = read_lint_config(source.value(), diagnostics);
  Words messages;
  for (const Diagnostic& diagnostic : diagnostics) {
    const Position place = source.value().position(diagnostic.range.begin);
    messages.push_back(std::to_string(place.line) + ":" + std::to_string(place.column) + " " + diagnostic.message);
  }
  if (config != nullptr) *config = std::move(read);
  return messages;
}

TEST(LintConfig, SaysWhatHoldsForAFile) {
  LintConfig config;
  EXPECT_EQ(messages_of(R"({
  // the gate
  "$schema": "./heaplift.schema.json",
  "rules": {"shift-mismatch": "off", "signed-pointer": "warning"},
  "overrides": [
    {"files": ["dist/**"], "rules": {"unchecked-access": "error"}},
    {"files": "*.min.js", "rules": {"unchecked-access": "off"}}
  ],
  "ignore": ["vendor/"],
  "memory": "mem", "views": {"B": "HEAPU8", "$f": "f64"},
  "growth": {"mayGrow": ["grow"], "cannotGrow": ["Module.peek"]},
  "sharedMemory": true
})",
                        &config),
            Words());
  const auto level = [&](const char* path, const char* rule) {
    return lint_options(config, path).levels[static_cast<std::size_t>(find_rule(rule) - rules().data())];
  };
  EXPECT_EQ(level("a.js", "shift-mismatch"), std::nullopt);
  EXPECT_EQ(level("a.js", "signed-pointer"), Severity::warning);
  EXPECT_EQ(level("a.js", "unchecked-access"), std::nullopt);
  EXPECT_EQ(level("dist/a.js", "unchecked-access"), Severity::error);
  EXPECT_EQ(level("dist/a.min.js", "unchecked-access"), std::nullopt);
  EXPECT_TRUE(is_ignored(config, "vendor/x/a.js"));
  EXPECT_FALSE(is_ignored(config, "src/vendor.js"));
  const LintOptions options = lint_options(config, "a.js");
  EXPECT_TRUE(options.memory_is_shared);
  EXPECT_EQ(options.views.memory, "mem");
  EXPECT_EQ(options.views.names.size(), 2U);
  EXPECT_EQ(options.growth.may_grow, Words{"grow"});
  EXPECT_EQ(options.growth.cannot_grow, Words{"Module.peek"});
}

TEST(LintConfig, MistakesHaveAPlaceAndAHint) {
  EXPECT_EQ(messages_of("{\"ruels\": {}}"), Words{"1:2 unknown key 'ruels'; did you mean 'rules'?"});
  EXPECT_EQ(messages_of("{\n  \"rules\": {\"shift-mismach\": \"off\"}\n}"),
            Words{"2:13 unknown rule 'shift-mismach'; did you mean 'shift-mismatch'?"});
  EXPECT_EQ(messages_of("{\"rules\": {\"shift-mismatch\": \"errror\"}}"),
            Words{"1:30 unknown level 'errror'; did you mean 'error'?"});
  EXPECT_EQ(messages_of("{\"rules\": {\"shift-mismatch\": 2}}"),
            Words{"1:30 the level of shift-mismatch must be a string"});
  EXPECT_EQ(messages_of("{\"overrides\": [{\"rules\": {}}]}"), Words{"1:16 an override needs 'files'"});
  EXPECT_EQ(messages_of("{\"ignore\": [1]}"), Words{"1:13 each of ignore must be a string"});
  EXPECT_EQ(messages_of("{\"memory\": \"a\", \"memory\": \"b\"}"), Words{"1:17 'memory' is given twice"});
  EXPECT_EQ(messages_of("{\"growth\": {\"maygrow\": []}}"),
            Words{"1:13 unknown key 'maygrow'; did you mean 'mayGrow'?"});
  EXPECT_EQ(messages_of("{\"views\": {\"B\": \"HEAPU9\"}}"),
            Words{"1:17 unknown type 'HEAPU9'; did you mean 'HEAPU8'?"});
  EXPECT_EQ(messages_of("[]"), Words{"1:1 the configuration must be an object"});
  EXPECT_EQ(messages_of("{\"a\\\"b\": 1}"), Words{"1:2 unknown key 'a\"b'"});
}

TEST(LintConfig, TextThatIsNoJson) {
  for (const char* text : {"", "{", "{\"rules\": }", "{\"rules\": {},}", "nonsense", "{} {}", "/* open"}) {
    const Words messages = messages_of(text);
    ASSERT_EQ(messages.size(), 1U) << text;
    EXPECT_EQ(messages[0].substr(0, 2), "1:") << text;
  }
  EXPECT_EQ(messages_of(std::string(10'000, '[')).size(), 1U);
}

FileFindings findings_in(const std::string& name, const std::string& text) {
  const auto source = Source::make(name, text);
  LintOptions options;
  const auto result = lint(source.value(), options);
  FileFindings file;
  file.name = name;
  for (const Finding& finding : result.value().findings) {
    file.findings.push_back({finding.rule, finding.severity, finding.message,
                             source.value().position(finding.range.begin), source.value().position(finding.range.end),
                             "", fingerprint_of(source.value(), finding.range, finding.rule->name)});
  }
  return file;
}

constexpr auto kBad = "var wasmMemory, HEAP32;\nHEAP32[p >> 1];\n";

TEST(Baseline, KnowsFindingsThatMoved) {
  const Baseline baseline = Baseline::of({findings_in("a.js", kBad)}, {"a.js"});
  const auto again = Baseline::read(baseline.text());
  ASSERT_TRUE(again);
  FileFindings moved = findings_in("a.js", std::string("\n\n  // more\n") + kBad);
  again.value().remove_known(moved, "a.js");
  EXPECT_TRUE(moved.findings.empty());
  EXPECT_EQ(moved.baselined, 1U);
  FileFindings indented = findings_in("a.js", "var wasmMemory, HEAP32;\n\tHEAP32[p  >> 1];\n");
  again.value().remove_known(indented, "a.js");
  EXPECT_TRUE(indented.findings.empty());
}

TEST(Baseline, DoesNotHideNewFindings) {
  const Baseline baseline = Baseline::of({findings_in("a.js", kBad)}, {"a.js"});
  FileFindings twice = findings_in("a.js", std::string(kBad) + "HEAP32[p >> 1];\n");
  baseline.remove_known(twice, "a.js");
  EXPECT_EQ(twice.findings.size(), 1U);
  FileFindings changed = findings_in("a.js", "var wasmMemory, HEAP32;\nHEAP32[q >> 1];\n");
  baseline.remove_known(changed, "a.js");
  EXPECT_EQ(changed.findings.size(), 1U);
  FileFindings other = findings_in("b.js", kBad);
  baseline.remove_known(other, "b.js");
  EXPECT_EQ(other.findings.size(), 1U);
}

TEST(Baseline, OtherTextIsRefused) {
  for (const char* text : {"", "[]", "{}", "{\"version\": 2, \"files\": {}}", "{\"version\": 1}",
                           "{\"version\": 1, \"files\": {\"a\": {\"b\": {\"c\": -1}}}}"}) {
    EXPECT_FALSE(Baseline::read(text)) << text;
  }
}

TEST(LintReport, ShortAndGithub) {
  const FileFindings file = findings_in("odd:,%.js", kBad);
  EXPECT_EQ(report_of(LintFormat::short_, {file}),
            "odd:,%.js:2:8: error: elements of `HEAP32` have 4 bytes: byte addresses are shifted by 2, not by 1 "
            "[shift-mismatch]\n");
  EXPECT_EQ(report_of(LintFormat::github, {file}),
            "::error file=odd%3A%2C%25.js,line=2,endLine=2,col=8,endColumn=14,title=shift-mismatch::elements of "
            "`HEAP32` have 4 bytes: byte addresses are shifted by 2, not by 1\n");
}

TEST(LintReport, ColumnsCountUtf16) {
  const FileFindings file = findings_in("a.js", "var wasmMemory, HEAP32, s = '😀é'; HEAP32[p >> 1];");
  const auto json = nlohmann::json::parse(report_of(LintFormat::json, {file}));
  EXPECT_EQ(json["files"][0]["findings"][0]["column"], 43);
  EXPECT_EQ(json["files"][0]["findings"][0]["endColumn"], 49);
  EXPECT_EQ(json["errors"], 1);
}

TEST(LintReport, SarifNamesFilesByRelativeUris) {
  const FileFindings file = findings_in("./a b/é#.js", kBad);
  const auto json = nlohmann::json::parse(report_of(LintFormat::sarif, {file}));
  const auto& run = json["runs"][0];
  const auto& place = run["results"][0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "a%20b/%C3%A9%23.js");
  EXPECT_EQ(run["columnKind"], "utf16CodeUnits");
  const auto index = run["results"][0]["ruleIndex"].get<std::size_t>();
  EXPECT_EQ(run["tool"]["driver"]["rules"][index]["id"], "shift-mismatch");
  const FileFindings outside = findings_in("/elsewhere/a.js", kBad);
  const auto whole = nlohmann::json::parse(report_of(LintFormat::sarif, {outside}));
  EXPECT_EQ(whole["runs"][0]["artifacts"][0]["location"]["uri"], "file:///elsewhere/a.js");
}

TEST(LintReport, JunitEscapes) {
  FileFindings file = findings_in("<&\">\n\xFF.js", kBad);
  file.findings[0].message = "a < b \x01";
  const std::string text = report_of(LintFormat::junit, {file});
  EXPECT_NE(text.find("name=\"&lt;&amp;&quot;&gt;&#10;\xEF\xBF\xBD.js\""), std::string::npos);
  EXPECT_NE(text.find("message=\"a &lt; b \xEF\xBF\xBD\""), std::string::npos);
}

TEST(RuleHelp, IsThePage) {
  for (const Rule& rule : rules()) {
    const std::string help = rule_help(rule);
    EXPECT_TRUE(help.starts_with("# " + std::string(rule.name) + "\n")) << rule.name;
    EXPECT_NE(help.find("## What goes wrong\n"), std::string::npos) << rule.name;
    EXPECT_NE(help.find("## How to fix it\n"), std::string::npos) << rule.name;
    EXPECT_NE(help.find("## When to suppress it\n"), std::string::npos) << rule.name;
    EXPECT_EQ(help.find("<!--"), std::string::npos) << rule.name;
  }
}

// Each API of the table is on the page of the rule.
TEST(RuleHelp, NamesAllWebApis) {
  const std::string help = rule_help(*find_rule("shared-view-in-web-api"));
  std::string names;
#define WEB_API(form, name, receiver, argument, shared, resizable, source) names += std::string(name) + "\n";
#include "rules/web_apis.def"
#undef WEB_API
  std::string missing;
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = names.find('\n', begin);
    const std::string name = names.substr(begin, end - begin);
    if (help.find(name) == std::string::npos) missing += name + " ";
    begin = end + 1;
  }
  EXPECT_EQ(missing, "uniform2fv uniform3fv uniform2iv uniform3iv uniformMatrix3fv ");  // said by "…"
}

}  // namespace
}  // namespace heaplift
