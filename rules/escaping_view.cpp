// escaping-view: a view, or a range of one, that is kept in a place from which it is used when nobody knows any more
// how old it is: a property, a literal, a variable of a scope around the function, a closure, a returned range.
//
// Before:  this.pixels = Module.HEAPU8.subarray(p, p + n);
// Meant:   this.pixels = Module.HEAPU8.slice(p, p + n);     // or keep p and n
//
// Declines: properties and variables named like the views themselves (that is how they are made), copies, literals
// that are arguments of a builtin that reads them at once, whole views that a function returns, and functions that are
// only called by name in this file: what they return is judged where they are called; and `f(() => HEAPU8.subarray(…))`,
// which leaves it to `f` to take the range late; and closures that only their function calls, which stale-view looks
// at. What `new` makes over a memory's buffer and keeps in a property or variable is the business of new-view-of-memory.
#include <string>
#include <vector>

#include "rules/view_uses.h"
#include "src/analysis/call_effects.h"

namespace heaplift {
namespace {

class EscapeFinder {
 public:
  EscapeFinder(const LintContext& context, Findings& findings) : context_(context), findings_(findings) {}

  void run() {
    find_calls();
    for (const ViewUse& use : context_.view_uses.uses) {
      const std::string_view place = escape_of(use);
      if (!place.empty()) report(use.range, place);
    }
    find_captures();
  }

 private:
  void report(Range range, std::string_view place) {
    findings_.add(range, "`" + shortened(context_, range) + "` is kept in " + std::string(place) +
                             ", and does not follow the memory when it grows");
  }

  // Functions that are used in another way than by calling their name.
  void find_calls() {
    escapes_.assign(context_.functions.functions.size(), true);
    std::vector<std::uint32_t> calls(context_.scopes.bindings.size(), 0);
    std::vector<std::uint32_t> uses(context_.scopes.bindings.size(), 0);
    for (const NamedCall& call : context_.scopes.named_calls) {
      const BindingId binding = context_.scopes.references[call.callee].binding;
      if (binding != kNone) ++calls[binding];
    }
    for (const Reference& reference : context_.scopes.references) {
      if (reference.binding != kNone && !sets(reference.use)) {
        ++uses[reference.binding];
      }
    }
    for (BindingId id = 0; id < calls.size(); ++id) {
      const FunctionId function = context_.functions.of_binding[id];
      if (function == kNone || context_.scopes.bindings[id].exported) continue;
      escapes_[function] = calls[id] == 0 || uses[id] != calls[id];
    }
  }

  [[nodiscard]] static bool names_view(std::string_view name) { return view_type_of_name(name).has_value(); }

  // Where a view is kept, in words; empty: nowhere, or that is fine.
  [[nodiscard]] std::string_view escape_of(const ViewUse& use) const {
    if (use.sharing == Sharing::buffer) return "";
    switch (use.kind) {
      case UseKind::field: {
        if (use.made) return "";
        Node target = use.user;
        if (target.kind() == Kind::assignment_expression) target = target.child(Field::left);
        if (target.kind() == Kind::field_definition) return "a field";
        return names_view(property_name(target, context_.tracer)) ? "" : "a property";
      }
      case UseKind::argument:
        return use.collected ? "a list" : "";
      case UseKind::variable:
        return use.made ? "" : outer_variable(use);
      case UseKind::literal: {
        if (use.passed_on || names_view(key_of(use))) return "";
        return use.user.kind() == Kind::array ? "an array" : "an object";
      }
      case UseKind::returned:
        if (use.sharing != Sharing::range || use.late || !escapes_[use.function]) return "";
        return use.user.kind() == Kind::yield_expression ? "what the generator yields" : "what the function returns";
      default:
        return "";
    }
  }

  [[nodiscard]] std::string_view key_of(const ViewUse& use) const {
    if (use.user.kind() == Kind::object) return context_.source.text(use.range);  // `{HEAPU8}`
    if (use.user.kind() != Kind::pair) return "";
    std::string_view key = context_.text(use.user.child(Field::key));
    if (key.size() > 2 && (key.front() == '"' || key.front() == '\'')) key = key.substr(1, key.size() - 2);
    return key;
  }

  // `y = x`, where y belongs to a function around.
  [[nodiscard]] std::string_view outer_variable(const ViewUse& use) const {
    if (use.user.kind() != Kind::assignment_expression) return "";
    const Node target = use.user.child(Field::left);
    if (target.kind() != Kind::identifier || names_view(context_.text(target))) return "";
    const Reference* reference = context_.tracer.reference_at(target.range().begin);
    if (reference == nullptr) return "";
    if (reference->binding == kNone) return "a global variable";
    const Range declaration = context_.scopes.bindings[reference->binding].declaration;
    return context_.functions.around(declaration.begin) == use.function ? "" : "a variable outside of the function";
  }

  // One finding for each variable and closure. Variables that others set again are refreshed, or checked before.
  void find_captures() {
    FunctionId last_closure = kNone;
    BindingId last_binding = kNone;
    for (const Capture& capture : context_.view_uses.captures) {
      const Reference& reference = context_.scopes.references[capture.reference];
      const Binding& binding = context_.scopes.bindings[reference.binding];
      if (capture.at_once || capture.local || binding.writes != 1 || context_.view_uses.benign_read[capture.reference])
        continue;
      if (capture.closure == last_closure && reference.binding == last_binding) continue;
      if (holds_made(reference.binding)) continue;
      last_closure = capture.closure;
      last_binding = reference.binding;
      report(reference.range, "a function that may run later");
    }
  }

  // The one value of the variable is made by `new`: see new-view-of-memory.
  [[nodiscard]] bool holds_made(BindingId binding) const {
    for (const std::uint32_t i : context_.tracer.writes_of(binding)) {
      if (unwrap(context_.scopes.writes[i].value).kind() == Kind::new_expression) return true;
    }
    return false;
  }

  const LintContext& context_;
  Findings& findings_;
  std::vector<bool> escapes_;  // by FunctionId
};

void run(const LintContext& context, Findings& findings) { EscapeFinder(context, findings).run(); }

}  // namespace

Rule escaping_view_rule() {
  return {.name = "escaping-view",
          .summary = "a view, or a range of one, that is kept where its age is not known",
          .severity = Severity::warning,
          .on_by_default = true,
          .fixable = false,
          .run = run};
}

}  // namespace heaplift
