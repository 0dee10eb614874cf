#include "src/edit/source_map_builder.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

#include "src/base/utf8.h"
#include "src/edit/source_map_mappings.h"

namespace heaplift {
namespace {

// What a byte is for finding tokens: roughly, since a segment too many does no harm.
enum class Class : std::uint8_t { space, word, line_end, other, continuation, wide };

constexpr bool is_between(unsigned byte, unsigned low, unsigned high) { return low <= byte && byte <= high; }

constexpr Class class_of_byte(unsigned byte) {
  if (byte == '\n' || byte == '\r') return Class::line_end;
  if (byte == ' ' || byte == '\t' || byte == '\v' || byte == '\f') return Class::space;
  if (is_between(byte, 'a', 'z') || is_between(byte, 'A', 'Z') || is_between(byte, '0', '9')) return Class::word;
  // A backslash begins an escaped letter, `#` a private name.
  if (byte == '_' || byte == '$' || byte == '\\' || byte == '#') return Class::word;
  if (byte < 0x80) return Class::other;
  return byte < 0xC0 ? Class::continuation : Class::wide;
}

constexpr std::array<Class, 256> make_classes() {
  std::array<Class, 256> classes{};
  for (unsigned byte = 0; byte < classes.size(); ++byte) classes[byte] = class_of_byte(byte);
  return classes;
}

constexpr std::array<Class, 256> kClasses = make_classes();

Class class_of(char byte) { return kClasses[static_cast<unsigned char>(byte)]; }

struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

// The line terminator of ECMA-262 at `offset`, as its number of bytes; 0 if there is none. CRLF is one.
std::size_t line_end_at(std::string_view text, std::size_t offset) {
  const char byte = text[offset];
  if (byte == '\n') return 1;
  if (byte == '\r') return text.substr(offset + 1).starts_with('\n') ? 2 : 1;
  const std::string_view rest = text.substr(offset, 3);
  return rest == "\xE2\x80\xA8" || rest == "\xE2\x80\xA9" ? 3 : 0;
}

// Calls `at_token(place)` where a token begins, and moves `place` from `begin` to `end`.
template <class AtToken>
void scan(std::string_view text, std::size_t begin, std::size_t end, Place& place, const AtToken& at_token) {
  Class previous = Class::space;
  for (std::size_t offset = begin; offset < end; ++offset) {
    Class now = class_of(text[offset]);
    if (now == Class::continuation) continue;
    if (now == Class::wide || now == Class::line_end) {
      if (const std::size_t size = line_end_at(text, offset); size > 0) {
        ++place.line;
        place.column = 0;
        offset += size - 1;
        previous = Class::space;
        continue;
      }
    }
    if (now != Class::space && (now != previous || now == Class::wide)) at_token(place);
    place.column += static_cast<unsigned char>(text[offset]) >= 0xF0 ? 2 : 1;
    previous = now;
  }
}

void skip(std::string_view text, std::size_t begin, std::size_t end, Place& place) {
  scan(text, begin, end, place, [](Place) {});
}

bool has_line_end(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size(); ++offset) {
    if (line_end_at(text, offset) > 0) return true;
  }
  return false;
}

// The identifiers, joined by dots, that the text begins with.
std::string_view leading_names(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && text[end] != '#' &&
         (class_of(text[end]) == Class::word || text[end] == '.' || static_cast<unsigned char>(text[end]) >= 0x80)) {
    ++end;
  }
  const bool is_name =
      end > 0 && class_of(text[0]) != Class::other && !is_between(static_cast<unsigned char>(text[0]), '0', '9');
  return is_name ? text.substr(0, end) : std::string_view();
}

// What the source calls that which an edit calls otherwise; empty if neither is a name.
std::string_view replaced_name(std::string_view source, std::string_view replacement) {
  const std::string_view before = leading_names(source);
  const std::string_view after = leading_names(replacement);
  return before.empty() || after.empty() || before == after ? std::string_view() : before;
}

class NameTable {
 public:
  explicit NameTable(std::vector<std::string>& names) : names_(names) {
    for (std::uint32_t i = 0; i < names_.size(); ++i) index_.emplace(names_[i], i);
  }

  std::uint32_t index_of(std::string_view name) {
    const auto [entry, fresh] = index_.emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.emplace_back(name);
    return entry->second;
  }

 private:
  std::vector<std::string>& names_;
  std::unordered_map<std::string, std::uint32_t> index_;
};

// Leads to the text itself: each place is its own original, and each token begins a segment.
class TextOriginals {
 public:
  static Segment at(Place place) { return {0, 0, 0, place.line, place.column, kNoIndex}; }

  template <class Emit>
  static void keep(std::string_view text, Range kept, Place& place, const Emit& emit) {
    scan(text, kept.begin, kept.end, place, [&](Place token) { emit(token, at(token)); });
  }
};

// Leads to where the map of the text leads. Is asked for places in ascending order.
class MapOriginals {
 public:
  explicit MapOriginals(const std::vector<Segment>& segments) : segments_(segments) {}

  // The segment that holds `place`: it begins there or before in the same line. A name is that of the beginning.
  Segment at(Place place) {
    while (next_ < segments_.size() && !is_behind(segments_[next_], place)) ++next_;
    if (next_ == 0 || segments_[next_ - 1].line != place.line) return {};
    Segment found = segments_[next_ - 1];
    if (found.column != place.column) found.name = kNoIndex;
    return found;
  }

  template <class Emit>
  void keep(std::string_view text, Range kept, Place& place, const Emit& emit) {
    emit(place, at(place));
    skip(text, kept.begin, kept.end, place);
    for (; next_ < segments_.size() && !is_at_or_behind(segments_[next_], place); ++next_) {
      emit({segments_[next_].line, segments_[next_].column}, segments_[next_]);
    }
  }

 private:
  static bool is_behind(const Segment& segment, Place place) {
    return segment.line > place.line || (segment.line == place.line && segment.column > place.column);
  }
  static bool is_at_or_behind(const Segment& segment, Place place) {
    return segment.line > place.line || (segment.line == place.line && segment.column >= place.column);
  }

  const std::vector<Segment>& segments_;
  std::size_t next_ = 0;
};

// Walks along the text and what is made of it.
template <class Originals>
class Walk {
 public:
  Walk(std::string_view text, Originals originals, std::vector<std::string>& names)
      : text_(text), originals_(std::move(originals)), names_(names) {}

  std::string run(const std::vector<Edit>& edits) {
    std::uint32_t done = text_.starts_with(kByteOrderMark) ? static_cast<std::uint32_t>(kByteOrderMark.size()) : 0;
    for (const Edit& edit : edits) {
      keep(done, edit.range.begin);
      apply(edit);
      done = std::max(done, edit.range.end);
    }
    keep(done, static_cast<std::uint32_t>(text_.size()));
    return writer_.take();
  }

 private:
  void emit(Place generated, Segment segment) {
    segment.line = generated.line;
    segment.column = generated.column;
    writer_.add(segment);
  }

  // Text that stays: a place of it moves by as many lines as its beginning, and, in the first line, columns.
  void keep(std::uint32_t begin, std::uint32_t end) {
    if (begin >= end) return;
    const Place from = place_;
    const Place to = generated_;
    const auto moved = [&](Place place) {
      const bool first_line = place.line == from.line;
      return Place{place.line - from.line + to.line,
                   first_line ? place.column - from.column + to.column : place.column};
    };
    originals_.keep(text_, {begin, end}, place_,
                    [&](Place place, const Segment& segment) { emit(moved(place), segment); });
    generated_ = moved(place_);
  }

  void apply(const Edit& edit) {
    const std::string_view old = text_.substr(edit.range.begin, edit.range.size());
    Segment segment = originals_.at(place_);
    if (has_line_end(edit.text)) segment = {};
    if (const auto name = replaced_name(old, edit.text); !name.empty() && segment.source != kNoIndex) {
      if (segment.name == kNoIndex) segment.name = names_.index_of(name);
    } else {
      segment.name = kNoIndex;
    }
    if (!edit.text.empty()) emit(generated_, segment);
    skip(edit.text, 0, edit.text.size(), generated_);
    skip(text_, edit.range.begin, edit.range.end, place_);
  }

  std::string_view text_;
  Originals originals_;
  NameTable names_;
  MappingsWriter writer_;
  Place place_;      // in the text
  Place generated_;  // in what is made of it
};

}  // namespace

SourceMap map_edits(std::string_view text, const std::vector<Edit>& edits, std::string_view source) {
  SourceMap map;
  const std::size_t mark = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  map.tables.sources.emplace_back(source);
  map.tables.contents.emplace_back(text.substr(mark));
  map.mappings = Walk(text, TextOriginals(), map.tables.names).run(edits);
  return map;
}

SourceMap map_edits_through(std::string_view text, const std::vector<Edit>& edits, const DecodedSourceMap& before) {
  SourceMap map{before.tables, {}};
  map.mappings = Walk(text, MapOriginals(before.segments), map.tables.names).run(edits);
  return map;
}

}  // namespace heaplift
