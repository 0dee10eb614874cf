// View uses: every expression of a file that gives a view of the memory, a range of one, or the memory's buffer, with
// what is done with it. Three rules look at them: one at what is evaluated after them, one at the variables that hold
// them, one at where else they are kept.
//
// A variable holds a view when some value that it is set to is one. Functions of the file that return a view give one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/rule.h"
#include "src/analysis/flow.h"

namespace heaplift {

enum class Sharing : std::uint8_t {
  none,
  buffer,  // memory.buffer
  view,    // HEAPU8, new Uint8Array(memory.buffer)
  range,   // HEAPU8.subarray(a, b), new Uint8Array(memory.buffer, p, n)
};

enum class UseKind : std::uint8_t {
  element,   // x[i], x[i] = v
  method,    // x.set(…)
  property,  // x.length
  argument,  // f(x), new F(x)
  variable,  // y = x, var y = x
  field,     // o.y = x, class { y = x }
  literal,   // [x], {y: x}
  returned,  // return x, yield x, () => x
  benign,    // x === y, typeof x, !x, if (x): tells whether it is there or is another one; `${x.length}` for a message
  other,
};

struct ViewUse {
  Range range;  // of the expression
  Sharing sharing;
  UseKind kind;
  Node user{};                   // the construct around: `x[i]`, `x.set(…)`, the call, the assignment, the literal
  Range operation{};             // the whole operation that reads or writes it, with the operands behind it
  FunctionId function = 0;       // that evaluates it
  ReferenceId variable = kNone;  // it is a variable that holds one; never the file's own views
  bool made = false;             // by `new`
  bool collected = false;        // arguments: the call adds them to a list or a map
  bool late = false;             // returned: by `() => x`, passed to a function that takes x when it needs it
  bool passed_on = false;        // literals: the literal is an argument of a builtin, which reads it at once
};

// A function that uses a variable of another function around it, where that holds a view.
struct Capture {
  ReferenceId reference;
  FunctionId closure;
  bool at_once;        // the closure is called where it stands, by a builtin or by itself
  bool local = false;  // only the function that declares both calls the closure, by its name, and no growth is in it
};

struct ViewUses {
  std::vector<ViewUse> uses;      // ascending by beginning, outer before inner
  std::vector<Capture> captures;  // ascending by reference
  std::vector<Sharing> held;      // by BindingId: what the variable may hold
  std::vector<bool> sets_view;    // by ReferenceId: a write that sets the variable to a view
  std::vector<bool> benign_read;  // by ReferenceId: a read that only asks whether it is there
  Flow flow;                      // follows what may hold a view; empty when nothing does

  [[nodiscard]] bool holds(BindingId binding) const { return held[binding] != Sharing::none; }
};

// `context.view_uses` is not looked at.
[[nodiscard]] ViewUses find_view_uses(const LintContext& context);

// The text of an expression, on one line and not long, for messages.
[[nodiscard]] std::string shortened(const LintContext& context, Range range);
// A growth point in words, for messages: "`_malloc(n)`", "an `await`".
[[nodiscard]] std::string what_grows(const LintContext& context, const GrowthPoint& point);

}  // namespace heaplift
