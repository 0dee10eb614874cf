// memory-methods: each access becomes a method of the memory, which takes byte addresses.
//
// Before:  HEAP32[p >> 2] = HEAP8[q] + 1;
// After:   wasmMemory.store32(p & -4, wasmMemory.load8_s(q) + 1);
//
// Stores give nothing, so an assignment whose value is used keeps the value in a temporary. Accesses whose view is
// not known by name, and calls that bind late, go through helpers over these methods. A wild pointer traps, as it
// does in WebAssembly.
#include "passes/pass.h"

namespace heaplift {
namespace {

std::string callee(const NameContext& context, Helper helper, ViewType type) {
  switch (helper) {
    case Helper::load:
    case Helper::store:
    case Helper::view:
      return std::string(context.memory) + "." + method_name(helper, type, context.names);
    case Helper::late_call:
    case Helper::reference:
    case Helper::atomics:
    case Helper::plain:
      return helper_name(context.prefix, helper, type);
  }
  return {};
}

}  // namespace

Pass memory_methods_pass() {
  return {.name = "memory-methods",
          .summary = "every access becomes a method of the memory: load8_s, store8, view8_s",
          .callee = callee,
          .runtime = memory_methods_runtime,
          .stores_give_value = false,
          .byte_addresses = true,
          .keeps_views = false};
}

}  // namespace heaplift
