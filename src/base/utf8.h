// The little that heaplift must know about UTF-8: whether bytes are valid, where characters begin, how many
// UTF-16 code units they take.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace heaplift {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// True for the second and later bytes of a multi-byte character.
[[nodiscard]] constexpr bool is_continuation_byte(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// The offset of the first byte that is not ASCII, or the size of the text. Fast on long texts.
[[nodiscard]] std::size_t ascii_prefix(std::string_view text);

// The offset at which the first ill-formed sequence begins, or nothing for valid UTF-8. Overlong forms,
// surrogates, values over U+10FFFF and cut-off sequences are ill-formed; U+0000 is fine.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text);

// The length of the well-formed character at an offset within the text, or 0.
[[nodiscard]] std::size_t character_length(std::string_view text, std::size_t offset);

// How many UTF-16 code units the characters that begin in `text` take. The text must be part of valid UTF-8;
// it may begin or end inside a character, since each character counts where its first byte is.
[[nodiscard]] std::uint32_t count_utf16(std::string_view text);

// The code point of a text that is exactly one valid character.
[[nodiscard]] char32_t decode_character(std::string_view character);

}  // namespace heaplift
