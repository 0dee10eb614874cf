// Value types: the builtin type that the value of an expression evidently has, so that its methods are known.
//
// Evident are literals, operators, `new` of a builtin constructor, results of builtin functions, views, and variables
// of which every write is seen and gives the same type.
#pragma once

#include "grammar/node.h"
#include "src/analysis/builtins.h"
#include "src/analysis/scopes.h"
#include "src/analysis/tracer.h"
#include "src/analysis/views.h"

namespace heaplift {

class ValueTypes {
 public:
  // The arguments must outlive this object.
  ValueTypes(const Scopes& scopes, const Views& views, const Tracer& tracer)
      : scopes_(scopes), views_(views), tracer_(tracer) {}

  [[nodiscard]] ValueType of(const Node& expression) const { return of(expression, 0); }
  // The global that an identifier names, or empty.
  [[nodiscard]] std::string_view global(const Node& identifier) const;
  // The binding of an identifier, or kNone.
  [[nodiscard]] BindingId binding(const Node& identifier) const;

 private:
  [[nodiscard]] ValueType of(const Node& expression, int depth) const;
  [[nodiscard]] ValueType of_variable(const Node& identifier, int depth) const;
  [[nodiscard]] ValueType of_call(const Node& call, int depth) const;
  [[nodiscard]] ValueType of_binary(const Node& binary, int depth) const;
  [[nodiscard]] ValueType common(const Node& a, const Node& b, int depth) const;

  const Scopes& scopes_;
  const Views& views_;
  const Tracer& tracer_;
};

}  // namespace heaplift
