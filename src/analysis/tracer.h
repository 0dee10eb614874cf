// Tracer: where values come from. Follows names to what is written to them, to tell whether a typed array is made
// over the buffer of a memory, and of which.
//
// A step is only taken where the syntax shows it: assignments, declarations, the arguments of calls to a declared
// function for its parameters, and the returned expression of a function that only returns one.
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
  void accept_memory(BindingId binding) { accepted_.push_back(binding); }

  // Whether `value` is the buffer of a memory.
  [[nodiscard]] Trace trace_buffer(const Node& value, MemoryTest test) const { return trace_buffer(value, test, 0); }
  // The element type of `new Int8Array(buffer)` over a whole buffer, with the buffer.
  struct TypedArray {
    ViewType type;
    Node buffer;
  };
  [[nodiscard]] std::optional<TypedArray> typed_array(const Node& value) const;

  // The writes to `binding` whose value is known, as indices of Scopes::writes, in source order.
  [[nodiscard]] std::span<const std::uint32_t> writes_of(BindingId binding) const;
  [[nodiscard]] const Reference* reference_at(std::uint32_t offset) const;
  [[nodiscard]] std::string_view text_of(const Node& node) const;

 private:
  [[nodiscard]] Trace trace_buffer(const Node& value, MemoryTest test, int depth) const;
  [[nodiscard]] Trace trace_name(const Node& name, MemoryTest test, int depth) const;
  [[nodiscard]] Trace trace_parameter(const Binding& parameter, MemoryTest test, int depth) const;
  [[nodiscard]] Trace trace_property(const Node& member, MemoryTest test) const;
  [[nodiscard]] Trace trace_call(const Node& call, MemoryTest test, int depth) const;
  [[nodiscard]] bool is_memory(BindingId id, MemoryTest test) const;
  [[nodiscard]] bool makes_memory(const Node& value) const;

  const Scopes& scopes_;
  std::string_view text_;
  bool memory_given_;
  std::string_view memory_name_;
  std::vector<std::uint32_t> writes_;       // ordered by binding
  std::vector<std::uint32_t> calls_;        // of Scopes::named_calls, ordered by the binding of the callee
  std::vector<BindingId> memory_bindings_;  // those with the memory's name
  std::vector<BindingId> accepted_;
};

// The value that an expression gives without wrappers: parentheses, and the right sides of assignments.
[[nodiscard]] Node unwrap(Node node);

}  // namespace heaplift
