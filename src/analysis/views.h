// Views: which names hold a typed array over the whole of a WebAssembly memory, and which memory that is.
//
// A name counts as a view by evidence, not by its spelling alone. A global or property of `Module` with a canonical
// name (HEAP8 … HEAPF64) is one. A binding with a canonical name is one when what it is set to is a typed array of
// the right type over the buffer of the memory (`new Int8Array(wasmMemory.buffer)`, through variables and parameters
// too), or when nothing is known of what it is set to but it is declared beside the memory. Typed arrays over any
// other buffer, parameters, and the views of asm.js and wasm2js modules are not. A variable that is set once, to a
// view, is an alias: a view itself.
//
// Where a minifier has taken the names, views are found by definition: see definitions.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/analysis/definitions.h"
#include "src/analysis/scopes.h"
#include "src/analysis/view_type.h"
#include "src/base/diagnostics.h"

namespace heaplift {

// What the user says about the names of a file.
struct ViewOptions {
  std::string memory;                                   // an expression for the memory; empty: `wasmMemory`
  std::vector<std::pair<std::string, ViewType>> names;  // further names of views
  bool any_object = false;  // `x.HEAP8` is a view, whatever x is: to look at code that is never changed
};

using MemoryId = std::uint32_t;

// A memory that some view of the file is over.
struct Memory {
  std::string expression;            // how code refers to it
  BindingId binding = kNone;         // what the first name of the expression is bound to; kNone: a global
  ScopeId scope = 0;                 // where the binding lives; the program for a global
  std::string refresh_call;          // a call of the file's own function that re-creates the views; may be empty
  bool foreign_webassembly = false;  // `WebAssembly` is a binding of the file here (wasm2js)
};

enum class ViewOrigin : std::uint8_t {
  name,
  member,  // Module.HEAP8
  alias,
  definition,  // a variable that is set where views are made, whatever its name
  checked,     // GROWABLE_HEAP_I8(), Emscripten's own check for growth
};

// One use of a view in the source.
struct ViewReference {
  Range range;  // the identifier, or the whole `Module.HEAP8`
  ViewType type;
  ViewOrigin origin;
  MemoryId memory;
  Use use;                // of the identifier or property
  ReferenceId reference;  // of the identifier, or of the object of the member expression
};

// A place where the views of a memory are made, with the evidence that it is one.
struct ViewDefinition {
  MemoryId memory;
  DefinitionEvidence evidence;
  Range function;            // the name of the function; empty for the program and functions without one
  Range first;               // the first typed array
  std::uint32_t arrays = 0;  // how many are made there
};

struct Views {
  std::vector<Memory> memories;
  std::vector<ViewReference> references;  // ascending; none overlap
  std::vector<Range> untouched;           // ascending: bodies of functions that re-create or check views as their work
  std::vector<Range> check_calls;         // ascending: calls of Emscripten's growMemViews(), whatever its name
  std::vector<Range> alias_values;        // ascending: what aliases are declared with; nothing reads it
  std::vector<ViewDefinition> definitions;  // in source order
  std::vector<Diagnostic> diagnostics;      // names that look like views but could not be told to be any

  // The reference whose range is `range`, or null.
  [[nodiscard]] const ViewReference* find(Range range) const;
  // Whether a view is used in `range`.
  [[nodiscard]] bool any_in(Range range) const;
  // The body in `untouched` that `range` lies in, or null.
  [[nodiscard]] const Range* untouched_around(Range range) const;
};

[[nodiscard]] Views find_views(const Scopes& scopes, std::string_view text, const ViewOptions& options);

// The names that analyse_scopes has to record for find_views, each once.
[[nodiscard]] std::vector<std::string_view> member_names(const ViewOptions& options);

}  // namespace heaplift
