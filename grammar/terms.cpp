#include "grammar/terms.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "grammar/walk.h"
#include "src/base/characters.h"

namespace heaplift {
namespace {

constexpr std::string_view kAwait = "await";
constexpr std::string_view kVoid = "void ";
constexpr std::string_view kYield = "yield";
constexpr std::string_view kName = "name_";
constexpr std::string_view kBlank = " \t\r\n";

// Whether `text` ends with the word `word`.
bool ends_with_word(std::string_view text, std::string_view word) {
  return text.ends_with(word) && (text.size() == word.size() || !is_word(text[text.size() - word.size() - 1]));
}

// Whether the `await` at `at` may be the operator in front of something that the grammar takes for its arguments, its
// index or a second operand.
bool is_ambiguous_await(std::string_view text, std::size_t at) {
  if (at > 0 && is_word(text[at - 1])) return false;
  const std::size_t last = at == 0 ? text.npos : text.find_last_not_of(kBlank, at - 1);
  const std::string_view before = text.substr(0, last == text.npos ? 0 : last + 1);
  if (before.ends_with('.') && !before.ends_with("..")) return false;
  if (ends_with_word(before, "for") || ends_with_word(before, "function")) return false;
  const std::size_t next = text.find_first_not_of(kBlank, at + kAwait.size());
  return next != text.npos && std::string_view("([+-/`").find(text[next]) != std::string_view::npos;
}

void replace_at(std::string& text, std::size_t at, std::string_view replacement) {
  text.replace(at, replacement.size(), replacement);
}

bool is_await(std::string_view text, std::size_t at) { return text.substr(at, kAwait.size()) == kAwait; }

// Calls `change(at)` for each place of `what`.
template <class Change>
void for_each(std::string_view text, std::string_view what, Change change) {
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + what.size())) change(at);
}

// A hashbang comment ends at any LineTerminator of ECMA-262: a lone CR, U+2028 and U+2029 among them.
void end_hashbang(std::string& text) {
  if (!text.starts_with("#!")) return;
  const std::size_t line = text.find_first_of("\r\n");
  const std::size_t end = std::min(text.find("\xE2\x80\xA8"), text.find("\xE2\x80\xA9"));
  if (end < line) {
    replace_at(text, end, "\n  ");
  } else if (line != text.npos && text.substr(line, 2) != "\r\n") {
    text[line] = '\n';
  }
}

// In front of `-->` on its line stand only comments, but no line end stands in front of the first line.
void begin_comment_in_first_line(std::string& text) {
  const std::string_view view = text;
  std::size_t first = view.find_first_not_of(" \t");
  while (first != view.npos && view.substr(first, 2) == "/*") {
    const std::size_t end = view.find("*/", first + 2);
    first = end == view.npos ? end : view.find_first_not_of(" \t", end + 2);
  }
  if (first != view.npos && view.substr(first, 3) == "-->") replace_at(text, first, "//");
}

bool may_need_changes(std::string_view text) {
  return text.find('\0') != text.npos || text.find(kAwait) != text.npos || text.starts_with("#!") ||
         text.substr(0, text.find('\n')).find("-->") != text.npos;
}

// Finds operators that are names: `await`, as far as it is `void` in the tree, in functions that are not async, and
// `yield` outside of generators.
class NameFinder {
 public:
  NameFinder(std::string_view text, std::string_view parsed) : text_(text), parsed_(parsed) {}

  std::vector<std::uint32_t> found;

  bool enter(const Node& node, const Cursor& /*cursor*/) {
    Function function = functions_.empty() ? Function{} : functions_.back();
    const std::uint32_t at = node.range().begin;
    switch (node.kind()) {
      case Kind::arrow_function:
      case Kind::function_expression:
      case Kind::function_declaration:
      case Kind::generator_function:
      case Kind::generator_function_declaration:
      case Kind::method_definition:
        function = {static_cast<bool>(node.child(Kind::keyword_async)), static_cast<bool>(node.child(Kind::star))};
        break;
      case Kind::unary_expression:
        if (!function.async && is_await(text_, at) && !is_await(parsed_, at)) found.push_back(at);
        break;
      case Kind::yield_expression:
        if (!function.generator) found.push_back(at);
        break;
      default:
        break;
    }
    functions_.push_back(function);
    return true;
  }
  void leave() { functions_.pop_back(); }

 private:
  struct Function {
    bool async = true;  // a module may await outside of functions
    bool generator = false;
  };

  std::string_view text_;
  std::string_view parsed_;
  std::vector<Function> functions_;
};

// Finds parentheses around names, members and elements, where punctuation is on both sides.
//
// It goes by the tokens alone: where the parser lost its way, these are all that is left of the tree.
class ParenthesisFinder {
 public:
  explicit ParenthesisFinder(std::string_view text) : text_(text) {}

  std::vector<Range> found;

  bool enter(const Node& node, const Cursor& /*cursor*/) {
    if (node.kind() == Kind::string || node.kind() == Kind::regex) {
      add(Chain::broken);
      return false;
    }
    if (node.child_count() == 0 && node.kind() != Kind::comment && !node.range().empty()) {
      add_token(node.range(), node.named());
    }
    return true;
  }
  void leave() {}

 private:
  // What stands behind an opening bracket so far, as far as it can be a target: names, members, elements and calls.
  enum class Chain : std::uint8_t { empty, target, value, dot, broken };
  struct Open {
    std::uint32_t begin;
    char bracket;
    Chain chain = Chain::empty;
  };

  void add_token(Range range, bool named) {
    const std::string_view token = text_.substr(range.begin, range.size());
    const char first = token.front();
    const bool closes_template = first == '`' && !open_.empty() && open_.back().bracket == '`';
    if (named) {
      if (is_word(first) || first == '#') return add_name();
      return add(Chain::broken);  // a piece of a template, or text that the parser skipped
    }
    if (closes_template || first == ')' || first == ']' || first == '}') return close(range.end);
    if (first == '(' || first == '[' || first == '{' || first == '`' || token == "${") {
      open_.push_back({range.begin, first});
    } else if (is_word(first)) {
      add_name();
    } else {
      add(token == "." && is_operand() ? Chain::dot : Chain::broken);
    }
  }

  void add_name() {
    const Chain before = chain();
    add(before == Chain::empty || before == Chain::dot ? Chain::target : Chain::broken);
  }

  void close(std::uint32_t end) {
    if (open_.empty()) return;
    const Open group = open_.back();
    open_.pop_back();
    const bool holds_target = group.bracket == '(' && text_[end - 1] == ')' && group.chain == Chain::target;
    if (holds_target && stands_alone({group.begin, end})) found.push_back({group.begin, end});
    if (chain() == Chain::empty) {
      add(holds_target ? Chain::target : Chain::value);
    } else {
      add(!is_operand() ? Chain::broken : group.bracket == '[' ? Chain::target : Chain::value);
    }
  }

  [[nodiscard]] Chain chain() const { return open_.empty() ? Chain::broken : open_.back().chain; }
  [[nodiscard]] bool is_operand() const { return chain() == Chain::target || chain() == Chain::value; }
  void add(Chain next) {
    if (!open_.empty()) open_.back().chain = next;
  }

  [[nodiscard]] bool stands_alone(Range range) const {
    const std::size_t before = range.begin == 0 ? text_.npos : text_.find_last_not_of(kBlank, range.begin - 1);
    const std::size_t after = text_.find_first_not_of(kBlank, range.end);
    return before != text_.npos && after != text_.npos && std::string_view("[,:.(").find(text_[before]) != text_.npos &&
           std::string_view("],}=)").find(text_[after]) != text_.npos && text_.substr(after, 2) != "=>";
  }

  std::string_view text_;
  std::vector<Open> open_;
};

}  // namespace

std::string in_the_grammars_terms(std::string_view text) {
  if (!may_need_changes(text)) return {};
  std::string out(text);
  std::replace(out.begin(), out.end(), '\0', '\1');
  end_hashbang(out);
  begin_comment_in_first_line(out);
  for_each(text, kAwait, [&](std::size_t at) {
    if (is_ambiguous_await(text, at)) replace_at(out, at, kVoid);
  });
  return out;
}

std::string as_module(std::string_view /*text*/, std::string_view parsed, const Node& root) {
  if (parsed.find("<!--") == parsed.npos || !(root.child(Kind::import_statement) || root.child(Kind::export_statement)))
    return {};
  std::string out(parsed);
  for_each(parsed, "<!--", [&](std::size_t at) { out[at + 1] = '~'; });
  return out;
}

std::string with_names(std::string_view text, std::string_view parsed, const Node& root) {
  bool may_name = parsed.find(kYield) != parsed.npos;
  for_each(text, kAwait, [&](std::size_t at) { may_name |= !is_await(parsed, at); });
  if (!may_name) return {};
  NameFinder finder(text, parsed);
  walk(root, finder);
  if (finder.found.empty()) return {};
  std::string out(parsed);
  for (const std::uint32_t at : finder.found) replace_at(out, at, kName);
  return out;
}

std::string without_await(std::string_view text, std::string_view parsed, const Node& root) {
  if (text.find(kAwait) == text.npos || !root.has_error()) return {};
  std::string out(parsed);
  for_each(text, kAwait, [&](std::size_t at) { replace_at(out, at, kAwait); });
  return out;
}

std::string without_parentheses(std::string_view /*text*/, std::string_view parsed, const Node& root) {
  if (!root.has_error()) return {};
  ParenthesisFinder finder(parsed);
  walk(root, finder);
  if (finder.found.empty()) return {};
  std::string out(parsed);
  for (const Range range : finder.found) out[range.begin] = out[range.end - 1] = ' ';
  return out;
}

}  // namespace heaplift
