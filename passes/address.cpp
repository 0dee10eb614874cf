#include "passes/address.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "grammar/parentheses.h"

namespace heaplift {
namespace {

constexpr std::size_t kLongestPlain = 40;  // bytes; longer operands read better in a temporary

std::string_view text_of(const Node& node, std::string_view text) {
  return text.substr(node.range().begin, node.range().size());
}

std::optional<std::uint64_t> integer(const Node& node, std::string_view text) {
  if (node.kind() != Kind::number) return std::nullopt;
  std::string_view digits = text_of(node, text);
  const bool hex = digits.starts_with("0x") || digits.starts_with("0X");
  if (hex) digits.remove_prefix(2);
  if (digits.size() > 1 && digits[0] == '0') return std::nullopt;  // octal, or a zero too many
  if (digits.ends_with('n')) digits.remove_suffix(1);              // a BigInt names the same element
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (error != std::errc() || end != digits.data() + digits.size() || value >> 48 != 0) return std::nullopt;
  return value;
}

std::uint32_t shift_of(std::uint32_t size) {
  std::uint32_t shift = 0;
  while (1U << shift < size) ++shift;
  return shift;
}

// `node` is `left OP right` with an operator of `operators` and the number `amount` on the right.
bool is_scaled(const Node& node, std::string_view text, std::string_view op, std::uint64_t amount) {
  return node.kind() == Kind::binary_expression && text_of(node.child(Field::operator_), text) == op &&
         integer(node.child(Field::right), text) == amount;
}

// `* 4` binds as tightly as these do, so they need no parentheses in front of it.
bool is_factor(const Node& node, std::string_view text) {
  if (is_primary(node) || node.kind() == Kind::unary_expression || node.kind() == Kind::update_expression ||
      node.kind() == Kind::await_expression) {
    return true;
  }
  if (node.kind() != Kind::binary_expression) return false;
  const std::string_view op = text_of(node.child(Field::operator_), text);
  return op == "*" || op == "/" || op == "%" || op == "**";
}

Rewording multiplied(const Node& index, std::string_view text, std::uint32_t size) {
  const std::string factor = " * " + std::to_string(size);
  if (is_factor(index, text)) return {{}, "", factor};
  return {{}, "(", ")" + factor};
}

bool is_arithmetic(std::string_view op) {
  static constexpr std::array<std::string_view, 11> kOperators = {"+", "-", "*",  "/",  "%",  "&",
                                                                  "|", "^", "<<", ">>", ">>>"};
  return std::ranges::find(kOperators, op) != kOperators.end();
}

}  // namespace

bool is_primary(const Node& expression) {
  switch (expression.kind()) {
    case Kind::identifier:
    case Kind::number:
    case Kind::string:
    case Kind::template_string:
    case Kind::call_expression:
    case Kind::member_expression:
    case Kind::subscript_expression:
    case Kind::parenthesized_expression:
    case Kind::this_:
    case Kind::true_:
    case Kind::false_:
    case Kind::null:
    case Kind::undefined:
      return true;
    default:
      return false;
  }
}

// Recursion is bounded by the length of a plain expression.
// NOLINTNEXTLINE(misc-no-recursion)
bool is_plain(const Node& expression, std::string_view text) {
  const std::string_view own = text_of(expression, text);
  if (own.size() > kLongestPlain || own.find_first_of("\r\n") != own.npos || own.find("/*") != own.npos) return false;
  switch (expression.kind()) {
    case Kind::identifier:
    case Kind::number:
      return true;
    case Kind::parenthesized_expression:
      return is_plain(expression.operand(0), text);
    case Kind::binary_expression: {
      const std::string_view op = text_of(expression.child(Field::operator_), text);
      return is_arithmetic(op) && is_plain(expression.child(Field::left), text) &&
             is_plain(expression.child(Field::right), text);
    }
    default:
      return false;
  }
}

bool is_surely_number(const Node& argument, std::string_view text) {
  const Node node = without_parentheses(argument);
  switch (node.kind()) {
    case Kind::number:
    case Kind::update_expression:
      return true;
    case Kind::binary_expression:
      return is_arithmetic(text_of(node.child(Field::operator_), text));
    default:
      return false;
  }
}

Rewording as_argument(const Node& index) {
  if (index.kind() == Kind::sequence_expression) return {{}, "(", ")"};
  return {};
}

Rewording as_address(const Node& index, std::string_view text, ViewType type, AddressUse use, bool aligned) {
  const std::uint32_t size = info(type).element_size;
  if (size == 1) return as_argument(index);
  if (const auto value = integer(index, text)) return {{{index.range(), std::to_string(*value * size)}}, "", ""};
  const Node inner = without_parentheses(index);
  const bool logical = is_scaled(inner, text, ">>>", shift_of(size));
  const Range left = inner.child(Field::left) ? inner.child(Field::left).range() : Range{};
  if (logical || is_scaled(inner, text, ">>", shift_of(size))) {
    const bool positive = logical && use == AddressUse::range;
    if (positive && inner != index) return multiplied(index, text, size);
    if (aligned && !positive) return {{{Range{left.end, inner.range().end}, ""}}, "", ""};
    Rewording rewording{
        {{inner.child(Field::operator_).range(), "&"}, {inner.child(Field::right).range(), "-" + std::to_string(size)}},
        "",
        ""};
    if (positive) rewording.before = "(", rewording.after = ") >>> 0";
    return rewording;
  }
  if (aligned && is_scaled(inner, text, "/", size)) return {{{Range{left.end, inner.range().end}, ""}}, "", ""};
  return multiplied(index, text, size);
}

void apply(const Rewording& rewording, const Node& expression, EditBuffer& edits) {
  for (const auto& [range, text] : rewording.replaced) edits.replace(range, text);
  if (!rewording.before.empty()) edits.insert_before(expression.range(), rewording.before);
  if (!rewording.after.empty()) edits.insert_after(expression.range(), rewording.after);
}

std::string reworded(const Rewording& rewording, const Node& expression, std::string_view text) {
  std::string out = rewording.before;
  std::uint32_t at = expression.range().begin;
  for (const auto& [range, replacement] : rewording.replaced) {
    out.append(text.substr(at, range.begin - at)).append(replacement);
    at = range.end;
  }
  out.append(text.substr(at, expression.range().end - at)).append(rewording.after);
  return out;
}

}  // namespace heaplift
