// Functions: those of a file, the names and properties that they can be called by, and which calls run as a part of
// each. One walk collects them.
//
// A class counts as a function, too: constructing it evaluates the initializers of its fields. What stands in a
// static block or a static field belongs to the function around the class.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "grammar/node.h"
#include "src/analysis/scopes.h"
#include "src/analysis/tracer.h"

namespace heaplift {

using FunctionId = std::uint32_t;  // 0 is the program

struct Function {
  Range range;  // of the function or class
  Node node;
  FunctionId parent = 0;
  bool async = false;
  bool generator = false;
  bool is_class = false;
  bool throws = false;               // its last statement throws, and nothing returns before
  std::uint32_t this_owner = kNone;  // the object or class whose property `this` most likely is; see Method
};

// A function that is a property of an object literal or a member of a class.
struct Method {
  std::uint32_t owner;  // where the object literal or class begins
  std::string_view name;
  FunctionId function;
};

enum class CallKind : std::uint8_t {
  call,
  tag,  // `` f`…` ``
  construct,
  await_,
  yield_,
  iterator_step,  // `for (… of x)`, `[...x]`, `[a] = x`
  dispose,        // `using x = …`, at its end
};

// An expression that runs code that is not written there.
struct CallSite {
  Node node;
  Range range;
  FunctionId function;  // that it is a part of
  CallKind kind;
};

// What a function returns: the operand of `return`, or the expression that is an arrow function's body.
struct Return {
  FunctionId function;
  Node value;
};

struct Functions {
  std::vector<Function> functions;             // ascending by beginning; functions[0] is the program
  std::vector<CallSite> sites;                 // ascending by beginning, outer before inner
  std::vector<Return> returns;                 // in source order; of generators and async functions, too
  std::vector<Method> methods;                 // ascending by owner and name
  std::vector<FunctionId> of_binding;          // by BindingId: the only function or class that it ever holds, or kNone
  std::vector<std::string_view> tested_names;  // ascending: `f` where the file asks for `x.f`: `x.f && …`, `!x.f`
  std::vector<std::string_view> heap_objects;  // ascending: the text of each `x` in `x.HEAP8`, of more than a name
  std::vector<BindingId> heap_bindings;        // ascending: the same, where it is a name

  // The function or class that begins at `offset`, or kNone.
  [[nodiscard]] FunctionId at(std::uint32_t offset) const;
  // The innermost function around `offset`.
  [[nodiscard]] FunctionId around(std::uint32_t offset) const;
  // The one method of that name, or kNone.
  [[nodiscard]] FunctionId method(std::uint32_t owner, std::string_view name) const;
  // Whether the file asks somewhere if a property of that name is there.
  [[nodiscard]] bool is_tested(std::string_view name) const;
  [[nodiscard]] bool is_heap_object(std::string_view text) const;
  [[nodiscard]] bool is_heap_binding(BindingId binding) const;
};

// Whether a node of this kind is a function.
[[nodiscard]] bool is_function_kind(Kind kind);

// `text` must outlive the result.
[[nodiscard]] Functions find_functions(const Node& root, std::string_view text, const Scopes& scopes,
                                       const Tracer& tracer);

}  // namespace heaplift
