#include "src/edit/edit_buffer.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "src/base/characters.h"

namespace heaplift {
namespace {

std::string describe(Range range) { return std::to_string(range.begin) + "-" + std::to_string(range.end); }

// Whether these are a blank or a line end beyond ASCII, or begin with one.
bool is_wide_blank(std::string_view bytes) {
  return bytes.starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xE2\x80\xA8") || bytes.starts_with("\xE2\x80\xA9");
}

// Whether two tokens would become another one, or a comment; `left` is what stands in front of `right`.
bool fuse(std::string_view left, std::string_view right) {
  if (left.empty() || right.empty()) return false;
  const char last = left.back();
  const char first = right.front();
  if (is_word(last)) {
    return is_word(first) && !is_wide_blank(right) && (left.size() < 3 || !is_wide_blank(left.substr(left.size() - 3)));
  }
  if (last == '/') return (first == '/' || first == '*') && !left.ends_with("*/");
  return (last == '+' || last == '-') && first == last;
}

}  // namespace

void separate_tokens(std::string_view source, std::vector<Edit>& edits) {
  std::string_view left;
  std::uint32_t done = 0;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    auto& [range, text] = edits[i];
    if (range.begin > done) left = source.substr(0, range.begin);
    if (fuse(left, text)) text.insert(0, 1, ' ');
    if (!text.empty()) left = text;
    done = range.end;
    const bool kept = i + 1 == edits.size() || edits[i + 1].range.begin > done;
    if (kept && fuse(left, source.substr(done))) text += ' ';
  }
}

std::string apply_edits(std::string_view source, const std::vector<Edit>& edits) {
  std::size_t size = source.size();
  for (const Edit& edit : edits) size += edit.text.size();
  std::string out;
  out.reserve(size);
  std::uint32_t done = 0;
  for (const Edit& edit : edits) {
    assert(done <= edit.range.begin && edit.range.begin <= edit.range.end && edit.range.end <= source.size());
    out += source.substr(done, edit.range.begin - done);
    out += edit.text;
    done = edit.range.end;
  }
  out += source.substr(done);
  return out;
}

void EditBuffer::replace(Range range, std::string_view text) { add(Kind::replacement, range, text); }

void EditBuffer::insert_before(Range construct, std::string_view text) {
  add(construct.empty() ? Kind::before_empty : Kind::before, construct, text);
}

void EditBuffer::insert_after(Range construct, std::string_view text) {
  add(construct.empty() ? Kind::after_empty : Kind::after, construct, text);
}

void EditBuffer::wrap(Range construct, std::string_view before, std::string_view after) {
  insert_before(construct, before);
  insert_after(construct, after);
}

Result<std::vector<Edit>> EditBuffer::sorted() const {
  std::vector<Edit> edits;
  const Request* replaced = nullptr;
  for (const std::uint32_t index : order()) {
    const Request& request = requests_[index];
    if (Status status = check(request, replaced); !status) return std::move(status).error();
    if (request.kind == Kind::replacement) replaced = &request;
    const std::uint32_t offset = offset_of(request);
    const bool is_insertion = request.kind != Kind::replacement || request.range.empty();
    if (is_insertion && request.text_size == 0) continue;
    if (is_insertion && !edits.empty() && edits.back().range == Range{offset, offset}) {
      edits.back().text += text_of(request);
    } else {
      edits.push_back({is_insertion ? Range{offset, offset} : request.range, std::string(text_of(request))});
    }
  }
  return edits;
}

Result<std::string> EditBuffer::apply(std::string_view source) const {
  assert(source.size() == source_size_);
  const Result<std::vector<Edit>> edits = sorted();
  if (!edits) return edits.error();
  return apply_edits(source, edits.value());
}

std::uint32_t EditBuffer::offset_of(const Request& request) {
  return request.kind == Kind::after ? request.range.end : request.range.begin;
}

std::string_view EditBuffer::text_of(const Request& request) const {
  return std::string_view(texts_).substr(request.text_begin, request.text_size);
}

// The order that the header promises; total, since indices differ.
bool EditBuffer::comes_before(std::uint32_t left, std::uint32_t right) const {
  const Request& a = requests_[left];
  const Request& b = requests_[right];
  if (offset_of(a) != offset_of(b)) return offset_of(a) < offset_of(b);
  if (a.kind != b.kind) return a.kind < b.kind;
  switch (a.kind) {
    case Kind::after:
      return a.range.begin != b.range.begin ? a.range.begin > b.range.begin : left > right;
    case Kind::after_empty:
      return left > right;
    case Kind::before:
      return a.range.end != b.range.end ? a.range.end > b.range.end : left < right;
    case Kind::replacement:
      return a.range.end != b.range.end ? a.range.end < b.range.end : left < right;
    case Kind::before_empty:
      break;
  }
  return left < right;
}

std::vector<std::uint32_t> EditBuffer::order() const {
  std::vector<std::uint32_t> indices(requests_.size());
  std::iota(indices.begin(), indices.end(), 0U);
  std::sort(indices.begin(), indices.end(),
            [this](std::uint32_t left, std::uint32_t right) { return comes_before(left, right); });
  return indices;
}

void EditBuffer::add(Kind kind, Range range, std::string_view text) {
  requests_.push_back({range, kind, static_cast<std::uint32_t>(text.size()), texts_.size()});
  texts_ += text;
}

// `replaced` is the replacement before this request in the order, if any.
Status EditBuffer::check(const Request& request, const Request* replaced) const {
  const Range range = request.range;
  if (range.begin > range.end || range.end > source_size_) {
    return Error{"edit of " + describe(range) + " lies outside the source of " + std::to_string(source_size_) +
                 " bytes"};
  }
  if (replaced == nullptr) return kOk;
  const bool is_replacement = request.kind == Kind::replacement;
  const bool is_inside = offset_of(request) < replaced->range.end;
  if (is_inside || (is_replacement && range == replaced->range)) {
    const std::string what = is_replacement ? "replacement of " : "insertion around ";
    return Error{what + describe(range) + " overlaps the replacement of " + describe(replaced->range)};
  }
  return kOk;
}

}  // namespace heaplift
