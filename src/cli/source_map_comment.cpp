#include "src/cli/source_map_comment.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "grammar/parse.h"
#include "grammar/walk.h"

namespace heaplift {
namespace {

constexpr std::string_view kBlanks = " \t\v\f\r\n";
constexpr std::string_view kKey = "sourceMappingURL=";
constexpr std::string_view kLineSeparator = "\xE2\x80\xA8";
constexpr std::string_view kParagraphSeparator = "\xE2\x80\xA9";

Range range_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

// Where the line begins that ends at `end`.
std::size_t line_begin(std::string_view text, std::size_t end) {
  const std::size_t begin = text.substr(0, end).find_last_of("\r\n") + 1;  // 0 if there is none
  const std::string_view line = text.substr(begin, end - begin);
  std::size_t offset = 0;
  for (const std::string_view separator : {kLineSeparator, kParagraphSeparator}) {
    const std::size_t found = line.rfind(separator);
    if (found != std::string_view::npos) offset = std::max(offset, found + separator.size());
  }
  return begin + offset;
}

// The comment that begins at `begin` and takes all the rest of a line, which ends at `end`.
std::optional<SourceMapComment> comment_at(std::string_view text, std::size_t begin, std::size_t end) {
  const bool is_block = text[begin + 1] == '*';
  std::size_t url_end = end;
  if (is_block) {
    if (!text.substr(begin, end - begin).ends_with("*/")) return std::nullopt;
    url_end -= 2;
  }
  std::size_t url = begin + 3;  // behind the `#`
  while (url < url_end && (text[url] == ' ' || text[url] == '\t')) ++url;
  if (url == begin + 3 || !text.substr(url).starts_with(kKey)) return std::nullopt;
  url += kKey.size();
  while (url < url_end && (text[url] == ' ' || text[url] == '\t')) ++url;
  while (url_end > url && (text[url_end - 1] == ' ' || text[url_end - 1] == '\t')) --url_end;
  const std::string_view value = text.substr(url, url_end - url);
  if (value.empty() || value.find_first_of(" \t\v\f\"'`") != std::string_view::npos) return std::nullopt;
  return SourceMapComment{range_of(begin, end), range_of(url, url_end)};
}

// The last one in the line, whatever stands in front of it.
std::optional<SourceMapComment> comment_in_line(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view line = text.substr(begin, end - begin);
  const std::size_t opening = line.substr(0, line.rfind(kKey)).find_last_of("#@");
  if (opening == std::string_view::npos || opening < 2) return std::nullopt;
  if (line[opening - 2] != '/' || (line[opening - 1] != '/' && line[opening - 1] != '*')) return std::nullopt;
  return comment_at(text, begin + opening - 2, end);
}

// Looks for a comment with this range.
class CommentSearch {
 public:
  explicit CommentSearch(Range comment) : comment_(comment) {}
  bool enter(const Node& node, const Cursor& /*cursor*/) {
    found_ = found_ || (node.kind() == Kind::comment && node.range() == comment_);
    return !found_ && node.range().contains(comment_);
  }
  void leave() {}
  [[nodiscard]] bool found() const { return found_; }

 private:
  Range comment_;
  bool found_ = false;
};

bool is_comment(std::string_view text, Range range) {
  const auto tree = parse(text);
  if (!tree) return false;
  CommentSearch search(range);
  walk(tree.value().root(), search);
  return search.found();
}

}  // namespace

std::optional<SourceMapComment> find_source_map_comment(std::string_view text) {
  std::size_t end = text.size();
  while (true) {
    const std::size_t begin = line_begin(text, end);
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t first = line.find_first_not_of(kBlanks);
    const std::size_t line_end = begin + line.find_last_not_of(kBlanks) + 1;
    const std::string_view words = first == std::string_view::npos ? std::string_view() : line.substr(first);
    const bool is_line_comment = words.starts_with("//");
    if (!words.empty()) {
      const auto found = comment_in_line(text, begin, line_end);
      // A comment that begins its line is one: what could make it something else would have to end further down,
      // in a line that is not passed over.
      if (found && is_line_comment && found->comment.begin == begin + first) return found;
      if (found && !is_line_comment && is_comment(text, found->comment)) return found;
      if (!is_line_comment || words.find_first_of("`<") != std::string_view::npos ||
          words.find("*/") != std::string_view::npos) {
        return std::nullopt;
      }
    }
    if (begin == 0) return std::nullopt;
    end = begin - 1;
    // A separator takes three bytes; what is left of it is no blank, and no comment either.
    if (static_cast<unsigned char>(text[end]) >= 0x80) end -= kLineSeparator.size() - 1;
  }
}

std::string with_source_map_comment(std::string_view text, std::string_view url) {
  const std::string comment = "//# sourceMappingURL=" + std::string(url);
  if (const auto old = find_source_map_comment(text)) {
    const Range range = old->comment;
    return std::string(text.substr(0, range.begin)) + comment + std::string(text.substr(range.end));
  }
  const std::size_t line_end = text.find_last_of('\n');
  const bool has_crlf = line_end != std::string_view::npos && line_end > 0 && text[line_end - 1] == '\r';
  const std::string end = has_crlf ? "\r\n" : "\n";
  const bool begins_line = text.empty() || text.ends_with('\n');
  return std::string(text) + (begins_line ? "" : end) + comment + end;
}

std::string without_source_map_comment(std::string_view text) {
  const auto comment = find_source_map_comment(text);
  if (!comment) return std::string(text);
  return std::string(text.substr(0, comment->comment.begin)) + std::string(text.substr(comment->comment.end));
}

}  // namespace heaplift
