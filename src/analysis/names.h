// Identifier names as small numbers, so that the analysis compares and indexes integers.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace heaplift {

using NameId = std::uint32_t;

class Names {
 public:
  // The number of the name that `text` spells as an identifier: unicode escapes (ECMA-262, IdentifierName) are
  // decoded. `text` must outlive this object when it holds no escape.
  NameId intern(std::string_view text);
  // The number of a name that has been interned before, or kNone.
  [[nodiscard]] NameId find(std::string_view name) const;
  [[nodiscard]] std::string_view text(NameId name) const { return texts_[name]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

  static constexpr NameId kNone = UINT32_MAX;

 private:
  [[nodiscard]] std::size_t slot_of(std::string_view name) const;
  void grow();

  std::vector<std::string_view> texts_;
  std::vector<NameId> slots_ = std::vector<NameId>(1024, kNone);  // open addressing; the size is a power of two
  std::deque<std::string> decoded_;
};

// Decodes `\uXXXX`, `\u{X…}` and `\xXX` in an identifier or the content of a string; other escapes stay as they are.
[[nodiscard]] std::string decode_escapes(std::string_view text);

}  // namespace heaplift
