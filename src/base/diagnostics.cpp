#include "src/base/diagnostics.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "src/base/utf8.h"

namespace heaplift {
namespace {

constexpr int kWindowColumns = 100;
constexpr int kColumnsBefore = 40;
constexpr std::string_view kEllipsis = "…";
constexpr std::string_view kReplacement = "\uFFFD";

struct Style {
  std::string_view name;
  std::string_view color;
};

constexpr std::array<Style, 3> kStyles = {{{"error", "\033[1;31m"}, {"warning", "\033[1;35m"}, {"note", "\033[1;36m"}}};
constexpr std::string_view kBold = "\033[1m";
constexpr std::string_view kGreen = "\033[1;32m";
constexpr std::string_view kReset = "\033[0m";

const Style& style_of(Severity severity) { return kStyles[static_cast<std::size_t>(severity)]; }

std::string painted(std::string_view text, std::string_view color, bool use_color) {
  std::string out;
  if (use_color) out += color;
  out += text;
  if (use_color) out += kReset;
  return out;
}

std::uint32_t next_character(std::string_view text, std::uint32_t offset) {
  do ++offset;
  while (offset < text.size() && is_continuation_byte(text[offset]));
  return offset;
}

std::uint32_t previous_character(std::string_view text, std::uint32_t offset) {
  do --offset;
  while (offset > 0 && is_continuation_byte(text[offset]));
  return offset;
}

std::uint32_t back(std::string_view text, std::uint32_t offset, int columns) {
  for (; columns > 0 && offset > 0; --columns) offset = previous_character(text, offset);
  return offset;
}

std::uint32_t forward(std::string_view text, std::uint32_t offset, int columns) {
  for (; columns > 0 && offset < text.size(); --columns) offset = next_character(text, offset);
  return offset;
}

// The part of a line to show. Looks at no more than a window's worth of it.
Range window_around(std::string_view line, std::uint32_t place) {
  const std::uint32_t end = forward(line, back(line, place, kColumnsBefore), kWindowColumns);
  return {back(line, end, kWindowColumns), end};
}

// Line and paragraph separators, C1 controls, and the bidirectional controls, which can make code look like other code.
bool is_hidden(char32_t code) {
  return (code >= 0x80 && code <= 0x9F) || code == 0x061C || (code >= 0x200E && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

std::string control_picture(char32_t code) {
  const char32_t low = code == 0x7F ? 0x21 : code;
  return std::string("\xE2\x90") + static_cast<char>(0x80U + low);
}

void append_visible(std::string& out, std::string_view character) {
  const char32_t code = decode_character(character);
  if (code == '\t') {
    out += '\t';
  } else if (code < 0x20 || code == 0x7F) {
    out += control_picture(code);
  } else {
    out += is_hidden(code) ? kReplacement : character;
  }
}

// Blanks as wide as the text on a terminal: tabs stay tabs.
std::string blanks(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    if (!is_continuation_byte(byte)) out += byte == '\t' ? '\t' : ' ';
  }
  return out;
}

// Stops at a tab, whose width is unknown.
std::string underline(std::string_view text) {
  std::string out = "^";
  if (text.empty() || text.front() == '\t') return out;
  for (const char byte : text.substr(next_character(text, 0))) {
    if (byte == '\t') break;
    if (!is_continuation_byte(byte)) out += '~';
  }
  return out;
}

// The line and the range that is underlined, as offsets into it.
struct Frame {
  std::string_view line;
  Range marked;
};

Frame frame_of(const Source& source, Range range, std::uint32_t line) {
  const Range bounds = source.line_range(line);
  const auto offset_in_line = [&](std::uint32_t offset) {
    return std::clamp(offset, bounds.begin, bounds.end) - bounds.begin;
  };
  return {source.text(bounds), {offset_in_line(range.begin), offset_in_line(range.end)}};
}

std::string render_frame(const Frame& frame, bool color) {
  const Range window = window_around(frame.line, frame.marked.begin);
  const bool cut_before = window.begin > 0;
  const bool cut_after = window.end < frame.line.size();
  const std::uint32_t marked_end = std::min(frame.marked.end, window.end);
  const auto part = [&](std::uint32_t begin, std::uint32_t end) { return frame.line.substr(begin, end - begin); };

  std::string out;
  if (cut_before) out += kEllipsis;
  out += visible_text(part(window.begin, window.end));
  if (cut_after) out += kEllipsis;
  out += '\n';
  if (cut_before) out += ' ';
  out += blanks(part(window.begin, frame.marked.begin));
  out += painted(underline(part(frame.marked.begin, marked_end)), kGreen, color);
  out += '\n';
  return out;
}

}  // namespace

std::string_view severity_name(Severity severity) { return style_of(severity).name; }

std::string visible_text(std::string_view text) {
  std::string out;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t length = character_length(text, offset);
    if (length == 0) {
      out += kReplacement;
      ++offset;
    } else {
      append_visible(out, text.substr(offset, length));
      offset += length;
    }
  }
  return out;
}

std::string render(const Source& source, const Diagnostic& diagnostic, bool color) {
  const Position position = source.position(diagnostic.range.begin);
  const Style& style = style_of(diagnostic.severity);
  const std::string place =
      visible_text(source.name()) + ':' + std::to_string(position.line) + ':' + std::to_string(position.column) + ':';
  std::string out = painted(place, kBold, color) + ' ';
  out += painted(std::string(style.name) + ':', style.color, color) + ' ';
  out += painted(visible_text(diagnostic.message), kBold, color) + '\n';
  return out + render_frame(frame_of(source, diagnostic.range, position.line), color);
}

}  // namespace heaplift
