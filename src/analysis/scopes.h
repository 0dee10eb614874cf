// Scopes: every name of a file, what declares it and where it is used, after ECMA-262's rules (with Annex B).
//
// One walk over the tree collects scopes, bindings and references in source order; a second pass over these lists
// (not over the tree) binds each reference, in time linear in their number. Nested scopes never cost more.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "grammar/node.h"
#include "src/analysis/names.h"
#include "src/base/range.h"

namespace heaplift {

using ScopeId = std::uint32_t;
using BindingId = std::uint32_t;
using ReferenceId = std::uint32_t;
inline constexpr std::uint32_t kNone = UINT32_MAX;

enum class ScopeKind : std::uint8_t {
  program,
  expression_name,  // holds the name of a named function expression
  function,         // holds the parameters
  body,             // a function's body or a class static block: where `var` goes
  block,            // a block, a switch, or the head of a `for`
  catch_clause,
  class_,
  with,  // the body of a `with`: names inside may be properties of an object
};

struct Scope {
  ScopeKind kind;
  bool strict = false;
  bool asm_js = false;         // the body starts with "use asm"
  bool defaults = false;       // parameters with default values: a `var` of the same name is another variable
  bool own_arguments = false;  // parameters of a function that is no arrow: `arguments` is its own
  ScopeId parent = kNone;
  Range range;
  Node function{};                    // bodies: the function
  std::uint32_t first_statement = 0;  // programs, bodies and blocks: where a statement may be put before all others
  ReferenceId first_reference = 0;
  ReferenceId end_reference = 0;
};

enum class BindingKind : std::uint8_t {
  var,
  let,
  const_,  // and `using`
  function,
  class_,
  parameter,
  catch_parameter,
  import,
  name,  // of a function or class expression inside of it; of a module's namespace
};

struct Binding {
  NameId name;
  ScopeId scope;
  BindingKind kind;
  bool exported = false;
  bool annex_b = false;  // the `var` that a function in a block makes in sloppy code (ECMA-262, B.3.2)
  Range declaration;     // the declaring identifier; the first one where several declare the same
  std::uint32_t writes = 0;
};

enum class Use : std::uint8_t {
  read,
  write,       // `x = v`, `[x] = v`, `for (x of v)`
  initialize,  // a declaration that gives a value
  update,      // `x += v`, `x++`
  export_,     // `export {x}`
};

[[nodiscard]] constexpr bool sets(Use use) { return use != Use::read && use != Use::export_; }

struct Reference {
  NameId name;
  BindingId binding = kNone;  // kNone: a global
  Range range;
  ScopeId scope;
  Use use;
};

// What a reference is set to, where the syntax says so: `x = value`, or `{property: x} = value` in a declaration.
struct Write {
  ReferenceId reference;
  NameId property = kNone;     // of the value, for `{property: x} = value`; only names that the caller is interested in
  Node value;                  // null when unknown
  bool unconditional = false;  // a declaration that stands directly in a list of statements
  bool argument = false;       // an assignment that is an argument of a call: `f(x = value)`
};

// `object.name` or `object['name']`, for the names that the caller is interested in.
struct Member {
  NameId name;
  ReferenceId object;   // the object when it is a plain identifier, else kNone
  Range range;          // of the whole expression
  bool target = false;  // it is assigned, updated or deleted
  Node value{};         // what it is assigned, where it is the left side of `=`
};

// `name(…)`
struct NamedCall {
  ReferenceId callee;
  Node node;
};

// `(function (a) { … })(x)`: a function that is called where it is written. It may be called from elsewhere, too, if it
// has a name.
struct ImmediateCall {
  Node function;
  Node call;
};

struct Scopes {
  Names names;
  std::vector<Scope> scopes;  // in order of their beginning; scopes[0] is the program
  std::vector<Binding> bindings;
  std::vector<Reference> references;           // in source order
  std::vector<Write> writes;                   // in source order
  std::vector<Member> members;                 // in source order
  std::vector<NamedCall> named_calls;          // in source order
  std::vector<ImmediateCall> immediate_calls;  // in source order
  std::vector<std::uint32_t> calls;            // ascending offsets of expressions that may run other code
  std::vector<Range> direct_evals;             // ascending
  std::vector<Range> with_bodies;              // ascending by beginning
  bool module = false;                         // has import or export declarations

  // Whether `scope` is `ancestor` or inside it.
  [[nodiscard]] bool inside(ScopeId scope, ScopeId ancestor) const {
    return scopes[ancestor].range.contains(scopes[scope].range) && scope >= ancestor;
  }
  // Whether an expression that may run other code begins in `range`.
  [[nodiscard]] bool calls_in(Range range) const;
};

// Analyses the syntax below `root`, which is the tree of `text`. `member_names` are the property names to record.
// `text` and the tree must outlive the result.
[[nodiscard]] Scopes analyse_scopes(const Node& root, std::string_view text,
                                    std::span<const std::string_view> member_names);

}  // namespace heaplift
