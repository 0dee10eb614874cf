// Bytes of UTF-8 text, as tokens of JavaScript are made of them.
#pragma once

namespace heaplift {

// Whether the byte can be a part of a name, keyword or number. A backslash begins an escaped letter; blanks beyond ASCII
// count, too.
constexpr bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         c == '\\' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace heaplift
