// The parts of the command line that need no disk: arguments to commands, names of outputs, hints, composed edits.
#include <gtest/gtest.h>

#include "src/cli/compose_edits.h"
#include "src/cli/jobs.h"
#include "src/cli/options.h"
#include "src/cli/output_paths.h"
#include "src/cli/suggestion.h"

namespace heaplift {
namespace {

RewriteCommand rewrite_of(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "rewrite");
  Command command = parse_arguments(arguments);
  if (const auto* error = std::get_if<UsageError>(&command)) ADD_FAILURE() << error->message;
  auto* rewrite = std::get_if<RewriteCommand>(&command);
  return rewrite == nullptr ? RewriteCommand{} : std::move(*rewrite);
}

std::string usage_error(const std::vector<std::string>& arguments) {
  const Command command = parse_arguments(arguments);
  const auto* error = std::get_if<UsageError>(&command);
  return error == nullptr ? "(none)" : error->message;
}

testing::AssertionResult is_usage_error(const std::vector<std::string>& arguments, std::string_view part) {
  const std::string message = usage_error(arguments);
  if (message.find(part) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "got: " << message;
}

using Words = std::vector<std::string>;

TEST(Options, RewriteReadsStandardInputByDefault) {
  const RewriteCommand command = rewrite_of({});
  EXPECT_EQ(command.files, Words{"-"});
  EXPECT_EQ(command.destination.kind, Destination::Kind::standard_output);
  ASSERT_EQ(command.passes.size(), 1U);
  EXPECT_EQ(command.passes[0]->name, "growth-check");
  EXPECT_TRUE(command.options.runtime);
}

TEST(Options, FlagsMayStandAnywhere) {
  const RewriteCommand last = rewrite_of({"-i", "-p", "memory-methods", "/abs/file.js"});
  EXPECT_EQ(last.files, Words{"/abs/file.js"});
  EXPECT_EQ(last.destination.kind, Destination::Kind::in_place);
  const RewriteCommand first = rewrite_of({"a.js", "b.js", "-p", "memory-methods", "-w"});
  EXPECT_EQ(first.files, (Words{"a.js", "b.js"}));
  EXPECT_EQ(first.passes[0]->name, "memory-methods");
}

TEST(Options, PassesAreListedWithCommasOrRepeated) {
  for (const Words& words :
       {Words{"-p", "growth-check,memory-methods"}, Words{"--pass=growth-check", "-pmemory-methods"}}) {
    const RewriteCommand command = rewrite_of(words);
    ASSERT_EQ(command.passes.size(), 2U);
    EXPECT_EQ(command.passes[0]->name, "growth-check");
    EXPECT_EQ(command.passes[1]->name, "memory-methods");
  }
}

TEST(Options, FileNamesAreTakenAsTheyAre) {
  EXPECT_EQ(rewrite_of({"--check", "[a,b]", "a,b", "views", "-"}).files, (Words{"./[a,b]", "a,b", "views", "-"}));
  EXPECT_EQ(rewrite_of({"--check", "--", "-i", "--diff"}).files, (Words{"-i", "--diff"}));
}

TEST(Options, SourceMapsHaveAPlace) {
  EXPECT_EQ(rewrite_of({"a.js"}).source_map.kind, SourceMapChoice::Kind::none);
  EXPECT_EQ(rewrite_of({"-i", "--source-map", "a.js", "b.js"}).source_map.kind, SourceMapChoice::Kind::beside);
  EXPECT_EQ(rewrite_of({"--source-map=inline", "a.js"}).source_map.kind, SourceMapChoice::Kind::inlined);
  const RewriteCommand command = rewrite_of({"--source-map=a.map", "a.js"});
  EXPECT_EQ(command.source_map.kind, SourceMapChoice::Kind::file);
  EXPECT_EQ(command.source_map.path, "a.map");
  EXPECT_EQ(command.files, Words{"a.js"});
  EXPECT_TRUE(is_usage_error({"rewrite", "--source-map", "a.js"}, "for standard output use --source-map=FILE"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--source-map=-", "a.js"}, "cannot be written to standard output"));
  EXPECT_TRUE(is_usage_error({"rewrite", "-i", "--source-map=m", "a.js", "b.js"}, "takes one input file"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--check", "--source-map", "a.js"}, "leave out --source-map"));
}

TEST(Options, RewriteOptionsArePassedOn) {
  const RewriteCommand command = rewrite_of({"--names", "js", "--assume-aligned", "--prefix", "my_", "--memory",
                                             "Module.mem", "--view", "B=HEAPU8", "--view", "$f=f64", "--runtime",
                                             "none", "-j4", "--stats", "--verify", "--stdin-filename", "x.js"});
  EXPECT_EQ(command.options.names, MethodNames::js);
  EXPECT_TRUE(command.options.assume_aligned);
  EXPECT_EQ(command.options.prefix, "my_");
  EXPECT_EQ(command.options.views.memory, "Module.mem");
  ASSERT_EQ(command.options.views.names.size(), 2U);
  EXPECT_EQ(command.options.views.names[0], std::pair(std::string("B"), ViewType::u8));
  EXPECT_EQ(command.options.views.names[1], std::pair(std::string("$f"), ViewType::f64));
  EXPECT_FALSE(command.options.runtime);
  EXPECT_EQ(command.jobs, 4U);
  EXPECT_TRUE(command.stats && command.verify);
  EXPECT_EQ(command.stdin_name, "x.js");
}

TEST(Options, CheckAndDiffGoTogether) {
  const RewriteCommand command = rewrite_of({"--check", "--diff", "a.js", "b.js"});
  EXPECT_TRUE(command.check && command.diff);
}

TEST(Options, DashAsOutputIsStandardOutput) {
  EXPECT_EQ(rewrite_of({"-o", "-", "a.js"}).destination.kind, Destination::Kind::standard_output);
}

TEST(Options, ContradictionsAreRefused) {
  EXPECT_TRUE(is_usage_error({"rewrite", "a.js", "b.js"}, "several files"));
  EXPECT_TRUE(is_usage_error({"rewrite", "-o", "x", "a.js", "b.js"}, "one input file"));
  EXPECT_TRUE(is_usage_error({"rewrite", "-o", "x", "-i", "a.js"}, "only one of"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--out-dir", "x", "-i", "a.js"}, "only one of"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--check", "-i", "a.js"}, "write nothing"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--diff", "-o", "x", "a.js"}, "write nothing"));
  EXPECT_TRUE(is_usage_error({"rewrite", "-i"}, "needs files"));
  EXPECT_TRUE(is_usage_error({"rewrite", "-i", "-"}, "needs files"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--out-dir", "x"}, "--stdin-filename"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--check", "-", "-"}, "only once"));
  EXPECT_TRUE(is_usage_error({"rewrite", "-q", "-v"}, "contradict"));
  EXPECT_TRUE(is_usage_error({"runtime", "-p", "growth-check,memory-methods"}, "one pass"));
}

TEST(Options, BadValuesAreRefused) {
  EXPECT_TRUE(is_usage_error({"rewrite", "--view", "B"}, "NAME=TYPE"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--view", "B=HEAPU9"}, "did you mean 'HEAPU8'"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--view", "1B=u8"}, "identifier"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--view", "B=u8", "--view", "B=i8"}, "two types"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--prefix", "a-b"}, "--prefix"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--names", "c"}, "--names"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--color", "red"}, "--color"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--runtime", "some"}, "--runtime"));
  EXPECT_TRUE(is_usage_error({"rewrite", "-j", "many"}, "--jobs"));
  EXPECT_TRUE(is_usage_error({"rewrite", "-j", "-1"}, "--jobs"));
  EXPECT_TRUE(is_usage_error({"rewrite", "-o"}, "--output needs a value"));
  EXPECT_TRUE(is_usage_error({"rewrite", "-o", "a", "-o", "b"}, "--output can be given only once"));
  EXPECT_TRUE(is_usage_error({"rewrite", "-o", ""}, "--output needs the name"));
}

TEST(Options, MisspelledWordsGetAHint) {
  EXPECT_TRUE(is_usage_error({"rewrte"}, "did you mean 'rewrite'?"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--in-plcae", "a.js"}, "did you mean '--in-place'?"));
  EXPECT_TRUE(is_usage_error({"rewrite", "--ouput=x", "a.js"}, "'--ouput'; did you mean '--output'?"));
  EXPECT_TRUE(is_usage_error({"rewrite", "-p", "growth_check"}, "did you mean 'growth-check'?"));
  EXPECT_TRUE(is_usage_error({"explain", "growth"}, "unknown pass or rule 'growth'"));
  EXPECT_TRUE(is_usage_error({"--versoin"}, "did you mean '--version'?"));
  EXPECT_TRUE(is_usage_error({}, "a command is missing"));
}

TEST(Options, HelpAndVersionWinOverMistakes) {
  for (const Words& words :
       {Words{"--help"}, Words{"rewrite", "--help"}, Words{"--version"}, Words{"rewrite", "a.js", "b.js", "-h"}}) {
    const Command command = parse_arguments(words);
    ASSERT_TRUE(std::holds_alternative<HelpText>(command));
    EXPECT_TRUE(std::get<HelpText>(command).text.ends_with('\n'));
  }
}

TEST(Suggestion, CountsEdits) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("rewrite", "rewrite"), 0U);
  EXPECT_EQ(edit_distance("rewrte", "rewrite"), 1U);
  EXPECT_EQ(edit_distance("rewriet", "rewrite"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
}

TEST(Suggestion, OnlyCloseWordsAreMeant) {
  EXPECT_EQ(closest("views", {"passes", "views"}), "views");
  EXPECT_EQ(closest("vews", {"passes", "views"}), "views");
  EXPECT_EQ(closest("xyz", {"passes", "views"}), std::nullopt);
  EXPECT_EQ(hint("xyz", {}), "");
}

TEST(OutputPaths, BelowAFolder) {
  EXPECT_EQ(path_below("out", "a.js"), "out/a.js");
  EXPECT_EQ(path_below("out", "lib/a.js"), "out/lib/a.js");
  EXPECT_EQ(path_below("out", "./lib//x/../a.js"), "out/lib/a.js");
  EXPECT_EQ(path_below("out", "../lib/a.js"), "out/lib/a.js");
  EXPECT_EQ(path_below("out", "/usr/lib/a.js"), "out/a.js");
  EXPECT_EQ(path_below("/tmp/out/", "a.js"), "/tmp/out/a.js");
}

TEST(OutputPaths, EachInputHasItsOwn) {
  const Destination folder{Destination::Kind::folder, "out"};
  const auto distinct = output_paths(folder, {"a.js", "lib/a.js"});
  ASSERT_TRUE(distinct);
  EXPECT_EQ(distinct.value(), (Words{"out/a.js", "out/lib/a.js"}));
  const auto same = output_paths(folder, {"a.js", "/x/a.js"});
  ASSERT_FALSE(same);
  EXPECT_EQ(same.error().message, "'a.js' and '/x/a.js' would both be written to 'out/a.js'");
  EXPECT_FALSE(output_paths({Destination::Kind::in_place, ""}, {"a.js", "./a.js"}));
}

std::string composed(const std::string& text, const std::vector<Edit>& first, const std::vector<Edit>& second) {
  const std::string between = apply_edits(text, first);
  const std::string result = apply_edits(between, second);
  const std::vector<Edit> edits = compose_edits(first, second, result);
  for (std::size_t i = 1; i < edits.size(); ++i) EXPECT_LT(edits[i - 1].range.end, edits[i].range.begin);
  EXPECT_EQ(apply_edits(text, edits), result);
  return std::to_string(edits.size()) + " " + result;
}

TEST(ComposeEdits, DoesWhatBothDo) {
  EXPECT_EQ(composed("abcdef", {{{1, 2}, "XYZ"}}, {{{5, 6}, ""}}), "2 aXYZcef");
  EXPECT_EQ(composed("abcdef", {{{1, 2}, "XYZ"}}, {{{2, 3}, "-"}}), "1 aX-Zcdef");
  EXPECT_EQ(composed("abcdef", {{{1, 2}, "XYZ"}}, {{{0, 2}, ""}, {{3, 5}, "++"}}), "1 Y++def");
  EXPECT_EQ(composed("abcdef", {{{0, 0}, "1"}, {{6, 6}, "2"}}, {{{0, 0}, "3"}, {{8, 8}, "4"}}), "2 31abcdef24");
  EXPECT_EQ(composed("abcdef", {{{1, 5}, ""}}, {{{1, 1}, "!"}}), "1 a!f");
  EXPECT_EQ(composed("abcdef", {}, {{{1, 2}, "!"}}), "1 a!cdef");
}

TEST(ComposeEdits, AgreesOnAllSmallEdits) {
  const std::string text = "abcd";
  for (std::uint32_t a = 0; a <= 4; ++a) {
    for (std::uint32_t b = a; b <= 4; ++b) {
      for (std::uint32_t c = 0; c <= 6 - (b - a); ++c) {
        for (std::uint32_t d = c; d <= 6 - (b - a); ++d) composed(text, {{{a, b}, "XY"}}, {{{c, d}, "-"}});
      }
    }
  }
}

TEST(Jobs, EachIndexIsDoneOnce) {
  for (const unsigned threads : {0U, 1U, 3U, 100U}) {
    std::vector<int> done(50);
    for_each_index(done.size(), threads, [&](std::size_t i) { ++done[i]; });
    EXPECT_EQ(done, std::vector<int>(50, 1));
  }
  for_each_index(0, 4, [](std::size_t) { FAIL(); });
}

TEST(Jobs, TheFirstExceptionIsThrown) {
  std::string message;
  try {
    for_each_index(10, 4, [](std::size_t i) {
      if (i >= 3) throw std::runtime_error(std::to_string(i));
    });
  } catch (const std::runtime_error& error) {
    message = error.what();
  }
  EXPECT_EQ(message, "3");
}

}  // namespace
}  // namespace heaplift
