// JSON with comments, read so that each value knows where it stands.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "src/base/diagnostics.h"
#include "src/base/source.h"

namespace heaplift {

struct JsonMember;

struct JsonValue {
  enum class Kind { null, boolean, number, string, array, object };
  Kind kind = Kind::null;
  Range range{};                      // of the value; of a container, the bracket that opens it
  bool boolean = false;               // Kind::boolean
  std::string string{};               // Kind::string
  std::vector<JsonValue> elements{};  // Kind::array
  std::vector<JsonMember> members;    // Kind::object, in the order of the text
};

struct JsonMember {
  std::string key;
  Range range;  // of the key, with its quotes
  JsonValue value;
};

// Reads the whole text; what is wrong with it goes to `diagnostics`, and then the value is null.
[[nodiscard]] JsonValue read_jsonc(const Source& source, std::vector<Diagnostic>& diagnostics);

}  // namespace heaplift
