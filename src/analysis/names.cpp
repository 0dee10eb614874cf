#include "src/analysis/names.h"

#include <charconv>
#include <functional>

namespace heaplift {
namespace {

void append_utf8(std::string& out, std::uint32_t code) {
  const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
}

// Reads the escape after the backslash; gives the length of what was read, 0 where it is no escape.
std::size_t read_escape(std::string_view escape, std::uint32_t& code) {
  if (escape.empty() || (escape[0] != 'u' && escape[0] != 'x')) return 0;
  const std::string_view text = escape.substr(1);
  const bool braced = escape[0] == 'u' && !text.empty() && text[0] == '{';
  const std::size_t close = braced ? text.find('}') : escape[0] == 'u' ? 4 : 2;
  if (close == std::string_view::npos || close > text.size()) return 0;
  const char* first = text.data() + (braced ? 1 : 0);
  const char* last = text.data() + close;
  const auto [end, error] = std::from_chars(first, last, code, 16);
  if (error != std::errc() || end != last || code > 0x10FFFF) return 0;
  return 1 + close + (braced ? 1 : 0);
}

}  // namespace

std::string decode_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::uint32_t code = 0;
    const std::size_t length = text[0] == '\\' ? read_escape(text.substr(1), code) : 0;
    if (length > 0) {
      append_utf8(out, code);
      text.remove_prefix(1 + length);
    } else {
      const std::size_t raw = text.starts_with("\\\\") ? 2 : 1;  // an escaped backslash starts no escape
      out.append(text.substr(0, raw));
      text.remove_prefix(raw);
    }
  }
  return out;
}

std::size_t Names::slot_of(std::string_view name) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = std::hash<std::string_view>{}(name)&mask;
  while (slots_[slot] != kNone && texts_[slots_[slot]] != name) slot = (slot + 1) & mask;
  return slot;
}

void Names::grow() {
  slots_.assign(slots_.size() * 2, kNone);
  for (NameId name = 0; name < texts_.size(); ++name) slots_[slot_of(texts_[name])] = name;
}

NameId Names::intern(std::string_view text) {
  std::string_view name = text;
  if (text.find('\\') != std::string_view::npos) name = decoded_.emplace_back(decode_escapes(text));
  const std::size_t slot = slot_of(name);
  if (slots_[slot] != kNone) return slots_[slot];
  const auto id = static_cast<NameId>(texts_.size());
  texts_.push_back(name);
  slots_[slot] = id;
  if (texts_.size() * 2 > slots_.size()) grow();
  return id;
}

NameId Names::find(std::string_view name) const { return slots_[slot_of(name)]; }

}  // namespace heaplift
