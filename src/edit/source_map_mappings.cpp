#include "src/edit/source_map_mappings.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace heaplift {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kNoDigit = 64;
constexpr std::uint64_t kContinued = 32;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  for (std::uint8_t& value : values) value = kNoDigit;
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    values[static_cast<unsigned char>(kDigits[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}

constexpr std::array<std::uint8_t, 256> kValues = make_values();

std::int64_t difference(std::uint32_t to, std::uint32_t from) {
  return static_cast<std::int64_t>(to) - static_cast<std::int64_t>(from);
}

bool comes_before(const Segment& left, const Segment& right) {
  return std::tie(left.line, left.column) < std::tie(right.line, right.column);
}

class Reader {
 public:
  Reader(std::string_view text, std::size_t sources, std::size_t names)
      : text_(text), sources_(sources), names_(names) {}

  Result<std::vector<Segment>> read() {
    while (offset_ < text_.size()) {
      if (const char c = text_[offset_]; c == ';' || c == ',') {
        ++offset_;
        if (c == ';') {
          ++now_.line;
          now_.column = 0;
        }
      } else if (!read_segment()) {
        return Error{"`mappings` is wrong at offset " + std::to_string(begin_)};
      }
    }
    // Ascending already in nearly every map.
    if (!std::is_sorted(segments_.begin(), segments_.end(), comes_before)) {
      std::stable_sort(segments_.begin(), segments_.end(), comes_before);
    }
    return std::move(segments_);
  }

 private:
  [[nodiscard]] bool at_end() const {
    return offset_ == text_.size() || text_[offset_] == ',' || text_[offset_] == ';';
  }

  // Adds the next number to `value`, which must stay below `bound`.
  bool advance(std::uint32_t& value, std::uint64_t bound) {
    const auto change = read_vlq(text_, offset_);
    if (!change) return false;
    const std::int64_t sum = *change + static_cast<std::int64_t>(value);
    if (sum < 0 || static_cast<std::uint64_t>(sum) >= bound) return false;
    value = static_cast<std::uint32_t>(sum);
    return true;
  }

  // One, four or five numbers.
  bool read_segment() {
    begin_ = offset_;
    if (!advance(now_.column, kNoIndex)) return false;
    Segment segment{now_.line, now_.column};
    if (!at_end()) {
      if (!advance(now_.source, sources_) || !advance(now_.original_line, kNoIndex) ||
          !advance(now_.original_column, kNoIndex)) {
        return false;
      }
      segment = now_;
      segment.name = kNoIndex;
      if (!at_end()) {
        if (!advance(now_.name, names_)) return false;
        segment.name = now_.name;
      }
    }
    segments_.push_back(segment);
    return at_end();
  }

  std::string_view text_;
  std::size_t sources_;
  std::size_t names_;
  std::size_t offset_ = 0;
  std::size_t begin_ = 0;  // of the segment that is read
  Segment now_{0, 0, 0, 0, 0, 0};
  std::vector<Segment> segments_;
};

}  // namespace

void append_vlq(std::int64_t value, std::string& out) {
  auto rest = static_cast<std::uint64_t>(value < 0 ? -value : value) << 1U | (value < 0 ? 1U : 0U);
  do {
    const std::uint64_t low = rest % kContinued;
    rest /= kContinued;
    out += kDigits[static_cast<std::size_t>(low | (rest > 0 ? kContinued : 0U))];
  } while (rest > 0);
}

std::optional<std::int64_t> read_vlq(std::string_view text, std::size_t& offset) {
  constexpr unsigned kMaximumShift = 30;  // seven digits: 35 bits, of which the format uses 33
  std::uint64_t bits = 0;
  for (unsigned shift = 0; shift <= kMaximumShift && offset < text.size(); shift += 5) {
    const std::uint64_t digit = kValues[static_cast<unsigned char>(text[offset])];
    if (digit == kNoDigit) return std::nullopt;
    ++offset;
    bits |= (digit % kContinued) << shift;
    if (digit >= kContinued) continue;
    const auto magnitude = static_cast<std::int64_t>(bits >> 1U);
    if (magnitude > INT64_C(0x80000000)) return std::nullopt;
    return (bits & 1U) != 0 ? -magnitude : magnitude;
  }
  return std::nullopt;
}

void MappingsWriter::add(const Segment& segment) {
  if (segment.line != last_.line) {
    text_.append(segment.line - last_.line, ';');
    last_.line = segment.line;
    last_.column = 0;
    line_begun_ = false;
    has_original_ = false;
  }
  const bool known = segment.source == kNoIndex && !has_original_;
  if (known) return;
  if (line_begun_) text_ += ',';
  append_vlq(difference(segment.column, last_.column), text_);
  last_.column = segment.column;
  line_begun_ = true;
  has_original_ = segment.source != kNoIndex;
  if (!has_original_) return;
  append_vlq(difference(segment.source, last_.source), text_);
  append_vlq(difference(segment.original_line, last_.original_line), text_);
  append_vlq(difference(segment.original_column, last_.original_column), text_);
  last_.source = segment.source;
  last_.original_line = segment.original_line;
  last_.original_column = segment.original_column;
  if (segment.name == kNoIndex) return;
  append_vlq(difference(segment.name, last_.name), text_);
  last_.name = segment.name;
}

Result<std::vector<Segment>> decode_mappings(std::string_view mappings, std::size_t sources, std::size_t names) {
  return Reader(mappings, sources, names).read();
}

}  // namespace heaplift
