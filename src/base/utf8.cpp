#include "src/base/utf8.h"

#include <cassert>
#include <cstring>

namespace heaplift {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080U;

unsigned char byte_at(std::string_view text, std::size_t offset) { return static_cast<unsigned char>(text[offset]); }

// The length that a first byte promises; 0 for bytes that begin no character.
std::size_t promised_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

// What the second byte must be beyond a continuation byte, to refuse overlong forms, surrogates and values
// over U+10FFFF (Unicode, table 3-7).
bool second_byte_allowed(unsigned char first, unsigned char second) {
  switch (first) {
    case 0xE0:
      return second >= 0xA0;
    case 0xED:
      return second <= 0x9F;
    case 0xF0:
      return second >= 0x90;
    case 0xF4:
      return second <= 0x8F;
    default:
      return true;
  }
}

}  // namespace

std::size_t character_length(std::string_view text, std::size_t offset) {
  const unsigned char first = byte_at(text, offset);
  const std::size_t length = promised_length(first);
  if (length <= 1) return length;
  if (length > text.size() - offset) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation_byte(text[offset + i])) return 0;
  }
  return second_byte_allowed(first, byte_at(text, offset + 1)) ? length : 0;
}

std::size_t ascii_prefix(std::string_view text) {
  std::size_t offset = 0;
  for (; text.size() - offset >= sizeof(std::uint64_t); offset += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + offset, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  while (offset < text.size() && byte_at(text, offset) < 0x80) ++offset;
  return offset;
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  std::size_t offset = ascii_prefix(text);
  while (offset < text.size()) {
    const std::size_t length = character_length(text, offset);
    if (length == 0) return offset;
    offset += length;
    if (length == 1) offset += ascii_prefix(text.substr(offset));
  }
  return std::nullopt;
}

std::uint32_t count_utf16(std::string_view text) {
  std::uint32_t units = 0;
  for (const char byte : text) {
    units += is_continuation_byte(byte) ? 0U : 1U;
    units += static_cast<unsigned char>(byte) >= 0xF0 ? 1U : 0U;
  }
  return units;
}

char32_t decode_character(std::string_view character) {
  assert(!character.empty() && character_length(character, 0) == character.size());
  if (character.size() == 1) return byte_at(character, 0);
  char32_t code = byte_at(character, 0) & (0x7FU >> character.size());
  for (const char byte : character.substr(1)) code = (code << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  return code;
}

}  // namespace heaplift
