#include "src/edit/unified_diff.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace heaplift {
namespace {

constexpr std::size_t kContextLines = 3;

// Whole lines of the old text, as byte offsets, and what they become.
struct Change {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

std::size_t line_end(std::string_view text, std::size_t offset) {
  const std::size_t newline = text.find('\n', offset);
  return newline == std::string_view::npos ? text.size() : newline + 1;
}

// The start of the line with `offset`, where `floor` is known to be the start of some line.
std::size_t line_begin(std::string_view text, std::size_t offset, std::size_t floor) {
  const std::size_t newline = text.substr(floor, offset - floor).rfind('\n');
  return newline == std::string_view::npos ? floor : floor + newline + 1;
}

// The bytes of the equal lines with which both texts begin.
std::size_t common_head(std::string_view before, std::string_view after) {
  const std::size_t size = std::min(before.size(), after.size());
  const auto differ = std::mismatch(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(size), after.begin());
  return line_begin(before, static_cast<std::size_t>(differ.first - before.begin()), 0);
}

// The bytes of the equal lines with which both texts end.
std::size_t common_tail(std::string_view before, std::string_view after) {
  const auto is_line_begin = [](std::string_view text, std::size_t at) { return at == 0 || text[at - 1] == '\n'; };
  const std::size_t limit = std::min(before.size(), after.size());
  const auto differ =
      std::mismatch(before.rbegin(), before.rbegin() + static_cast<std::ptrdiff_t>(limit), after.rbegin());
  const auto size = static_cast<std::size_t>(differ.first - before.rbegin());
  const std::size_t begin = before.size() - size;
  if (is_line_begin(before, begin) && is_line_begin(after, after.size() - size)) return size;
  return before.size() - line_end(before, begin);
}

void trim(Change& change, std::string_view before) {
  std::string_view old_text = before.substr(change.begin, change.end - change.begin);
  if (old_text == change.text) {
    change.begin = change.end;
    change.text.clear();
    return;
  }
  const std::size_t head = common_head(old_text, change.text);
  change.text.erase(0, head);
  change.begin += head;
  old_text.remove_prefix(head);
  const std::size_t tail = common_tail(old_text, change.text);
  change.text.resize(change.text.size() - tail);
  change.end -= tail;
}

void append_change(std::vector<Change>& changes, Change change) {
  if (change.begin == change.end && change.text.empty()) return;
  if (!changes.empty() && changes.back().end == change.begin) {
    changes.back().end = change.end;
    changes.back().text += change.text;
  } else {
    changes.push_back(std::move(change));
  }
}

// Makes one change of the edits that touch the same lines, beginning with edits[index], and moves `index` past them.
// `floor` is the start of some line before them.
Change gather(std::string_view before, const std::vector<Edit>& edits, std::size_t& index, std::size_t floor) {
  Change change;
  change.begin = line_begin(before, edits[index].range.begin, floor);
  change.end = line_end(before, change.begin);
  std::size_t done = change.begin;
  // An edit behind the last line end touches no line, but joins one if the edit before it removed that line end.
  while (index < edits.size() && (edits[index].range.begin < change.end || change.end == before.size())) {
    const Edit& edit = edits[index++];
    change.text += before.substr(done, edit.range.begin - done);
    change.text += edit.text;
    done = edit.range.end;
    if (done >= change.end) change.end = line_end(before, done);
  }
  change.text += before.substr(done, change.end - done);
  return change;
}

// The changes in ascending order; those that touch are one.
std::vector<Change> find_changes(std::string_view before, const std::vector<Edit>& edits) {
  std::vector<Change> changes;
  std::size_t floor = 0;
  for (std::size_t index = 0; index < edits.size();) {
    Change change = gather(before, edits, index, floor);
    floor = change.end;
    trim(change, before);
    append_change(changes, std::move(change));
  }
  return changes;
}

std::size_t skip_lines(std::string_view text, std::size_t offset, std::size_t lines) {
  for (; lines > 0 && offset < text.size(); --lines) offset = line_end(text, offset);
  return offset;
}

std::size_t skip_lines_back(std::string_view text, std::size_t offset, std::size_t lines) {
  for (; lines > 0 && offset > 0; --lines) offset = line_begin(text, offset - 1, 0);
  return offset;
}

// Appends the lines, each with its mark, and returns their number.
std::size_t append_lines(std::string& out, char mark, std::string_view text) {
  std::size_t lines = 0;
  for (; !text.empty(); ++lines) {
    const std::size_t end = line_end(text, 0);
    out += mark;
    out += text.substr(0, end);
    text.remove_prefix(end);
  }
  if (lines > 0 && out.back() != '\n') out += "\n\\ No newline at end of file\n";
  return lines;
}

// `12,3` as in a hunk's header. An empty side is named by the line before it.
std::string header_range(std::size_t first_line, std::size_t lines) {
  if (lines == 0) return std::to_string(first_line - 1) + ",0";
  return std::to_string(first_line) + (lines == 1 ? "" : "," + std::to_string(lines));
}

// Writes hunks from the top of the file to its end, counting lines on both sides as it goes.
class HunkWriter {
 public:
  explicit HunkWriter(std::string_view before) : before_(before) {}

  // Appends the hunk of the changes from `first` up to `last`, which are no more than two contexts apart.
  void append(std::string& out, const Change* first, const Change* last) {
    advance_to(skip_lines_back(before_, first->begin, kContextLines));
    const std::size_t old_first = old_line_;
    const std::size_t new_first = new_line_;
    std::string body;
    for (const Change* change = first; change != last; ++change) {
      append_context(body, change->begin);
      old_line_ += append_lines(body, '-', before_.substr(change->begin, change->end - change->begin));
      new_line_ += append_lines(body, '+', change->text);
      offset_ = change->end;
    }
    append_context(body, skip_lines(before_, offset_, kContextLines));
    out += "@@ -" + header_range(old_first, old_line_ - old_first) + " +" +
           header_range(new_first, new_line_ - new_first) + " @@\n" + body;
  }

 private:
  void advance_to(std::size_t offset) {
    const auto lines =
        static_cast<std::size_t>(std::count(before_.begin() + static_cast<std::ptrdiff_t>(offset_),
                                            before_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    old_line_ += lines;
    new_line_ += lines;
    offset_ = offset;
  }

  void append_context(std::string& body, std::size_t end) {
    const std::size_t lines = append_lines(body, ' ', before_.substr(offset_, end - offset_));
    old_line_ += lines;
    new_line_ += lines;
    offset_ = end;
  }

  std::string_view before_;
  std::size_t offset_ = 0;
  std::size_t old_line_ = 1;
  std::size_t new_line_ = 1;
};

std::string escaped_byte(unsigned char byte) {
  constexpr std::string_view kNamed = "\a\b\t\n\v\f\r\"\\";
  constexpr std::string_view kLetters = "abtnvfr\"\\";
  const std::size_t index = kNamed.find(static_cast<char>(byte));
  if (index != std::string_view::npos) return {'\\', kLetters[index]};
  if (byte >= 0x20 && byte < 0x7F) return {static_cast<char>(byte)};
  const auto octal = [byte](unsigned shift) { return static_cast<char>('0' + ((byte >> shift) & 7U)); };
  return {'\\', octal(6), octal(3), octal(0)};
}

std::string quoted(const std::string& name) {
  std::string out;
  for (const char byte : name) out += escaped_byte(static_cast<unsigned char>(byte));
  return out == name ? name : '"' + out + '"';
}

std::string_view relative(std::string_view name) {
  while (name.starts_with('/') || name.starts_with("./")) name.remove_prefix(name.front() == '/' ? 1 : 2);
  return name;
}

// Git ends a name that contains a space with a tab, so that it is not taken for a name and a date.
std::string file_header(std::string_view name) {
  const std::string path(relative(name));
  const std::string_view end = path.find(' ') == std::string::npos ? "\n" : "\t\n";
  return ("--- " + quoted("a/" + path)).append(end) + ("+++ " + quoted("b/" + path)).append(end);
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, const std::vector<Edit>& edits) {
  const std::vector<Change> changes = find_changes(before, edits);
  if (changes.empty()) return {};
  std::string out = file_header(name);
  HunkWriter writer(before);
  const Change* const end = changes.data() + changes.size();
  for (const Change* first = changes.data(); first != end;) {
    const Change* last = first + 1;
    while (last != end && skip_lines(before, last[-1].end, 2 * kContextLines) >= last->begin) ++last;
    writer.append(out, first, last);
    first = last;
  }
  return out;
}

}  // namespace heaplift
