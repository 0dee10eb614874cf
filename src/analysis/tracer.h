// Tracer: where values come from. Follows names to what is written to them, to tell whether a typed array is made
// over the buffer of a memory, and of which.
//
// A step is only taken where the syntax shows it: assignments, declarations, the arguments of calls to a function of
// the file for its one parameter, and the returned expression of a function that only returns one. All that a name is
// set to counts: if one of it is the buffer and another cannot be, the answer is that it is mixed. A trace that takes
// more than a fixed number of steps is given up, so that each takes constant time.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "src/analysis/scopes.h"
#include "src/analysis/view_type.h"

namespace heaplift {

// How sure it is that a value is what it would have to be.
enum class Evidence : std::uint8_t { no, unknown, yes };

struct Trace {
  Evidence evidence = Evidence::unknown;
  BindingId memory = kNone;   // with `yes`; kNone: a global
  bool other_memory = false;  // with `no`: it is the buffer of something else, which may be a memory, too
  bool mixed = false;         // with `unknown`: sometimes yes and sometimes no, or the buffers of several memories
};

// What counts as a memory when something has a property `buffer`.
enum class MemoryTest : std::uint8_t {
  known,     // the memory's name, a binding that is set to `new WebAssembly.Memory`, or one accepted before
  possible,  // any binding that is not set to something else that has a buffer
};

class Tracer {
 public:
  // `memory` is the expression for the memory that the user gave, or empty. The arguments must outlive this object.
  Tracer(const Scopes& scopes, std::string_view text, std::string_view memory);

  // The first name of the expression for the memory: `wasmMemory` unless the user says otherwise.
  [[nodiscard]] std::string_view memory_name() const { return memory_name_; }
  // What that name is bound to in `scope`; kNone for a global.
  [[nodiscard]] BindingId memory_binding_at(ScopeId scope) const;
  // From now on, `binding` is known to hold a memory.
  void accept_memory(BindingId binding) { facts_[binding].accepted = true; }
  // Whether `binding` is set to `new WebAssembly.Memory`, has the memory's name, or its `grow` is called.
  [[nodiscard]] bool acts_as_memory(BindingId binding) const;
  // Whether `binding` is set to a property of an object, as to an export.
  [[nodiscard]] bool is_set_to_property(BindingId binding) const { return facts_of(binding).property; }

  // Whether `value` is the buffer of a memory.
  [[nodiscard]] Trace trace_buffer(const Node& value, MemoryTest test) const;
  // The element type of `new Int8Array(buffer)` over a whole buffer, with the buffer.
  struct TypedArray {
    ViewType type;
    Node buffer;
  };
  [[nodiscard]] std::optional<TypedArray> typed_array(const Node& value) const;

  // The writes to `binding` whose value is known, as indices of Scopes::writes, in source order.
  [[nodiscard]] std::span<const std::uint32_t> writes_of(BindingId binding) const;
  [[nodiscard]] const Reference* reference_at(std::uint32_t offset) const;
  // The binding that the identifier at `offset` declares; kNone where it declares none.
  [[nodiscard]] BindingId declared_at(std::uint32_t offset) const;
  [[nodiscard]] std::string_view text_of(const Node& node) const;

 private:
  // A search for what one value is.
  struct Search {
    MemoryTest test;
    int depth = 0;
    int* steps;  // that are left
    [[nodiscard]] Search deeper() const { return {test, depth + 1, steps}; }
  };
  // What the writes to a binding say about its being a memory.
  struct Facts {
    bool known = false;  // the last three are computed
    bool accepted = false;
    bool grows = false;      // its `grow` is called
    bool has_views = false;  // typed arrays are set as its properties: it is Emscripten's Module
    bool made = false;       // set to `new WebAssembly.Memory`
    bool refuted = false;    // set to what is no memory
    bool property = false;   // set to a property of an object
  };

  [[nodiscard]] Trace trace_buffer(const Node& value, Search search) const;
  [[nodiscard]] Trace trace_name(const Node& name, Search search) const;
  void trace_parameter(const Binding& parameter, Search search, std::vector<Trace>& traces) const;
  [[nodiscard]] Trace trace_property(const Node& member, MemoryTest test) const;
  [[nodiscard]] Trace trace_call(const Node& call, Search search) const;
  [[nodiscard]] Node function_of(BindingId id) const;
  [[nodiscard]] Node declared_function(Range name) const;
  [[nodiscard]] std::span<const Binding> declared_by(std::uint32_t offset) const;
  [[nodiscard]] std::span<const Binding> bindings_of(const Node& function) const;
  [[nodiscard]] bool is_memory(BindingId id, MemoryTest test) const;
  [[nodiscard]] bool makes_memory(const Node& value) const;
  [[nodiscard]] const Facts& facts_of(BindingId id) const;

  const Scopes& scopes_;
  std::string_view text_;
  bool memory_given_;
  std::string_view memory_name_;
  std::vector<std::uint32_t> writes_;           // ordered by binding
  std::vector<std::uint32_t> calls_;            // of Scopes::named_calls, ordered by the binding of the callee
  std::vector<std::uint32_t> function_writes_;  // writes of functions, in source order
  std::vector<BindingId> memory_at_;            // by scope: the binding of the memory's name
  mutable std::vector<Facts> facts_;            // by binding, computed when asked for
};

// The value that an expression gives without wrappers: parentheses, and the right sides of assignments; only some
// dozens of them.
[[nodiscard]] Node unwrap(Node node);

}  // namespace heaplift
