// Definitions: the places where a file makes the views of a memory, and what they tell about its names.
//
// Minifiers take the names of views, but not the properties of `Module`, nor `new Int8Array(…)`. So a place counts by
// one of two kinds of evidence:
//
// - property: `x.HEAP8 = new Int8Array(b)`, a property with the canonical name of the type, and `b` is traced to
//   `m.buffer`, of a variable `m` that is set to nothing that cannot be a memory.
// - function: a function that does nothing but make typed arrays over the same `m.buffer`, and keeps one of them in a
//   variable from outside; the file uses `WebAssembly`. If `m` is set to `new WebAssembly.Memory`, or `m.grow()` is
//   called, arrays of three types are enough; if it is only known that `m` is set to a property of something, as to
//   an export, there must be six. Arrays that are made and dropped, as minifiers leave them, count.
//
// From such a place: `m` is a memory; `x`, and whatever else is always `x`, is an object whose properties HEAP8 … are
// views of `m`; variables that are set there, and never to anything but arrays of one type over all of `m.buffer`, are
// views of `m`. What would be views of two memories, or only sometimes views, is none, and is warned about.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "src/analysis/scopes.h"
#include "src/analysis/tracer.h"
#include "src/analysis/view_type.h"
#include "src/base/diagnostics.h"

namespace heaplift {

enum class DefinitionEvidence : std::uint8_t { property, function };

// A place where views of one memory are made.
struct Definition {
  ScopeId body;  // of the function, or the program
  BindingId memory;
  DefinitionEvidence evidence;
  Range first;               // the first typed array
  std::uint32_t arrays = 0;  // how many are made here over this memory
};

// A variable that is a view by its definition.
struct DefinedView {
  BindingId binding;
  ViewType type;
  BindingId memory;
};

// An object whose properties HEAP8 … are views of a memory. `object` may be kNone: the global `Module`.
struct ViewObject {
  BindingId object;
  BindingId memory;  // kNone: of whichever is in scope, as for Emscripten's `Module` whose views are made elsewhere
};

// `object.HEAP8`, where the file sets it to something that is not the view that its name promises.
struct ForeignMember {
  BindingId object;
  NameId name;
  friend bool operator<(const ForeignMember& a, const ForeignMember& b) {
    return std::tie(a.object, a.name) < std::tie(b.object, b.name);
  }
};

struct Definitions {
  std::vector<Definition> places;      // ascending by body, then memory
  std::vector<DefinedView> views;      // ascending by binding
  std::vector<ViewObject> objects;     // ascending by object
  std::vector<ForeignMember> foreign;  // ascending
  std::vector<Diagnostic> diagnostics;

  // What is known of `object` as a holder of views, or null. `object` must be a binding or stand for the global Module.
  [[nodiscard]] const ViewObject* find_object(BindingId object) const;
  [[nodiscard]] bool is_foreign(BindingId object, NameId name) const;
};

// Finds the definitions of a file, and accepts their memories in `tracer`. `type_of_name` gives the types of the names
// that count as those of views: the first ones of `scopes.names`.
[[nodiscard]] Definitions find_definitions(const Scopes& scopes, std::string_view text, Tracer& tracer,
                                           std::span<const ViewType> type_of_name);

}  // namespace heaplift
