#include "rules/syntax_index.h"

#include <algorithm>

#include "grammar/walk.h"

namespace heaplift {
namespace {

struct Frame {
  Node node;
  Kind kind = Kind::program;
  Field field = Field::none;
  Node guard{};
  std::uint32_t function = 0;
};

std::string_view without_marks(std::string_view comment) {
  comment.remove_prefix(std::min<std::size_t>(2, comment.size()));
  comment.remove_prefix(std::min(comment.find_first_not_of(" \t\r\n*"), comment.size()));
  return comment;
}

class Indexer {
 public:
  Indexer(const Node& root, std::string_view text) : text_(text) { index_.functions.push_back({root}); }

  bool enter(const Node& node, const Cursor& cursor) {
    Frame frame = frame_for(node, cursor.field());
    collect(frame);
    frames_.push_back(frame);
    return true;
  }
  void leave() {
    const Frame& frame = frames_.back();
    if (is_function(frame.kind)) {
      index_.boundaries.push_back({frame.node.range().end, index_.functions[frame.function].outer});
    }
    frames_.pop_back();
  }
  SyntaxIndex take() { return std::move(index_); }

 private:
  Frame frame_for(const Node& node, Field field) {
    Frame frame{.node = node, .kind = node.kind(), .field = field};
    if (!frames_.empty()) {
      frame.guard = guard_of(frame);
      frame.function = frames_.back().function;
    }
    if (is_function(frame.kind)) {
      index_.functions.push_back({node, frame.function});
      frame.function = static_cast<std::uint32_t>(index_.functions.size() - 1);
      frame.guard = {};
      index_.boundaries.push_back({node.range().begin, frame.function});
    }
    return frame;
  }

  [[nodiscard]] Node guard_of(const Frame& frame) const {
    const Frame& parent = frames_.back();
    switch (parent.kind) {
      case Kind::if_statement:
      case Kind::ternary_expression:
        return frame.field == Field::condition ? parent.guard : parent.node.child(Field::condition);
      case Kind::binary_expression:
        return frame.field == Field::right && is_logical(parent.node) ? parent.node.child(Field::left) : parent.guard;
      default:
        return parent.guard;
    }
  }

  [[nodiscard]] std::string_view operator_of(const Node& operation) const {
    const Range range = operation.child(Field::operator_).range();
    return text_.substr(range.begin, range.size());
  }
  [[nodiscard]] bool is_logical(const Node& binary) const {
    const std::string_view text = operator_of(binary);
    return text == "&&" || text == "||" || text == "\?\?";
  }
  [[nodiscard]] bool is_comparison(const Node& binary) const {
    const std::string_view text = operator_of(binary);
    return text == "==" || text == "!=" || text == "===" || text == "!==";
  }

  void collect(const Frame& frame) {
    switch (frame.kind) {
      case Kind::call_expression:
        index_.calls.push_back(site_of(frame));
        break;
      case Kind::new_expression:
        index_.news.push_back(site_of(frame));
        break;
      case Kind::binary_expression:
        if (is_comparison(frame.node)) index_.comparisons.push_back(site_of(frame));
        break;
      case Kind::augmented_assignment_expression: {
        const std::string_view text = operator_of(frame.node);
        const Node target = frame.node.child(Field::left);
        const bool shifts = text == ">>=" || text == ">>>=";
        if (shifts && target.kind() == Kind::identifier) index_.shifted_in_place.push_back(target);
        break;
      }
      case Kind::comment: {
        const Range range = frame.node.range();
        if (without_marks(text_.substr(range.begin, range.size())).starts_with("heaplift-")) {
          index_.directives.push_back(range);
        }
        break;
      }
      default:
        break;
    }
  }

  [[nodiscard]] Site site_of(const Frame& frame) const {
    Site site{.node = frame.node, .field = frame.field, .guard = frame.guard, .function = frame.function};
    std::size_t i = frames_.size();
    while (i > 0 && frames_[i - 1].kind == Kind::parenthesized_expression) site.field = frames_[--i].field;
    if (i > 0) {
      site.user = frames_[i - 1].node;
      site.discarded = frames_[i - 1].kind == Kind::expression_statement;
    }
    if (i > 1) site.outer = frames_[i - 2].node;
    return site;
  }

  std::string_view text_;
  std::vector<Frame> frames_;
  SyntaxIndex index_;
};

}  // namespace

bool is_function(Kind kind) {
  switch (kind) {
    case Kind::arrow_function:
    case Kind::function_expression:
    case Kind::function_declaration:
    case Kind::generator_function:
    case Kind::generator_function_declaration:
    case Kind::method_definition:
    case Kind::class_static_block:
      return true;
    default:
      return false;
  }
}

std::uint32_t SyntaxIndex::function_at(std::uint32_t offset) const {
  const auto after = std::upper_bound(boundaries.begin(), boundaries.end(), offset,
                                      [](std::uint32_t at, const Boundary& boundary) { return at < boundary.offset; });
  return after == boundaries.begin() ? 0 : std::prev(after)->function;
}

SyntaxIndex index_syntax(const Node& root, std::string_view text) {
  Indexer indexer(root, text);
  walk(root, indexer);
  return indexer.take();
}

}  // namespace heaplift
