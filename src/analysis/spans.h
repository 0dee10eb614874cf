// Spans: elements at small constant offsets from one address, as of a struct: `HEAP32[p >> 2]`, `HEAP8[p + 8]`.
//
// A view that reaches beyond a span has the right elements there, however far the memory goes: it is enough to compare
// the address with the view's length, which is much cheaper than asking the memory for its size.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "src/analysis/accesses.h"
#include "src/analysis/functions.h"
#include "src/analysis/scopes.h"

namespace heaplift {

// The bytes from `base` on, of which an access reads or writes some.
struct Span {
  BindingId base = kNone;
  Range name{};             // an identifier for the base
  std::uint32_t bytes = 0;  // up to the end of the last element; at most kMostSpanBytes
};

inline constexpr std::uint32_t kMostSpanBytes = 1U << 16U;

class SpanReader {
 public:
  // The arguments must outlive this object.
  SpanReader(std::string_view text, const Scopes& scopes, const Functions& functions, const Accesses& accesses);

  // The span of an access to an element, where its base is a parameter that always has the value that it was called
  // with.
  [[nodiscard]] std::optional<Span> of(const Access& access) const;

 private:
  [[nodiscard]] std::optional<std::uint32_t> constant(const Node& node) const;
  [[nodiscard]] std::optional<Span> at(const Node& address, std::uint32_t size) const;
  [[nodiscard]] BindingId parameter(const Node& identifier) const;
  [[nodiscard]] bool uses_arguments(Range function) const;
  [[nodiscard]] std::string_view text_of(Range range) const { return text_.substr(range.begin, range.size()); }

  std::string_view text_;
  const Scopes& scopes_;
  const Functions& functions_;
  const Accesses& accesses_;
  std::vector<bool> set_again_;           // by BindingId
  std::vector<std::uint32_t> arguments_;  // ascending: where `arguments` is used
};

}  // namespace heaplift
