// Addresses: what an index becomes, and what may be repeated or stand beside an operator.
#include "passes/address.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "grammar/parse.h"

namespace heaplift {
namespace {

// An expression, parsed as the index of a view so that it can be a comma expression.
class Index {
 public:
  explicit Index(std::string_view expression)
      : text_("HEAP8[" + std::string(expression) + "]"), tree_(parse(text_).value()) {}

  [[nodiscard]] Node node() const { return tree_.root().operand(0).operand(0).child(Field::index); }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string after(const Rewording& rewording) const { return reworded(rewording, node(), text_); }
  // The same, by way of edits.
  [[nodiscard]] std::string edited(const Rewording& rewording) const {
    EditBuffer edits(static_cast<std::uint32_t>(text_.size()));
    apply(rewording, node(), edits);
    const std::string whole = edits.apply(text_).value();
    return whole.substr(6, whole.size() - 7);
  }

 private:
  std::string text_;
  Tree tree_;
};

struct AddressRow {
  ViewType type;
  const char* index;
  const char* address;
  const char* aligned;  // with --assume-aligned
};

void expect_addresses(AddressUse use, const std::vector<AddressRow>& rows) {
  for (const AddressRow& row : rows) {
    const Index index(row.index);
    const Rewording plain = as_address(index.node(), index.text(), row.type, use, false);
    const Rewording aligned = as_address(index.node(), index.text(), row.type, use, true);
    EXPECT_EQ(index.after(plain), row.address) << row.index;
    EXPECT_EQ(index.edited(plain), row.address) << row.index;
    EXPECT_EQ(index.after(aligned), row.aligned) << row.index;
    EXPECT_EQ(index.edited(aligned), row.aligned) << row.index;
  }
}

TEST(AddressTest, OfAccesses) {
  using enum ViewType;
  expect_addresses(AddressUse::access, {
                                           {i8, "p", "p", "p"},
                                           {u8, "p >> 2", "p >> 2", "p >> 2"},
                                           {i8, "a, b", "(a, b)", "(a, b)"},
                                           {i32, "p >> 2", "p & -4", "p"},
                                           {u32, "p>>2", "p&-4", "p"},
                                           {i32, "p >>> 2", "p & -4", "p"},
                                           {i16, "p >> 1", "p & -2", "p"},
                                           {f64, "p >> 3", "p & -8", "p"},
                                           {f32, "(p >> 2)", "(p & -4)", "(p)"},
                                           {i32, "p + 4 >> 2", "p + 4 & -4", "p + 4"},
                                           {i32, "p /* c */ >> /* d */ 2", "p /* c */ & /* d */ -4", "p"},
                                           {i32, "p / 4", "p / 4 * 4", "p"},
                                           {i32, "p >> 3", "(p >> 3) * 4", "(p >> 3) * 4"},
                                           {i16, "p >> 2", "(p >> 2) * 2", "(p >> 2) * 2"},
                                           {i32, "(p >> 2) + 1", "((p >> 2) + 1) * 4", "((p >> 2) + 1) * 4"},
                                           {i32, "p << 2", "(p << 2) * 4", "(p << 2) * 4"},
                                           {f64, "i", "i * 8", "i * 8"},
                                           {f64, "i * 2", "i * 2 * 8", "i * 2 * 8"},
                                           {i32, "i % 3", "i % 3 * 4", "i % 3 * 4"},
                                           {i32, "i + 1", "(i + 1) * 4", "(i + 1) * 4"},
                                           {i32, "-i", "-i * 4", "-i * 4"},
                                           {i32, "i++", "i++ * 4", "i++ * 4"},
                                           {i32, "f(i)", "f(i) * 4", "f(i) * 4"},
                                           {i32, "a[i].b", "a[i].b * 4", "a[i].b * 4"},
                                           {i32, "a ? b : c", "(a ? b : c) * 4", "(a ? b : c) * 4"},
                                           {i32, "a = b", "(a = b) * 4", "(a = b) * 4"},
                                           {i32, "a, b", "(a, b) * 4", "(a, b) * 4"},
                                           {i32, "() => a", "(() => a) * 4", "(() => a) * 4"},
                                           {i32, "function () {}", "(function () {}) * 4", "(function () {}) * 4"},
                                           {i32, "a ** b", "a ** b * 4", "a ** b * 4"},
                                           {i16, "5", "10", "10"},
                                           {i32, "0", "0", "0"},
                                           {f64, "0x10", "128", "128"},
                                           {i32, "010", "010 * 4", "010 * 4"},
                                           {i32, "1e3", "1e3 * 4", "1e3 * 4"},
                                           {i32, "1.5", "1.5 * 4", "1.5 * 4"},
                                           {i32, "4294967295", "17179869180", "17179869180"},
                                           {i32, "(5)", "(5) * 4", "(5) * 4"},
                                       });
}

// A negative number counts from the end, so `p >>> 2` must not become negative, and no number may wrap.
TEST(AddressTest, OfRanges) {
  using enum ViewType;
  expect_addresses(AddressUse::range, {
                                          {u8, "p", "p", "p"},
                                          {i32, "p >> 2", "p & -4", "p"},
                                          {i32, "p >>> 2", "(p & -4) >>> 0", "(p & -4) >>> 0"},
                                          {i32, "(p >>> 2)", "(p >>> 2) * 4", "(p >>> 2) * 4"},
                                          {i32, "p / 4", "p / 4 * 4", "p"},
                                          {i32, "-1", "-1 * 4", "-1 * 4"},
                                          {i32, "n", "n * 4", "n * 4"},
                                      });
}

TEST(AddressTest, OfArguments) {
  for (const auto& [expression, argument] : std::vector<std::pair<const char*, const char*>>{
           {"a", "a"}, {"a, b", "(a, b)"}, {"(a, b)", "(a, b)"}, {"a = b", "a = b"}, {"() => a", "() => a"}}) {
    const Index index(expression);
    EXPECT_EQ(index.after(as_argument(index.node())), argument);
  }
}

TEST(AddressTest, IsPlain) {
  for (const char* expression :
       {"p", "0", "0x10", "p + 4", "p + 4 >> 2", "(p | 0) >>> 2", "a * b / c % d - e & f ^ g << h"}) {
    const Index index(expression);
    EXPECT_TRUE(is_plain(index.node(), index.text())) << expression;
  }
  for (const char* expression : {"f()",
                                 "a.b",
                                 "a[b]",
                                 "p++",
                                 "--p",
                                 "a = b",
                                 "a, b",
                                 "a ? b : c",
                                 "a || b",
                                 "a && b",
                                 "a \?\? b",
                                 "a in b",
                                 "a instanceof b",
                                 "a < b",
                                 "a == b",
                                 "a ** b",
                                 "-a",
                                 "`a`",
                                 "'a'",
                                 "this",
                                 "p +\n4",
                                 "p + /* c */ 4",
                                 "new a",
                                 "() => a",
                                 "[a]",
                                 "a + f()",
                                 "aaaaaaaaaaaaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbbbbbbbbbbbbbbb",
                                 "p\r+ 4",
                                 "p + // c\n4"}) {
    const Index index(expression);
    EXPECT_FALSE(is_plain(index.node(), index.text())) << expression;
  }
}

TEST(AddressTest, IsPrimary) {
  for (const char* expression : {"a", "0", "'a'", "`a`", "f()", "a.b", "a[b]", "(a, b)", "this", "true", "null"}) {
    EXPECT_TRUE(is_primary(Index(expression).node())) << expression;
  }
  for (const char* expression :
       {"a + b", "-a", "a++", "a = b", "a, b", "a ? b : c", "() => a", "a || b", "a \?\? b", "typeof a"}) {
    EXPECT_FALSE(is_primary(Index(expression).node())) << expression;
  }
}

// What is taken for a number must never be undefined.
TEST(AddressTest, IsSurelyNumber) {
  for (const char* expression : {"0", "p >> 2", "(p >> 2)", "p + 1", "p++", "a * b"}) {
    const Index index(expression);
    EXPECT_TRUE(is_surely_number(index.node(), index.text())) << expression;
  }
  for (const char* expression :
       {"p", "f()", "undefined", "a ? b : c", "a, b", "a || b", "a && b", "a \?\? b", "a = b", "a.b", "void 0"}) {
    const Index index(expression);
    EXPECT_FALSE(is_surely_number(index.node(), index.text())) << expression;
  }
}

}  // namespace
}  // namespace heaplift
