// Indices and addresses: how the operand in the brackets of an access becomes the argument of a helper or method.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/node.h"
#include "src/analysis/view_type.h"
#include "src/edit/edit_buffer.h"

namespace heaplift {

// A change of an expression that leaves the user's code in it alone: some tokens replaced, text put around it.
struct Rewording {
  std::vector<std::pair<Range, std::string>> replaced;  // ascending, inside the expression
  std::string before;
  std::string after;
};

enum class AddressUse : std::uint8_t {
  access,  // an address is taken modulo 2^32, as WebAssembly does
  range,   // a negative number counts from the end, as in TypedArray.prototype.subarray
};

// What `index`, an index of a view of `type`, has to become to be an argument: parentheses around a comma expression.
[[nodiscard]] Rewording as_argument(const Node& index);

// What it has to become to be a byte address: `p >> 2` becomes `p & -4`, or `p` if `aligned`; 5 becomes 20; else
// the index is multiplied.
[[nodiscard]] Rewording as_address(const Node& index, std::string_view text, ViewType type, AddressUse use,
                                   bool aligned);

// Whether an argument is a number (or a string or BigInt made by arithmetic) and never `undefined`, which as_address
// would turn into another number.
[[nodiscard]] bool is_surely_number(const Node& argument, std::string_view text);

// An expression that is so simple that it can be evaluated twice and its text repeated: names, numbers and
// arithmetic on them, on one line. `text` is the file's.
[[nodiscard]] bool is_plain(const Node& expression, std::string_view text);

// An operand that needs no parentheses next to any binary operator.
[[nodiscard]] bool is_primary(const Node& expression);

// Makes the change in the file.
void apply(const Rewording& rewording, const Node& expression, EditBuffer& edits);

// The text of `expression` with the change made.
[[nodiscard]] std::string reworded(const Rewording& rewording, const Node& expression, std::string_view text);

}  // namespace heaplift
