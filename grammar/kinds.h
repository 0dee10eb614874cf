// The kinds and fields of syntax nodes, as enums that do not depend on the grammar's own numbering.
#pragma once

#include <cstdint>
#include <string>

namespace heaplift {

enum class Kind : std::uint8_t {
  other,  // a node that heaplift does not look at
  error,  // text that the parser could not make sense of
#define KIND(id, name) id,
#define TOKEN(id, text) id,
#include "grammar/kinds.def"
#undef KIND
#undef TOKEN
};

enum class Field : std::uint8_t {
  none,  // the node is in no field, or in one that heaplift does not look at
#define FIELD(id, name) id,
#include "grammar/fields.def"
#undef FIELD
};

// The kinds and fields of kinds.def and fields.def that the linked grammar does not have, separated by blanks.
// Empty when heaplift and the grammar agree.
[[nodiscard]] std::string missing_from_grammar();

}  // namespace heaplift
