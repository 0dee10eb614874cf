// A small text builder for the generators of the JavaScript runtimes: templates that read as JavaScript.
//
// In a template `hl_` stands for the prefix of the runtime's names and `<key>` for a value. Values are put
// in as they are, so an expression of the user's that has `hl_` or `<` in it is safe.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "passes/runtime.h"

namespace heaplift {

class RuntimeText {
 public:
  using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  explicit RuntimeText(std::string_view prefix) : prefix_(prefix) {}

  // Appends `text` with its placeholders filled. A `<word>` without a value is a mistake in the template.
  void add(std::string_view text, Values values = {});

  // Appends `text` for `type`, with the values id, name, array and size, and also those of `values`.
  void add(ViewType type, std::string_view text, Values values = {});

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string prefix_;
  std::string text_;
};

}  // namespace heaplift
