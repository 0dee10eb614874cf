#include "rules/pointer_index.h"

#include <bit>
#include <charconv>

#include "grammar/parentheses.h"
#include "rules/memory_values.h"

namespace heaplift {
namespace {

constexpr int kMostSteps = 16;  // how far an index is read; longer chains are not made by hand

// The value of a decimal literal.
std::optional<std::uint32_t> number_of(const LintContext& context, const Node& node) {
  if (node.kind() != Kind::number) return std::nullopt;
  const std::string_view text = context.text(node);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The next expression on the way from an index to its pointer, or null where the way ends.
class IndexReader {
 public:
  explicit IndexReader(const LintContext& context) : context_(context) {}

  std::optional<PointerIndex> read(Node node) {
    for (int step = 0; step < kMostSteps; ++step) {
      index_.pointer = node;
      const Node next = step_from(node);
      if (!next) break;
      node = next;
    }
    return index_.shift ? std::optional(index_) : std::nullopt;
  }

 private:
  Node step_from(const Node& node) {
    switch (node.kind()) {
      case Kind::parenthesized_expression:
        return node.operand(0);
      case Kind::binary_expression:
        return step_from_binary(node);
      case Kind::identifier: {
        // Where nothing is shifted any more, the variable itself is the pointer.
        const Node value = only_value(context_, node);
        return value && IndexReader(context_).shifts(value) ? value : Node();
      }
      default:
        return {};
    }
  }

  [[nodiscard]] bool shifts(Node node) const {
    node = without_parentheses(node);
    if (node.kind() != Kind::binary_expression) return false;
    const std::string_view text = context_.text(node.child(Field::operator_));
    return text == ">>" || text == ">>>" || text == "/";
  }

  Node step_from_binary(const Node& node) {
    const std::string_view text = context_.text(node.child(Field::operator_));
    const Node left = node.child(Field::left);
    const auto number = number_of(context_, node.child(Field::right));
    if (text == "+" && number_of(context_, left)) return index_.shift ? Node() : node.child(Field::right);
    if (!number) return {};
    if (text == "+" || text == "-") return index_.shift ? Node() : left;
    if (text == ">>>" && *number == 0) return left;
    if (text == "|" && *number == 0) return left;
    if (text == ">>" || text == ">>>") return shifted(node, *number, text == ">>");
    if (text == "/" && std::has_single_bit(*number) && *number > 1) {
      return shifted(node, static_cast<std::uint32_t>(std::countr_zero(*number)), false);
    }
    return {};
  }

  Node shifted(const Node& node, std::uint32_t bits, bool sign) {
    if (bits > 31) return {};
    if (!index_.shift) index_.shift = node;
    index_.bits += bits;
    index_.sign |= sign;
    return node.child(Field::left);
  }

  const LintContext& context_;
  PointerIndex index_;
};

}  // namespace

std::uint32_t shift_of(ViewType type) { return static_cast<std::uint32_t>(std::countr_zero(info(type).element_size)); }

std::optional<PointerIndex> read_pointer_index(const LintContext& context, Node index) {
  return IndexReader(context).read(index);
}

std::vector<Node> element_indices(const LintContext& context, const Access& access) {
  if (!access.element) return {};
  if (access.element.kind() == Kind::subscript_expression && access.kind != AccessKind::call &&
      access.kind != AccessKind::property) {
    return {access.element.child(Field::index)};
  }
  if (access.kind != AccessKind::call || access.element.kind() != Kind::member_expression) return {};
  const std::string_view method = context.text(access.element.child(Field::property));
  const Node arguments = access.operation.child(Field::arguments);
  if (arguments.kind() != Kind::arguments) return {};
  std::vector<Node> found;
  const bool range = method == "subarray" || method == "slice";
  const bool behind_value = method == "set" || method == "fill";
  for (std::uint32_t i = 0; i < 3; ++i) {
    const Node argument = arguments.operand(i);
    if (!argument || argument.kind() == Kind::spread_element) break;
    const bool index =
        (range && i < 2) || (behind_value && i > 0 && (method == "fill" || i == 1)) || method == "copyWithin";
    if (index) found.push_back(argument);
  }
  return found;
}

}  // namespace heaplift
