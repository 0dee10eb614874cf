// Accesses: what a file does with each view, classified once, so that a pass need not look at syntax to find out.
//
// The walk goes only where views are used, and each access is met once. The base of an access is the expression that
// gives the view: a name, `Module.HEAP8`, or several of them behind parentheses, a comma or a condition.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "src/analysis/scopes.h"
#include "src/analysis/views.h"

namespace heaplift {

enum class AccessKind : std::uint8_t {
  load,       // HEAP8[E]
  store,      // HEAP8[E] = V
  compound,   // HEAP8[E] += V
  logical,    // HEAP8[E] ||= V, &&=, ??=
  increment,  // HEAP8[E]++, --HEAP8[E]
  target,     // [HEAP8[E]] = a, for (HEAP8[E] of a), (HEAP8[E]) = V: assigned by something around it
  remove,     // delete HEAP8[E]
  call,       // HEAPU8.set(a, E), HEAPU8[E](a)
  property,   // HEAP8.length, HEAP8['length']
  atomics,    // Atomics.load(HEAP32, E)
  value,      // f(HEAP8), {HEAP8}
  untouched,  // definitions, aliases, exports, `typeof HEAP8`
};

// What can hold the temporaries of an access.
enum class OwnerKind : std::uint8_t {
  body,   // a function's body, a static block or the program: `var` at its beginning
  arrow,  // the expression body of an arrow function: it has to become a block
  none,   // parameters and class fields
};

struct Owner {
  OwnerKind kind;
  Range range;                        // of the body
  std::uint32_t first_statement = 0;  // body: where declarations go
};

struct Access {
  AccessKind kind = AccessKind::value;
  bool used = true;            // the value of the whole expression is used
  bool slot = true;            // the place takes an AssignmentExpression without parentheses
  bool in_new_callee = false;  // a call here would be taken for the arguments of `new`
  bool asi_hazard = false;     // it begins a statement that an opening parenthesis would glue to the one before
  bool optional = false;       // `HEAP8?.[E]`, `Module?.HEAP8[E]`
  bool several = false;        // the base is a comma expression or a condition
  bool shorthand = false;      // `{HEAP8}`
  bool wrapped = false;        // the method of a call is in parentheses: `(HEAPU8.set)(a, E)`
  std::uint32_t owner = 0;     // of Accesses::owners
  std::uint32_t depth = 0;     // how many accesses this one is an operand of
  std::uint32_t first_leaf = 0;
  std::uint32_t leaf_count = 1;
  Range base;        // the expression that gives the view
  Range whole;       // the whole expression that a rewrite replaces
  Node element{};    // the subscript or member expression whose object the base is; null for whole views
  Node operation{};  // the assignment, update, delete or call that the element is part of; null for the others
};

struct Accesses {
  std::vector<Access> accesses;       // in order of their first view's place in the source
  std::vector<ViewReference> leaves;  // the views of the bases
  std::vector<Owner> owners;
  std::vector<Diagnostic> diagnostics;

  [[nodiscard]] std::span<const ViewReference> leaves_of(const Access& access) const {
    return std::span(leaves).subspan(access.first_leaf, access.leaf_count);
  }
};

[[nodiscard]] Accesses find_accesses(const Node& root, std::string_view text, const Scopes& scopes, const Views& views);

}  // namespace heaplift
