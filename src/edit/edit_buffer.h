// Collects the changes to one source and applies them at once. A pass never moves the user's code: it replaces
// tokens and inserts text around constructs, so that edits of nested constructs compose whatever the order in
// which they were asked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/range.h"
#include "src/base/result.h"

namespace heaplift {

// A final change: the bytes of `range` become `text`. An insertion has an empty range.
struct Edit {
  Range range;
  std::string text;
  friend bool operator==(const Edit&, const Edit&) = default;
};

// The source with the edits made. They must be ascending, inside the source and not overlap.
[[nodiscard]] std::string apply_edits(std::string_view source, const std::vector<Edit>& edits);

// Puts a blank where an edit would make one token of two, such as `returnhl_load` or `//`. `edits` as above; those that
// lie next to each other are taken for one.
void separate_tokens(std::string_view source, std::vector<Edit>& edits);

// The order of texts at one offset:
//   1. what `insert_after` puts behind constructs that end here; the smaller construct first, so that the inner
//      one closes first;
//   2. what was inserted around empty constructs at this offset;
//   3. what `insert_before` puts ahead of constructs that begin here; the larger construct first, so that the
//      outer one opens first;
//   4. the text of replacements that begin here, those of empty ranges first.
// Several calls for the same construct nest, the earlier call outside. Beyond that the order of calls has no effect.
class EditBuffer {
 public:
  // `source_size` in bytes; edits outside of it make `sorted` and `apply` fail.
  explicit EditBuffer(std::uint32_t source_size) : source_size_(source_size) {}

  void replace(Range range, std::string_view text);
  void remove(Range range) { replace(range, {}); }
  void insert_before(Range construct, std::string_view text);
  void insert_after(Range construct, std::string_view text);
  // Both, `before` ahead of the construct and `after` behind it.
  void wrap(Range construct, std::string_view before, std::string_view after);

  // Whether, and how many, edits were asked for; a `wrap` counts twice.
  [[nodiscard]] bool empty() const { return requests_.empty(); }
  [[nodiscard]] std::size_t size() const { return requests_.size(); }

  // The edits in the order of the source, one insertion at most per offset, ahead of the replacement that
  // begins there. An Error names both ranges when replacements overlap or an insertion falls inside one.
  [[nodiscard]] Result<std::vector<Edit>> sorted() const;

  // The changed source, in O(n log n). `source` must have the size that was announced. Errors as above.
  [[nodiscard]] Result<std::string> apply(std::string_view source) const;

 private:
  // In the order of their texts at one offset.
  enum class Kind : std::uint8_t { after, before_empty, after_empty, before, replacement };

  // Small and flat, since a file can need a million of them; the texts lie in one string.
  struct Request {
    Range range;
    Kind kind;
    std::uint32_t text_size;
    std::size_t text_begin;
  };

  [[nodiscard]] static std::uint32_t offset_of(const Request& request);
  [[nodiscard]] std::string_view text_of(const Request& request) const;
  [[nodiscard]] bool comes_before(std::uint32_t left, std::uint32_t right) const;
  [[nodiscard]] std::vector<std::uint32_t> order() const;
  void add(Kind kind, Range range, std::string_view text);
  [[nodiscard]] Status check(const Request& request, const Request* replaced) const;

  std::uint32_t source_size_;
  std::vector<Request> requests_;
  std::string texts_;
};

}  // namespace heaplift
