// Syntax nodes and the cursor that visits them.
//
// A Node is a small value; it stays valid while the Tree it came from lives. No function here recurses, and none
// allocates per node. There is no way up from a node on purpose: finding a parent costs a search from the root, so
// whoever needs ancestors keeps them on the way down (see walk.h).
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "grammar/kinds.h"
#include "src/base/range.h"

namespace heaplift {

class Node {
 public:
  // The null node: what a search that finds nothing gives. It has no children, and no property below holds for it.
  Node() = default;

  explicit operator bool() const { return id_ != nullptr; }
  [[nodiscard]] Kind kind() const;
  // Of the null node: an empty range at 0.
  [[nodiscard]] Range range() const;
  // A named node stands for a construct, an unnamed one for a token.
  [[nodiscard]] bool named() const;
  // The parser made this token up to go on after an error.
  [[nodiscard]] bool missing() const;
  // This node or one below it is an error or missing.
  [[nodiscard]] bool has_error() const;

  // The first child in `field`, or null.
  [[nodiscard]] Node child(Field field) const;
  // Costs a walk over the children before `index`; use a Cursor to visit many.
  [[nodiscard]] Node child(std::uint32_t index) const;
  [[nodiscard]] std::uint32_t child_count() const;
  // The first child that is a token or construct of `kind`, or null.
  [[nodiscard]] Node child(Kind kind) const;
  // As `child(index)`, counting only named children that are no comments.
  [[nodiscard]] Node operand(std::uint32_t index) const;

  friend bool operator==(const Node& a, const Node& b) { return a.id_ == b.id_ && a.tree_ == b.tree_; }

 private:
  friend struct NodeAccess;  // the conversion to and from the parser's type, in parse.cpp

  [[maybe_unused]] std::array<std::uint32_t, 4> context_{};
  const void* id_ = nullptr;
  const void* tree_ = nullptr;
};

// A place in the tree that can move to a neighbour in constant time.
class Cursor {
 public:
  explicit Cursor(const Node& root);
  ~Cursor();
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;

  [[nodiscard]] Node node() const;
  // The field of the current node in its parent.
  [[nodiscard]] Field field() const;
  // Each returns whether there was such a node to go to; else the cursor stays.
  bool to_first_child();
  bool to_next_sibling();
  bool to_parent();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace heaplift
