// The text of one file, never changed after it was read, and the places in it as users and editors name them.
// Everything inside heaplift names places by byte offset; lines and columns exist for output only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/range.h"
#include "src/base/result.h"

namespace heaplift {

// A place as editors and SARIF show it; both count from 1.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;  // in UTF-16 code units; a byte order mark at the start of the file is not counted
  friend constexpr bool operator==(Position, Position) = default;
};

// A name and valid UTF-8 of less than 4 GiB. Owns both; views of them last until it is moved or destroyed.
//
// Lines end at LF, CRLF or a lone CR, as editors count them. U+2028 and U+2029, which end a line in JavaScript's
// grammar, do not end one here. A text that ends with a line end has an empty last line; every text has a line.
class Source {
 public:
  // Refuses ill-formed UTF-8 ("invalid UTF-8 at offset N", N the first byte of the ill-formed sequence) and
  // texts of 4 GiB or more. NUL bytes are allowed. The messages do not contain the name.
  static Result<Source> make(std::string name, std::string text);

  Source(Source&&) = default;
  Source& operator=(Source&&) = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  ~Source() = default;

  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view text(Range range) const;
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }

  // `offset <= size()`. An offset inside a character or a byte order mark gives the place where that begins.
  // Takes O(log lines), however long the line is.
  [[nodiscard]] Position position(std::uint32_t offset) const;

  [[nodiscard]] std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_begins_.size()); }

  // The bytes of a line (from 1) without its terminator and without a byte order mark.
  [[nodiscard]] Range line_range(std::uint32_t line) const;
  [[nodiscard]] std::string_view line_text(std::uint32_t line) const { return text(line_range(line)); }

 private:
  Source(std::string name, std::string text);
  [[nodiscard]] std::uint32_t utf16_before(std::uint32_t offset) const;

  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_begins_;
  // UTF-16 code units before every kCheckpointBytes-th byte; empty for ASCII, where bytes are code units.
  std::vector<std::uint32_t> utf16_checkpoints_;
  std::uint32_t mark_size_ = 0;
};

}  // namespace heaplift
