// Parsing: bytes to a syntax tree, and where the bytes were not JavaScript.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/node.h"
#include "src/base/result.h"

namespace heaplift {

// A parsed file. Owns the syntax; nodes of it stay valid while it lives. Does not own the text.
class Tree {
 public:
  Tree(Tree&&) noexcept;
  Tree& operator=(Tree&&) noexcept;
  ~Tree();

  [[nodiscard]] Node root() const;

 private:
  friend Result<Tree> parse_as_it_is(std::string_view text);
  struct State;
  explicit Tree(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Parses `text` (UTF-8) as a script or module of ECMAScript 2024, or JSX. Text that is not JavaScript gives a tree
// too, with errors in it (see syntax_errors); an Error means that the parser itself could not work.
[[nodiscard]] Result<Tree> parse(std::string_view text);

// A place where the parser had to guess.
struct SyntaxError {
  Range range;          // the text that does not fit; empty where something is missing
  Range enclosing;      // the smallest construct around it
  std::string message;  // "unexpected text" or "missing `)`"
};

// The places below `root` that are not JavaScript, in source order.
[[nodiscard]] std::vector<SyntaxError> syntax_errors(const Node& root);

}  // namespace heaplift
