// Lowering: what each access of a file becomes, for any pass.
//
// First every access gets a plan (its form and its temporaries), then one walk over the plans writes the edits. User
// code is never moved or reprinted: only the tokens around it change, so nested accesses compose by themselves.
//
// With -O some accesses are in a region (regions.h) and keep their form, over the runtime's own views:
//   plain      HEAP8[E] = V      becomes  hl_HEAP8[E] = V
//   fresh      HEAP8[E] = V      becomes  hl_view_i8()[E] = V        where a region begins at an access
// and `hl_sync()`, or `hl_span(p, n)`, is put where a region begins ahead of a statement.
//
// Three forms serve all constructs:
//   direct     HEAP8[E] = V      becomes  hl_store_i8(E, V)          loads, stores, compounds, increments
//   reference  [HEAP8[E]] = a    becomes  [hl_ref_i8(E).value] = a   assignments by something else, rare bases
//   late call  HEAPU8.set(a, f)  becomes  hl_call_u8("set", a, f)    methods whose operands may grow the memory
// In each of them the view is bound inside of the called helper: after all operands.
#pragma once

#include <vector>

#include "passes/pass.h"
#include "src/analysis/accesses.h"
#include "src/analysis/regions.h"
#include "src/analysis/scopes.h"
#include "src/analysis/views.h"
#include "src/base/diagnostics.h"
#include "src/base/source.h"
#include "src/edit/edit_buffer.h"

namespace heaplift {

// All that the analysis found in a file.
struct Analysis {
  const Source& source;
  Scopes scopes;
  Views views;
  Accesses accesses;
  Regions regions{};  // without -O: none
};

// Writes the edits of `pass` to `edits`, and what could not be rewritten to `diagnostics`. `prefix` is that of all
// names that are added. Gives the number of accesses that were rewritten.
std::size_t lower(const Analysis& analysis, const Pass& pass, const RewriteOptions& options, std::string_view prefix,
                  EditBuffer& edits, std::vector<Diagnostic>& diagnostics);

}  // namespace heaplift
