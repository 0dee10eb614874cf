// Builtins: what the functions and objects of ECMA-262 and of browsers and node do to the memory. None of those named
// here reaches wasm by itself; some call a function that they are given before they return.
//
// A name alone proves nothing: callers look whether it is shadowed, and whether the type of a receiver is evident.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace heaplift {

// The types of values whose methods are known.
enum class ValueType : std::uint8_t {
  unknown,
  number,  // and BigInt, boolean, undefined, null
  string,
  array,
  typed_array,  // and ArrayBuffer, DataView
  regexp,
  map,  // and Set, WeakMap, WeakSet
  function,
  object,  // of some other builtin kind, or a literal: its methods are not known
};

enum class Builtin : std::uint8_t {
  plain,      // runs no code of the program
  callbacks,  // may call the functions that it is passed before it returns
};

// `parseInt(…)`, `String(…)`
[[nodiscard]] std::optional<Builtin> builtin_function(std::string_view name);
// `new Map(…)`
[[nodiscard]] std::optional<Builtin> builtin_constructor(std::string_view name);
// `Math.max(…)`, of a global object
[[nodiscard]] std::optional<Builtin> builtin_static(std::string_view object, std::string_view method);
// `x.slice(…)`, of a value of `type`
[[nodiscard]] std::optional<Builtin> builtin_method(ValueType type, std::string_view method);
// A method that some builtin type has under this name, and hardly anything else.
[[nodiscard]] bool is_usual_method(std::string_view method);

// The type that `new name(…)` makes.
[[nodiscard]] ValueType constructed_type(std::string_view name);
// The type that `method` of a value of `type` gives; `unknown` where it depends.
[[nodiscard]] ValueType method_result(ValueType type, std::string_view method);
// The type that `name(…)` of a global gives.
[[nodiscard]] ValueType function_result(std::string_view name);
[[nodiscard]] ValueType static_result(std::string_view object, std::string_view method);

// The name of an ECMA-262 typed array, or DataView.
[[nodiscard]] bool is_buffer_view(std::string_view constructor);

}  // namespace heaplift
