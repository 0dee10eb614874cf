// Linting without a disk: which rules run, what comments suppress, in which order findings come, and how long it takes.
#include "rules/lint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "rules/syntax_index.h"
#include "tests/support.h"

namespace heaplift {
namespace {

using testing::repeated;

LintOptions only(std::vector<std::pair<std::string_view, Severity>> levels) {
  LintOptions options;
  for (auto& level : options.levels) level.reset();
  for (const auto& [name, severity] : levels) {
    options.levels[static_cast<std::size_t>(find_rule(name) - rules().data())] = severity;
  }
  return options;
}

LintResult lint_text(const std::string& text, const LintOptions& options) {
  const auto source = Source::make("a.js", text);
  EXPECT_TRUE(source);
  auto result = lint(source.value(), options);
  EXPECT_TRUE(result);
  return std::move(result).value();
}

// `rule@offset`, in order.
std::string found_in(const std::string& text, const LintOptions& options) {
  std::string out;
  for (const Finding& finding : lint_text(text, options).findings) {
    out += std::string(out.empty() ? "" : " ") + std::string(finding.rule->name) + "@" +
           std::to_string(finding.range.begin);
  }
  return out;
}

TEST(Lint, RulesHaveNamesAndWordsOfTheirOwn) {
  for (const Rule& rule : rules()) {
    EXPECT_EQ(find_rule(rule.name), &rule);
    EXPECT_FALSE(rule.summary.empty() || rule.summary.ends_with('.'));
    EXPECT_NE(rule.severity, Severity::note);
  }
  EXPECT_EQ(find_rule("no-such-rule"), nullptr);
}

TEST(Lint, TheGateIsOffByDefault) {
  const RuleLevels levels = default_levels();
  EXPECT_FALSE(levels[static_cast<std::size_t>(find_rule("unchecked-access") - rules().data())]);
  EXPECT_EQ(levels[static_cast<std::size_t>(find_rule("shift-mismatch") - rules().data())], Severity::error);
}

TEST(Lint, SeverityIsWhatTheUserSays) {
  const auto result =
      lint_text("var wasmMemory, HEAP32; HEAP32[p >> 1];", only({{"shift-mismatch", Severity::warning}}));
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].severity, Severity::warning);
}

TEST(Lint, FindingsComeByPlaceThenByRule) {
  const auto options = only({{"shift-mismatch", Severity::error}, {"unchecked-access", Severity::error}});
  EXPECT_EQ(found_in("var wasmMemory, HEAP32; HEAP32[HEAP32[p >> 1] >> 1];", options),
            "unchecked-access@24 unchecked-access@31 shift-mismatch@31 shift-mismatch@38");
}

TEST(Lint, TextThatIsNoJavaScriptIsAnErrorWhereItMatters) {
  const auto result = lint_text("HEAP8[;", only({}));
  EXPECT_TRUE(result.failed());
  EXPECT_TRUE(result.findings.empty());
  EXPECT_FALSE(lint_text("f(@);", only({})).failed());
}

TEST(Lint, EmptyFilesAreFine) {
  for (const char* text : {"", "\n", "// a comment", "#!/usr/bin/env node\n"}) {
    EXPECT_TRUE(lint_text(text, LintOptions()).findings.empty());
  }
}

// The part behind the comment is a mismatch, and is reported or not.
bool suppresses(const std::string& before, const std::string& after = "") {
  const auto options = only({{"shift-mismatch", Severity::error}});
  const auto result = lint_text("var wasmMemory, HEAP32;\n" + before + "HEAP32[p >> 1];" + after, options);
  EXPECT_EQ(result.findings.size() + result.suppressed, 1U) << before;
  return result.suppressed == 1;
}

TEST(Suppressions, CommentsOfAllKinds) {
  EXPECT_TRUE(suppresses("// heaplift-disable-next-line\n"));
  EXPECT_TRUE(suppresses("// heaplift-disable-next-line shift-mismatch\n"));
  EXPECT_TRUE(suppresses("/* heaplift-disable-next-line shift-mismatch -- why */\r\n"));
  EXPECT_TRUE(suppresses("//heaplift-disable-next-line unchecked-access,shift-mismatch\n"));
  EXPECT_TRUE(suppresses("// heaplift-disable-next-line unchecked-access , shift-mismatch -- a -- b\n"));
  EXPECT_TRUE(suppresses("", " // heaplift-disable-line shift-mismatch"));
  EXPECT_TRUE(suppresses("/* heaplift-disable */ "));
  EXPECT_TRUE(suppresses("/*\n * heaplift-disable shift-mismatch\n */\n\n"));
  EXPECT_TRUE(suppresses("/* heaplift-disable */ /* heaplift-enable unchecked-access */ "));
}

TEST(Suppressions, OnlyWhatTheyName) {
  EXPECT_FALSE(suppresses("// heaplift-disable-next-line unchecked-access\n"));
  EXPECT_FALSE(suppresses("// heaplift-disable-next-line -- shift-mismatch\n\n"));
  EXPECT_FALSE(suppresses("// heaplift-disable-next-line shift-mismatch\n\n"));
  EXPECT_FALSE(suppresses("// heaplift-disable-next-line \u2028"));  // ends the comment, but not the line
  EXPECT_FALSE(suppresses("/* heaplift-disable */ /* heaplift-enable */ "));
  EXPECT_FALSE(suppresses("/* heaplift-disable shift-mismatch */ /* heaplift-enable shift-mismatch */ "));
  EXPECT_FALSE(suppresses("/* heaplift-disable shift-mismatch */ /* heaplift-enable */ "));
  EXPECT_FALSE(suppresses("// not heaplift-disable\n"));
  EXPECT_FALSE(suppresses("", "\n// heaplift-disable-line"));
}

TEST(Suppressions, ReasonsMayHoldDashes) {
  const auto options = only({{"unused-suppression", Severity::warning}, {"shift-mismatch", Severity::error}});
  EXPECT_EQ(found_in("// heaplift-disable-next-line shift-mismatch -- half-words, see unchecked-access\n"
                     "var wasmMemory, HEAP32; HEAP32[p >> 1];",
                     options),
            "");
}

TEST(SyntaxIndex, KnowsTheFunctionOfEachPlace) {
  const std::string text = "a; function f(x = b) { c; (() => d)(); e } class C { m() { g } static { h } } i";
  const auto tree = parse(text);
  ASSERT_TRUE(tree);
  const SyntaxIndex index = index_syntax(tree.value().root(), text);
  const auto function_of = [&](char name) {
    const auto at = index.function_at(static_cast<std::uint32_t>(text.find(name)));
    const Range range = index.functions[at].node.range();
    return at == 0 ? std::string("program") : text.substr(range.begin, 8);
  };
  EXPECT_EQ(function_of('a'), "program");
  EXPECT_EQ(function_of('b'), "function");
  EXPECT_EQ(function_of('d'), "() => d)");
  EXPECT_EQ(function_of('e'), "function");
  EXPECT_EQ(index.function_at(static_cast<std::uint32_t>(text.find("; e") + 2)), 1U);
  EXPECT_EQ(function_of('g'), "m() { g ");
  EXPECT_EQ(function_of('h'), "static {");
  EXPECT_EQ(index.function_at(static_cast<std::uint32_t>(text.size() - 1)), 0U);
}

TEST(SyntaxIndex, KnowsWhatIsAroundACall) {
  const std::string text = "if (a) x = (f()); b && g(); h();";
  const auto tree = parse(text);
  ASSERT_TRUE(tree);
  const SyntaxIndex index = index_syntax(tree.value().root(), text);
  ASSERT_EQ(index.calls.size(), 3U);
  const auto text_of = [&](const Node& node) { return text.substr(node.range().begin, node.range().size()); };
  EXPECT_EQ(index.calls[0].user.kind(), Kind::assignment_expression);
  EXPECT_EQ(index.calls[0].field, Field::right);
  EXPECT_EQ(text_of(index.calls[0].guard), "(a)");
  EXPECT_EQ(text_of(index.calls[1].guard), "b");
  EXPECT_FALSE(index.calls[2].guard);
  EXPECT_TRUE(index.calls[2].discarded);
}

// Twice the text takes about twice the time; a step of a rule that is quadratic would take minutes here.
TEST(Lint, LargeFilesTakeLinearTime) {
  LintOptions options;
  for (std::size_t i = 0; i < rules().size(); ++i) options.levels[i] = rules()[i].severity;
  const std::string head = "var wasmMemory = new WebAssembly.Memory({shared: true}), HEAP32, HEAPU8;\n";
  for (const std::string& part : {
           std::string("HEAP32[p >> 1] = HEAPU8[p];"),
           std::string("/* heaplift-disable */"),
           std::string("/* heaplift-disable-next-line shift-mismatch */"),
           std::string("(() => { const v = new Uint8Array(wasmMemory.buffer); return () => v; })();"),
           std::string("if (wasmMemory.buffer != HEAPU8.buffer) f(() => crypto.getRandomValues(HEAPU8.subarray(a)));"),
           std::string("function f(p) { HEAP32[p] = HEAPU8[p]; }"),
       }) {
    const auto result = lint_text(head + repeated(part, 20'000), options);
    EXPECT_FALSE(result.failed()) << part;
    EXPECT_GE(result.findings.size() + result.suppressed, 20'000U - 1) << part;
  }
}

TEST(Lint, DeepNestingIsNoMatter) {
  LintOptions options;
  for (std::size_t i = 0; i < rules().size(); ++i) options.levels[i] = rules()[i].severity;
  constexpr std::size_t kDepth = 10'000;
  for (const auto& [open, close] : std::vector<std::pair<std::string, std::string>>{
           {"(", ")"}, {"[", "]"}, {"function f() {", "}"}, {"(() => ", ")()"}, {"f(", ")"}, {"HEAP32[", " >> 1]"}}) {
    const std::string text = testing::nested(open, "HEAP32[p >> 1]", close, kDepth);
    EXPECT_FALSE(lint_text("var wasmMemory, HEAP32; " + text, options).findings.empty()) << open;
  }
}

}  // namespace
}  // namespace heaplift
