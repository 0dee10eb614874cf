// Which expressions give a memory, its buffer, or a typed array over it, in code that is only looked at: more is taken
// for one than a rewrite could afford.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "rules/rule.h"

namespace heaplift {

// A memory: `wasmMemory`, what `new WebAssembly.Memory` gives, `instance.exports.memory`, `wasm.memory`, and variables
// that are set to one of these.
[[nodiscard]] bool is_memory(const LintContext& context, const Node& node);

// The buffer of a memory: `memory.buffer`, `HEAP8.buffer`, or a variable that is set to one of these and to nothing
// else.
[[nodiscard]] bool is_memory_buffer(const LintContext& context, const Node& node);

// A view of the memory: HEAPU8, Module.HEAPU8, GROWABLE_HEAP_I8().
[[nodiscard]] bool is_view(const LintContext& context, const Node& node);

// `new Uint8Array(memory.buffer, …)`, with any of the typed arrays or DataView.
[[nodiscard]] bool makes_view(const LintContext& context, const Node& node);

// Something that shares the memory's bytes: a view, `HEAPU8.subarray(…)`, `new Uint8Array(memory.buffer, …)`, or a
// variable that is never anything else.
[[nodiscard]] bool shares_memory(const LintContext& context, const Node& node);

// Whether the memory that `node` gives is seen to be created with equal initial and maximum sizes.
[[nodiscard]] bool has_fixed_size(const LintContext& context, const Node& memory);

// Whether nothing can make the memory that `memory` gives larger: its size is fixed, or it is made here and nobody
// keeps it, as in `new WebAssembly.Memory(…).buffer`.
[[nodiscard]] bool cannot_grow(const LintContext& context, const Node& memory);

// The value of a variable that is declared with one and never set to anything else, or null.
[[nodiscard]] Node only_value(const LintContext& context, const Node& name);

// The value of a plain property of an object literal, or null.
[[nodiscard]] Node property_of(const LintContext& context, const Node& object, std::string_view name);

// Whether `name` is an identifier that the file does not declare.
[[nodiscard]] bool is_global(const LintContext& context, const Node& name);

struct MemoryKind {
  bool shared = false;
  bool resizable = false;
};

// Where a file shows that a memory is shared (`shared: true`, Emscripten's threads, Atomics on a view), or resizable
// (toResizableBuffer). A bundle may hold glue with threads and glue without: what one shows says nothing about the
// other, and both are taken to be meant by code outside of them.
class MemoryKinds {
 public:
  explicit MemoryKinds(const LintContext& context);

  // What the memory that code at `offset` works on has to be taken for.
  [[nodiscard]] MemoryKind at(std::uint32_t offset) const;
  // Whether there is any place with a memory of either kind.
  [[nodiscard]] bool any() const;

 private:
  static constexpr std::uint32_t kNowhere = UINT32_MAX;

  void collect_evidence(const LintContext& context);
  [[nodiscard]] std::uint32_t home_of(std::uint32_t offset) const;

  bool all_shared_;
  bool resizable_;
  std::vector<Range> homes_;              // scopes with a memory of their own; ascending
  std::set<std::uint32_t> shared_homes_;  // where those begin that show a shared one; kNowhere for all else
};

}  // namespace heaplift
