// new-view-of-memory: a typed array or DataView over the memory's buffer that is kept where a growth leaves it behind.
//
// Before:  const bytes = new Uint8Array(memory.buffer);      // at the top of a module
// Meant:   const bytes = () => new Uint8Array(memory.buffer);
//
// Kept means: in a property, in a variable of a scope around the function, or in one that functions inside use.
// Declines: views that are made and used at once, variables and properties that views are put into in several places,
// functions that check or re-create views as their work, and memories that are created with a maximum equal to their
// initial size. A variable of the same function that is used across a growth is the business of stale-view.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "grammar/parentheses.h"
#include "rules/memory_values.h"
#include "rules/pointer_index.h"

namespace heaplift {
namespace {

// Whether code compares the age or length of a view: `view.byteLength === 0`, `view.buffer !== memory.buffer`.
bool asks_for_growth(std::string_view text) {
  constexpr std::size_t kMostText = 400;  // a longer condition is about something else
  text = text.substr(0, kMostText);
  return text.find("byteLength") != text.npos || text.find(".buffer") != text.npos ||
         text.find("detached") != text.npos || text.find(".length") != text.npos;
}

class Finder {
 public:
  explicit Finder(const LintContext& context)
      : context_(context), checks_(context.syntax.functions.size()), made_(context.syntax.functions.size()) {
    for (const Site& site : context.syntax.news) {
      if (!makes_view(context, site.node)) continue;
      if (site.user.kind() == Kind::assignment_expression) ++made_[site.function];
      ++kept_[target_of(site)];
    }
    for (const Site& site : context.syntax.comparisons) {
      if (asks_for_growth(context.text(site.node))) checks_[site.function] = true;
    }
  }

  void run(Findings& findings) {
    for (const Site& site : context_.syntax.news) {
      if (!makes_view(context_, site.node) || is_excused(site)) continue;
      const std::string_view kept = how_it_is_kept(site);
      if (kept.empty()) continue;
      findings.add(site.node.range(),
                   "this view is kept in " + std::string(kept) + ", and does not follow the memory when it grows");
    }
  }

 private:
  [[nodiscard]] bool is_excused(const Site& site) const {
    if (kept_.at(target_of(site)) > 1) return true;  // it is made anew somewhere
    if (checks_[site.function] || (site.guard && asks_for_growth(context_.text(site.guard)))) return true;
    const Node buffer = without_parentheses(site.node.child(Field::arguments).operand(0));
    if (buffer.kind() == Kind::member_expression && has_fixed_size(context_, buffer.child(Field::object))) return true;
    return is_in_refresher(site);
  }

  // What a view is put into: a variable by its binding, a property by its name; kNone and "" for anything else.
  using Target = std::pair<BindingId, std::string_view>;

  [[nodiscard]] Target target_of(const Site& site) const {
    const bool declared = site.user.kind() == Kind::variable_declarator;
    if (!declared && site.user.kind() != Kind::assignment_expression) return {site.node.range().begin, "#"};
    const Node target = site.user.child(declared ? Field::name : Field::left);
    if (target.kind() == Kind::member_expression) return {kNone, context_.text(target.child(Field::property))};
    const Reference* reference =
        target.kind() == Kind::identifier ? context_.tracer.reference_at(target.range().begin) : nullptr;
    if (reference == nullptr || reference->binding == kNone) return {kNone, context_.text(target)};
    return {reference->binding, ""};
  }

  // Functions that make the views of a memory, whatever their names: they are called when the memory has grown.
  [[nodiscard]] bool is_in_refresher(const Site& site) const {
    if (context_.views.untouched_around(site.node.range()) != nullptr) return true;
    if (site.function == 0) return false;
    const Node function = context_.syntax.functions[site.function].node;
    if (context_.text(function.child(Field::name)) == "constructor") return false;
    if (is_called_on_growth(context_.functions.around(site.node.range().begin))) return true;
    return made_[site.function] >= kViewsOfRefresher ||
           (made_[site.function] >= 2 && only_assigns(function.child(Field::body)));
  }

  // What a standalone module of Emscripten imports, and calls whenever its memory has grown.
  [[nodiscard]] bool is_called_on_growth(FunctionId function) const {
    return std::any_of(context_.functions.methods.begin(), context_.functions.methods.end(), [&](const Method& method) {
      return method.function == function && method.name == "emscripten_notify_memory_growth";
    });
  }

  static bool only_assigns(const Node& body) {
    for (std::uint32_t i = 0; const Node statement = body.operand(i); ++i) {
      if (i >= kMostStatements || !is_assignment_or_declaration(statement)) return false;
    }
    return true;
  }

  static bool is_assignment_or_declaration(const Node& statement) {
    switch (statement.kind()) {
      case Kind::variable_declaration:
      case Kind::lexical_declaration:
        return true;
      case Kind::expression_statement: {
        const Kind kind = statement.operand(0).kind();
        return kind == Kind::assignment_expression || kind == Kind::sequence_expression;
      }
      default:
        return false;
    }
  }

  // Words for the message; none where the view is only used at once, as far as can be seen.
  [[nodiscard]] std::string_view how_it_is_kept(const Site& site) {
    switch (site.user.kind()) {
      case Kind::assignment_expression:
        return site.field == Field::right ? kept_by_target(site.user.child(Field::left), site) : "";
      case Kind::variable_declarator:
        return kept_by_variable(site.user.child(Field::name), site);
      case Kind::field_definition:
        return "a field";
      default:
        return "";
    }
  }

  [[nodiscard]] std::string_view kept_by_target(const Node& target, const Site& site) {
    if (target.kind() == Kind::member_expression || target.kind() == Kind::subscript_expression) return "a property";
    return kept_by_variable(target, site);
  }

  // A variable is used at another time when its scope is around the function, or when a function inside uses it.
  [[nodiscard]] std::string_view kept_by_variable(const Node& name, const Site& site) {
    const Reference* reference =
        name.kind() == Kind::identifier ? context_.tracer.reference_at(name.range().begin) : nullptr;
    if (reference == nullptr) return "";
    if (reference->binding == kNone) return "a global variable";
    const Binding& binding = context_.scopes.bindings[reference->binding];
    const std::uint32_t declared = context_.syntax.function_at(binding.declaration.begin);
    if (declared != site.function) return "a variable outside of the function";
    return is_used_by_others(reference->binding) ? "a variable that functions use later" : "";
  }

  // Whether another function than the one that declares a variable uses it.
  [[nodiscard]] bool is_used_by_others(BindingId binding) {
    if (shared_.empty()) {
      shared_.resize(context_.scopes.bindings.size());
      for (const Reference& reference : context_.scopes.references) {
        if (reference.binding == kNone) continue;
        const std::uint32_t declared =
            context_.syntax.function_at(context_.scopes.bindings[reference.binding].declaration.begin);
        if (context_.syntax.function_at(reference.range.begin) != declared) shared_[reference.binding] = true;
      }
    }
    return shared_[binding];
  }

  static constexpr std::uint32_t kMostStatements = 24;
  static constexpr std::uint32_t kViewsOfRefresher = 3;

  const LintContext& context_;
  std::vector<bool> checks_;              // functions that look at the age of views, by their index
  std::map<Target, std::uint32_t> kept_;  // how many views are put into each variable or property
  std::vector<std::uint32_t> made_;       // how many views each function makes and assigns
  std::vector<bool> shared_;  // variables that several functions use, by their binding; filled when asked for
};

void run(const LintContext& context, Findings& findings) { Finder(context).run(findings); }

}  // namespace

Rule new_view_of_memory_rule() {
  return {.name = "new-view-of-memory",
          .summary = "a view over a memory's buffer that is kept where a growth leaves it behind",
          .severity = Severity::warning,
          .on_by_default = true,
          .fixable = false,
          .run = run};
}

}  // namespace heaplift
