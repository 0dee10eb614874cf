// "Did you mean": finds the known word that a misspelled one was probably meant to be.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace heaplift {

// How many characters to insert, delete, replace or swap with their neighbour to turn `left` into `right`.
[[nodiscard]] std::size_t edit_distance(std::string_view left, std::string_view right);

// The candidate closest to `word`, the first of equals; none if no candidate is close.
[[nodiscard]] std::optional<std::string> closest(std::string_view word, const std::vector<std::string>& candidates);

// "; did you mean 'X'?" for the candidate closest to `word`, or nothing.
[[nodiscard]] std::string hint(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace heaplift
