// growth-check: each access goes through a helper that checks the index against a view of its own and makes the view
// anew where the memory has grown.
//
// Before:  HEAP32[p >> 2] = HEAP8[q] + 1;
// After:   hl_store_i32(p >> 2, hl_load_i8(q) + 1);
//
// The helpers take indices, as the views do. It never declines an access that lowering.cpp hands it.
#include "passes/pass.h"

namespace heaplift {
namespace {

std::string callee(const NameContext& context, Helper helper, ViewType type) {
  return helper_name(context.prefix, helper, type);
}

}  // namespace

Pass growth_check_pass() {
  return {.name = "growth-check",
          .summary = "every access goes through a bounds-checked helper that refreshes stale views",
          .callee = callee,
          .runtime = growth_check_runtime,
          .stores_give_value = true,
          .byte_addresses = false,
          .keeps_views = true};
}

}  // namespace heaplift
