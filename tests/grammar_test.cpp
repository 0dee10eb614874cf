// The grammar boundary: kinds and fields exist, nodes answer, the walker does not recurse, errors have places.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "grammar/kinds.h"
#include "grammar/parse.h"
#include "grammar/walk.h"
#include "tests/support.h"

namespace heaplift {
namespace {

using testing::nested;
using testing::repeated;

constexpr std::size_t kDeep = 10'000;

// What a walk meets, and whether it left what it entered.
struct Recorder {
  std::vector<Kind> kinds;
  std::vector<Field> fields;
  Kind closed = Kind::other;  // a kind that the walk does not go below
  std::size_t depth = 0;
  std::size_t deepest = 0;
  std::size_t left = 0;

  bool enter(const Node& node, const Cursor& cursor) {
    kinds.push_back(node.kind());
    fields.push_back(cursor.field());
    deepest = std::max(deepest, ++depth);
    return node.kind() != closed;
  }
  void leave() {
    --depth;
    ++left;
  }
};

Recorder walked(const Tree& tree, Kind closed = Kind::other) {
  Recorder recorder;
  recorder.closed = closed;
  walk(tree.root(), recorder);
  return recorder;
}

TEST(GrammarTest, HasEveryKindAndFieldThatHeapliftNames) { EXPECT_EQ(missing_from_grammar(), ""); }

TEST(GrammarTest, NodesKnowTheirKindRangeAndChildren) {
  const Tree tree = parse("/*c*/ HEAP8 [ /*i*/ p >> 2 ] = 1;").value();
  const Node root = tree.root();
  EXPECT_EQ(root.kind(), Kind::program);
  EXPECT_TRUE(root.named());
  EXPECT_FALSE(root.has_error());
  EXPECT_EQ(root.child(0U).kind(), Kind::comment);
  const Node assignment = root.operand(0).operand(0);
  EXPECT_EQ(assignment.kind(), Kind::assignment_expression);
  EXPECT_EQ(assignment.range(), (Range{6, 32}));
  EXPECT_EQ(assignment.child_count(), 3U);
  EXPECT_EQ(assignment.child(Kind::equals).range(), (Range{29, 30}));
  EXPECT_FALSE(assignment.child(Kind::equals).named());
  const Node element = assignment.child(Field::left);
  EXPECT_EQ(element, assignment.operand(0));
  EXPECT_EQ(element, assignment.child(0U));
  EXPECT_EQ(element.kind(), Kind::subscript_expression);
  EXPECT_EQ(element.child(Field::object).range(), (Range{6, 11}));
  EXPECT_EQ(element.child(Field::index).kind(), Kind::binary_expression);
  EXPECT_EQ(element.operand(1), element.child(Field::index));
  EXPECT_EQ(element.child(Kind::comment).range(), (Range{14, 19}));
  EXPECT_FALSE(element.child(Field::optional_chain));
  EXPECT_FALSE(element.child(Kind::semicolon));
  EXPECT_FALSE(element.child(9U));
  EXPECT_FALSE(element.operand(2));
}

TEST(GrammarTest, TheNullNodeIsHarmless) {
  const Node null;
  EXPECT_FALSE(null);
  EXPECT_EQ(null.kind(), Kind::other);
  EXPECT_EQ(null.range(), Range{});
  EXPECT_EQ(null.child_count(), 0);
  EXPECT_FALSE(null.child(0U));
  EXPECT_FALSE(null.child(Kind::comment));
  EXPECT_FALSE(null.child(Field::arguments));
  EXPECT_FALSE(null.operand(0));
  EXPECT_FALSE(null.named() || null.missing() || null.has_error());
  EXPECT_EQ(null, Node());
}

TEST(GrammarTest, NodesOfDifferentTreesDiffer) {
  const Tree a = parse("a").value();
  const Tree b = parse("a").value();
  EXPECT_EQ(a.root(), a.root());
  EXPECT_NE(a.root(), b.root());
}

TEST(WalkTest, VisitsEverythingInOrderAndLeavesWhatItEntered) {
  const Tree tree = parse("f(a)").value();
  const Recorder seen = walked(tree);
  EXPECT_EQ(seen.kinds, (std::vector{Kind::program, Kind::expression_statement, Kind::call_expression, Kind::identifier,
                                     Kind::arguments, Kind::open_paren, Kind::identifier, Kind::close_paren}));
  EXPECT_EQ(seen.fields, (std::vector{Field::none, Field::none, Field::none, Field::function, Field::arguments,
                                      Field::none, Field::none, Field::none}));
  EXPECT_EQ(seen.left, seen.kinds.size());
  EXPECT_EQ(seen.depth, 0U);
}

TEST(WalkTest, GoesNotBelowWhatTheVisitorDeclines) {
  const Tree tree = parse("f(a); g").value();
  const Recorder seen = walked(tree, Kind::call_expression);
  EXPECT_EQ(seen.kinds, (std::vector{Kind::program, Kind::expression_statement, Kind::call_expression, Kind::semicolon,
                                     Kind::expression_statement, Kind::identifier}));
  EXPECT_EQ(seen.left, seen.kinds.size());
}

TEST(WalkTest, AnEmptyFileIsAProgram) {
  const Tree tree = parse("").value();
  EXPECT_EQ(walked(tree).kinds, std::vector{Kind::program});
  EXPECT_EQ(tree.root().range(), Range{});
}

TEST(WalkTest, TakesDeepNestingWithoutRecursion) {
  const std::vector<std::pair<const char*, std::string>> cases = {
      {"parentheses", nested("(", "a", ")", kDeep)}, {"blocks", nested("{", "a", "}", kDeep)},
      {"arrays", nested("[", "a", "]", kDeep)},      {"functions", nested("(function(){", "a", "})", kDeep)},
      {"arrows", nested("()=>{", "a", "}", kDeep)},  {"subscripts", nested("HEAP8[", "0", "]", kDeep)},
      {"sum", "a" + repeated("+a", kDeep)},          {"else if", repeated("if(a);else ", kDeep) + ";"},
      {"unary", repeated("!", kDeep) + "a"},         {"members", "a" + repeated(".a", kDeep)},
      {"calls", "a" + repeated("()", kDeep)},        {"templates", nested("`${", "a", "}`", kDeep)},
  };
  for (const auto& [name, text] : cases) {
    const Tree tree = parse(text).value();
    EXPECT_FALSE(tree.root().has_error()) << name;
    const Recorder seen = walked(tree);
    EXPECT_GT(seen.deepest, kDeep) << name;
    EXPECT_EQ(seen.left, seen.kinds.size()) << name;
    EXPECT_TRUE(syntax_errors(tree.root()).empty()) << name;
  }
}

std::vector<SyntaxError> errors_of(std::string_view text) { return syntax_errors(parse(text).value().root()); }

TEST(SyntaxErrorsTest, JavaScriptHasNone) {
  for (const char* text : {"",
                           " ",
                           "// comment",
                           "#!/usr/bin/env node\na",
                           "\xEF\xBB\xBF"
                           "a",
                           "<!-- html\na",
                           "--> html\na",
                           " /* b */ /* c */ --> html\na",
                           "a <!-- html\n--> html\n/*\n*/ --> html\n/* b */ --> html",
                           "a \?\?= b?.[c]?.(d)",
                           "class C { static #p = 1; static { } get x() { return #p in this } async *[k]() {} }",
                           "label: for await (const a of b) continue label",
                           "import a, * as b from 'c' with {type: 'json'}",
                           "export * as a from 'b'; export {c as 'd'} from 'e'",
                           "1_000n ** 0x1Fn",
                           "/[/]/v.test(a)",
                           "async () => await a",
                           "for (let of of []) ;",
                           "let async; async = 1",
                           "a = b\n++c",
                           "var \\u0048EAP8",
                           "new.target",
                           "import.meta",
                           "x = <a>{b}</a>",
                           "if (a) function f() {}",
                           "try {} catch {}",
                           "yield\nlet",
                           "a\xE2\x80\xA8"
                           "b",
                           "a\0b",
                           "a\rb\r++c",
                           "#!a\rb",
                           "a /*\n*/ b /*\xE2\x80\xA9*/ c",
                           "break_: for (;;) { break /*\n*/ [a] = b }",
                           "a\nin_b = instanceof_c\ninstanceof_c = d",
                           "for (var a\nof b) ; for (c\nof d) ; for (e\nin f) ;",
                           "export {a}\nfrom 'b'",
                           "class C { a\n[b] = 1\nc\n*d() {} }",
                           "[(a), ((b.c)) = 1, ...(d[e])] = f; ({g: (h)} = i); for ([(j)] of k) ;",
                           "async () => { for await (a of b) await (c)[d] }",
                           "function f() { return await (a)[b] + yield(c)[d] }"}) {
    EXPECT_TRUE(errors_of(text).empty()) << text;
  }
}

// The kinds of the first statement's expression.
std::vector<Kind> first_expression(const char* text) {
  const Tree tree = parse(text).value();
  std::vector<Kind> kinds = walked(tree).kinds;
  kinds.erase(kinds.begin(), kinds.begin() + 2);
  kinds.resize(std::min<std::size_t>(kinds.size(), 2));
  return kinds;
}

TEST(TermsTest, HtmlLikeCommentsAreNoneInModules) {
  EXPECT_EQ(first_expression("a<!--b\n"), (std::vector{Kind::identifier, Kind::html_comment}));
  EXPECT_EQ(first_expression("a<!--b\nexport {}"), (std::vector{Kind::binary_expression, Kind::identifier}));
}

TEST(TermsTest, AwaitAndYieldAreNamesWhereTheyAreNoOperators) {
  EXPECT_EQ(first_expression("await (a)[b]")[0], Kind::unary_expression);
  EXPECT_EQ(first_expression("yield (a)[b]")[0], Kind::subscript_expression);
  const Recorder names = walked(parse("function f() { [await (a)[b], yield (a)[b]] }").value());
  EXPECT_EQ(std::ranges::count(names.kinds, Kind::call_expression), 2);
  const Recorder operators = walked(parse("async function* f() { [await (a)[b], yield (a)[b]] }").value());
  EXPECT_EQ(std::ranges::count(operators.kinds, Kind::call_expression), 0);
}

TEST(ScannerTest, ManyCommentsTakeNoQuadraticTime) {
  const Tree tree = parse("a" + repeated("/**/", 200'000) + "\n" + repeated("//\n", 200'000) + "b").value();
  EXPECT_FALSE(tree.root().has_error());
}

TEST(SyntaxErrorsTest, AreLocated) {
  const std::vector<SyntaxError> unexpected = errors_of("a;\nfoo(1 2);\nb;");
  ASSERT_EQ(unexpected.size(), 1U);
  EXPECT_GE(unexpected[0].range.begin, 3U);
  EXPECT_LE(unexpected[0].range.end, 12U);
  EXPECT_TRUE(unexpected[0].enclosing.contains(unexpected[0].range));
  EXPECT_EQ(unexpected[0].message, "unexpected text");

  const std::vector<SyntaxError> missing = errors_of("f(a;\n");
  ASSERT_EQ(missing.size(), 1U);
  EXPECT_EQ(missing[0].range, (Range{3, 3}));
  EXPECT_EQ(missing[0].message, "missing `)`");
  EXPECT_TRUE(missing[0].enclosing.contains(missing[0].range));
}

TEST(SyntaxErrorsTest, ComeInTheOrderOfTheSource) {
  const std::vector<SyntaxError> errors = errors_of("foo(1 2);\nlet a = b;\nbar(3 4);\n");
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_LT(errors[0].range.end, errors[1].range.begin);
}

TEST(SyntaxErrorsTest, TextThatIsNoProgramAtAllIsOne) {
  for (const char* text : {"}", "%%%", "\x01", "function", "`"}) EXPECT_FALSE(errors_of(text).empty()) << text;
}

}  // namespace
}  // namespace heaplift
