// The runtime that a rewritten file carries: the helpers that the emitted code calls, and no others.
//
// A pass notes each helper it emits a call of in a RuntimeUse; the generators below then write JavaScript
// (ES2015 at most, no semicolon-less lines, ends in a newline) that defines exactly these.
#pragma once

#include <array>
#include <bitset>
#include <string>
#include <string_view>

#include "src/analysis/view_type.h"

namespace heaplift {

// What an emitted call asks of the runtime. NAME is the view type's id; `hl_` stands for the prefix.
enum class Helper : std::uint8_t {
  load,       // hl_load_NAME(index): the element
  store,      // hl_store_NAME(index, value): stores, returns `value` as it was given
  view,       // hl_view_NAME(): a view over the whole memory as it is now; undefined before the memory exists
  late_call,  // hl_call_NAME(method, ...arguments): calls a method of the view, bound after the arguments
  reference,  // hl_ref_NAME(index).value: an assignment target whose get and set bind late
  atomics,    // hl_atomics_NAME(function, index, ...operands): function(view, index, ...operands), bound late
  plain,  // hl_HEAPNAME: no function but the view itself, as it was at the last hl_sync(), hl_span() or hl_view_NAME()
};
inline constexpr std::size_t kHelperCount = 7;

// Which helpers a file uses.
class RuntimeUse {
 public:
  void add(Helper helper, ViewType type) { uses(helper).set(static_cast<std::size_t>(type)); }
  [[nodiscard]] bool has(Helper helper, ViewType type) const {
    return uses_[static_cast<std::size_t>(helper)].test(static_cast<std::size_t>(type));
  }
  [[nodiscard]] bool has(Helper helper) const { return uses_[static_cast<std::size_t>(helper)].any(); }
  [[nodiscard]] bool empty() const;
  // The use of everything, for `heaplift runtime`.
  [[nodiscard]] static RuntimeUse all();

  bool sync = false;         // hl_sync(value): makes the plain views current, returns `value`
  bool span = false;         // hl_span(p, n): the same for the n bytes at the address p; only together with sync
  bool memory_hook = false;  // hl_memory(memory) is called around values assigned to the memory binding

 private:
  std::bitset<kViewTypeCount>& uses(Helper helper) { return uses_[static_cast<std::size_t>(helper)]; }
  std::array<std::bitset<kViewTypeCount>, kHelperCount> uses_;
};

// The name of a helper function: helper_name("hl_", Helper::late_call, ViewType::u8) is "hl_call_u8",
// and that of a plain view "hl_HEAPU8".
[[nodiscard]] std::string helper_name(std::string_view prefix, Helper helper, ViewType type);

// How the methods of `memory-methods` are called: load8_s (wasm) or loadInt8 (js).
enum class MethodNames : std::uint8_t { wasm, js };

// Where the runtime lives and what it may refer to.
struct RuntimeSite {
  std::string prefix = "hl_";         // of every name the runtime declares in its scope
  std::string memory = "wasmMemory";  // an expression for the memory, evaluated anew at each use
  std::string refresh_call;           // a call of the file's own function that re-creates the views; may be empty
  MethodNames names = MethodNames::wasm;
  bool own_webassembly = false;  // the file binds `WebAssembly` itself: install methods through hl_memory only
};

[[nodiscard]] std::string growth_check_runtime(const RuntimeUse& use, const RuntimeSite& site);
[[nodiscard]] std::string memory_methods_runtime(const RuntimeUse& use, const RuntimeSite& site);

// The name of a memory method: method_name(Helper::load, ViewType::i8, wasm) is "load8_s". Load, store and view only.
[[nodiscard]] std::string method_name(Helper helper, ViewType type, MethodNames names);

}  // namespace heaplift
