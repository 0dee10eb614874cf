// How an operation that can fail for reasons outside the program reports it: a value or an Error.
#pragma once

#include <cassert>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>

namespace heaplift {

// Why an operation failed, in words for the user: no trailing full stop or newline, no "error:" in front.
struct Error {
  std::string message;
};

// Either a T or the Error that prevented it. Owns what it holds.
// `value()` of an error and `error()` of a value are broken invariants and assert.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  [[nodiscard]] T& value() & { return checked<0>(state_); }
  [[nodiscard]] const T& value() const& { return checked<0>(state_); }
  [[nodiscard]] T&& value() && { return std::move(checked<0>(state_)); }

  [[nodiscard]] Error& error() & { return checked<1>(state_); }
  [[nodiscard]] const Error& error() const& { return checked<1>(state_); }
  [[nodiscard]] Error&& error() && { return std::move(checked<1>(state_)); }

 private:
  template <std::size_t kIndex, class State>
  static auto& checked(State& state) {
    assert(state.index() == kIndex);
    return *std::get_if<kIndex>(&state);
  }

  std::variant<T, Error> state_;
};

// The result of an operation that yields nothing but success: `return kOk;`.
using Status = Result<std::monostate>;
inline constexpr std::monostate kOk;

}  // namespace heaplift
