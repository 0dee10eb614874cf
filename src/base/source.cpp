#include "src/base/source.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

#include "src/base/utf8.h"

namespace heaplift {
namespace {

// Bounds the bytes that one query of a column must look at.
constexpr std::uint32_t kCheckpointBytes = 4096;

// Adds what the lone CRs of a segment begin; the segment, at `offset`, goes up to an LF or the end of the text.
void add_lines_after_lone_cr(std::string_view segment, std::size_t offset, std::vector<std::uint32_t>& line_begins) {
  for (std::size_t cr = segment.find('\r'); cr != std::string_view::npos; cr = segment.find('\r', cr + 1)) {
    const bool is_crlf = cr + 1 < segment.size() && segment[cr + 1] == '\n';
    if (!is_crlf) line_begins.push_back(static_cast<std::uint32_t>(offset + cr + 1));
  }
}

std::vector<std::uint32_t> find_line_begins(std::string_view text) {
  std::vector<std::uint32_t> line_begins = {0};
  const bool has_cr = text.find('\r') != std::string_view::npos;
  std::size_t begin = 0;
  while (true) {
    const std::size_t lf = text.find('\n', begin);
    const std::size_t end = lf == std::string_view::npos ? text.size() : lf + 1;
    if (has_cr) add_lines_after_lone_cr(text.substr(begin, end - begin), begin, line_begins);
    if (lf == std::string_view::npos) return line_begins;
    line_begins.push_back(static_cast<std::uint32_t>(end));
    begin = end;
  }
}

std::vector<std::uint32_t> make_checkpoints(std::string_view text) {
  std::vector<std::uint32_t> checkpoints;
  if (ascii_prefix(text) == text.size()) return checkpoints;
  checkpoints.reserve(text.size() / kCheckpointBytes + 1);
  std::uint32_t units = 0;
  for (std::size_t offset = 0; offset <= text.size(); offset += kCheckpointBytes) {
    checkpoints.push_back(units);
    units += count_utf16(text.substr(offset, kCheckpointBytes));
  }
  return checkpoints;
}

}  // namespace

Result<Source> Source::make(std::string name, std::string text) {
  if (text.size() > std::numeric_limits<std::uint32_t>::max()) return Error{"file of 4 GiB or more"};
  if (const auto offset = find_invalid_utf8(text)) return Error{"invalid UTF-8 at offset " + std::to_string(*offset)};
  return Source(std::move(name), std::move(text));
}

Source::Source(std::string name, std::string text)
    : name_(std::move(name)),
      text_(std::move(text)),
      line_begins_(find_line_begins(text_)),
      utf16_checkpoints_(make_checkpoints(text_)),
      mark_size_(text_.starts_with(kByteOrderMark) ? static_cast<std::uint32_t>(kByteOrderMark.size()) : 0) {}

std::string_view Source::text(Range range) const {
  assert(range.begin <= range.end && range.end <= size());
  return std::string_view(text_).substr(range.begin, range.size());
}

Position Source::position(std::uint32_t offset) const {
  assert(offset <= size());
  offset = std::max(offset, mark_size_);
  while (offset < size() && is_continuation_byte(text_[offset])) --offset;
  const auto next_line = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  const auto line = static_cast<std::uint32_t>(next_line - line_begins_.begin());
  const std::uint32_t line_begin = std::max(*(next_line - 1), mark_size_);
  return {line, utf16_before(offset) - utf16_before(line_begin) + 1};
}

Range Source::line_range(std::uint32_t line) const {
  assert(line >= 1 && line <= line_count());
  Range range{std::max(line_begins_[line - 1], mark_size_), line < line_count() ? line_begins_[line] : size()};
  if (line == line_count()) return range;
  --range.end;
  const bool ends_with_crlf = range.end > range.begin && text_[range.end] == '\n' && text_[range.end - 1] == '\r';
  if (ends_with_crlf) --range.end;
  return range;
}

std::uint32_t Source::utf16_before(std::uint32_t offset) const {
  if (utf16_checkpoints_.empty()) return offset;
  const std::uint32_t index = offset / kCheckpointBytes;
  return utf16_checkpoints_[index] + count_utf16(text({index * kCheckpointBytes, offset}));
}

}  // namespace heaplift
