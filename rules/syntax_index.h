// The constructs that rules look at besides accesses, collected in one walk, each with what is around it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "grammar/node.h"
#include "src/base/range.h"

namespace heaplift {

// One construct and its surroundings.
struct Site {
  Node node;
  Node user{};                 // the innermost construct around it that is no parenthesis
  Node outer{};                // the construct around that
  Field field = Field::none;   // of the node, with its parentheses, in `user`
  Node guard{};                // the condition, in the same function, on whose outcome it depends; may be null
  std::uint32_t function = 0;  // of SyntaxIndex::functions
  bool discarded = false;      // the value is not used: a statement of its own
};

struct SyntaxFunction {
  Node node;                // a function, a method, a static block, or the program
  std::uint32_t outer = 0;  // the function around it; of the program, itself
};

struct SyntaxIndex {
  std::vector<SyntaxFunction> functions;  // in order of their beginning; the first is the program
  std::vector<Site> calls;                // call_expression
  std::vector<Site> news;                 // new_expression
  std::vector<Site> comparisons;          // ==, !=, ===, !==
  std::vector<Node> shifted_in_place;     // p in `p >>= 2`; identifiers only
  std::vector<Range> directives;          // comments that begin with "heaplift-"

  // A place from which on, up to the next one, code belongs to another function than before.
  struct Boundary {
    std::uint32_t offset;
    std::uint32_t function;
  };
  std::vector<Boundary> boundaries;  // ascending

  // The innermost function around `offset`.
  [[nodiscard]] std::uint32_t function_at(std::uint32_t offset) const;
};

// Walks the tree `root` of `text` once. The tree must outlive the result.
[[nodiscard]] SyntaxIndex index_syntax(const Node& root, std::string_view text);

// Whether the node is a function, a method or a static block: code that runs at another time than what is around it.
[[nodiscard]] bool is_function(Kind kind);

}  // namespace heaplift
