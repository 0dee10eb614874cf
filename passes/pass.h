// What a pass is: a name, and how it spells the operations on a memory. Finding the accesses, deciding what each
// becomes and editing the file are the same for all passes (lowering.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "passes/runtime.h"
#include "src/analysis/views.h"

namespace heaplift {

// What the user can choose.
struct RewriteOptions {
  ViewOptions views;
  std::string prefix;  // of all names that are added to the file; empty: `hl_`, or the next that the file does not use
  MethodNames names = MethodNames::wasm;
  bool assume_aligned = false;  // `p >> 2` means that p is a multiple of 4
  bool optimize = false;        // one check for many accesses, where the pass keeps views of its own
  bool runtime = true;          // carry the runtime; else another file provides it
};

// What a helper's name is made of at one place of the file.
struct NameContext {
  std::string_view prefix;
  std::string_view memory;  // an expression
  MethodNames names;
};

struct Pass {
  std::string_view name;
  std::string_view summary;
  // What is called for `helper`, without the parentheses: `hl_load_i8`, `wasmMemory.load8_s`.
  std::string (*callee)(const NameContext& context, Helper helper, ViewType type);
  std::string (*runtime)(const RuntimeUse& use, const RuntimeSite& site);
  bool stores_give_value;  // a call that stores gives the value, as an assignment does
  bool byte_addresses;     // loads, stores and views take byte addresses instead of indices
  bool keeps_views;        // the runtime holds views of its own, which must know when the memory is replaced
};

// All passes, in the order in which they are listed and run.
[[nodiscard]] const std::vector<Pass>& passes();

// The pass called `name`, or null.
[[nodiscard]] const Pass* find_pass(std::string_view name);

}  // namespace heaplift
