#include "passes/lowering.h"

#include <algorithm>
#include <array>
#include <string>

#include "passes/address.h"
#include "passes/installation.h"

namespace heaplift {
namespace {

enum class Form : std::uint8_t { untouched, direct, reference, late, plain, fresh };

// What an access becomes, decided before anything is edited.
struct Plan {
  Form form = Form::direct;
  std::string index;  // the temporary for the index; empty: the index is repeated, or needed once
  std::string value;  // the temporary for the value; empty: none
};

// Token ranges of an operation, in the order in which they stand.
Range gap(Range before, Range after) { return {before.begin, after.end}; }

class Lowering {
 public:
  Lowering(const Analysis& analysis, const Pass& pass, const RewriteOptions& options, std::string_view prefix,
           EditBuffer& edits, std::vector<Diagnostic>& diagnostics)
      : analysis_(analysis),
        pass_(pass),
        options_(options),
        text_(analysis.source.text()),
        edits_(edits),
        diagnostics_(diagnostics),
        installation_(analysis, pass, options, prefix, diagnostics) {}

  std::size_t run();

 private:
  [[nodiscard]] Plan plan(std::size_t at);
  [[nodiscard]] Form form_of(const Access& access) const;
  [[nodiscard]] bool calls_known_method(const Access& access) const;
  void plan_temporaries(const Access& access, Plan& plan);
  [[nodiscard]] bool keeps_value(const Access& access) const;
  void emit(const Access& access, const Plan& plan);
  void emit_check(const RegionCheck& check);

  void emit_load(const Access& access);
  void emit_store(const Access& access, const Plan& plan);
  void emit_compound(const Access& access, const Plan& plan);
  void emit_logical(const Access& access, const Plan& plan);
  void emit_increment(const Access& access, const Plan& plan);
  void emit_reference(const Access& access);
  void emit_remove(const Access& access, const Plan& plan);
  void emit_call(const Access& access, const Plan& plan);
  void emit_late_call(const Access& access);
  [[nodiscard]] std::string_view separator_for(const Node& arguments) const;
  bool emit_range(const Access& access);
  void emit_atomics(const Access& access);
  void emit_view(const Access& access);

  // The view whose type an access with one leaf has.
  [[nodiscard]] const ViewReference& leaf(const Access& access) const {
    return analysis_.accesses.leaves_of(access)[0];
  }
  [[nodiscard]] std::string callee(const ViewReference& view, Helper helper);
  void replace_leaves(const Access& access, Helper helper, std::string_view suffix);
  [[nodiscard]] Rewording index_rewording(const Access& access) const;
  [[nodiscard]] std::string_view text_of(Range range) const { return text_.substr(range.begin, range.size()); }
  [[nodiscard]] std::string_view operator_of(const Access& access) const {
    return text_of(access.operation.child(Field::operator_).range());
  }
  [[nodiscard]] bool may_grow(Range range) const {
    return analysis_.scopes.calls_in(range) || analysis_.views.any_in(range);
  }
  void replace_tokens(Range first, Range second, std::string_view text);
  std::string begin_index(const Access& access, const Plan& plan);
  void wrap_whole(const Access& access, std::string_view before, std::string_view after);
  void guard_statement(const Access& access);
  void parenthesize_operand(const Node& operand);
  void report(Range range, std::string message) {
    diagnostics_.push_back({Severity::error, range, std::move(message)});
  }

  const Analysis& analysis_;
  const Pass& pass_;
  const RewriteOptions& options_;
  std::string_view text_;
  EditBuffer& edits_;
  std::vector<Diagnostic>& diagnostics_;
  Installation installation_;
};

// The value of the expression is wanted, and the helper that stores does not give it.
bool Lowering::keeps_value(const Access& access) const {
  if (!access.used) return false;
  const bool postfix = access.kind == AccessKind::increment &&
                       access.operation.child(Field::argument).range().begin == access.whole.begin;
  if (postfix && is_float(leaf(access).type)) return true;
  if (pass_.stores_give_value) return false;
  return access.kind != AccessKind::store || !is_plain(access.operation.child(Field::right), text_) ||
         analysis_.views.any_in(access.operation.child(Field::right).range());
}

// `HEAPU8.set?.(a)`: with a method that every typed array has, the arguments are evaluated in any case. A computed
// name is taken for one, since nothing else of a view can be called.
bool Lowering::calls_known_method(const Access& access) const {
  static constexpr std::array<std::string_view, 31> kMethods = {
      "at",       "copyWithin",     "entries",     "every",    "fill",     "filter", "find", "findIndex",
      "findLast", "findLastIndex",  "forEach",     "includes", "indexOf",  "join",   "keys", "lastIndexOf",
      "map",      "reduce",         "reduceRight", "reverse",  "set",      "slice",  "some", "sort",
      "subarray", "toLocaleString", "toReversed",  "toSorted", "toString", "values", "with"};
  const Node property = access.element.child(Field::property);
  return !property || std::ranges::find(kMethods, text_of(property.range())) != kMethods.end();
}

Form Lowering::form_of(const Access& access) const {
  switch (access.kind) {
    case AccessKind::untouched:
      return Form::untouched;
    case AccessKind::target:
      return Form::reference;
    case AccessKind::load:
    case AccessKind::store:
    case AccessKind::compound:
    case AccessKind::logical:
    case AccessKind::increment:
      return access.several || access.optional ? Form::reference : Form::direct;
    case AccessKind::call: {
      const Node arguments = access.operation.child(Field::arguments);
      const Node index = access.element.child(Field::index);
      const bool grows = may_grow(arguments.range()) || (index && may_grow(index.range()));
      if (access.operation.child(Field::optional_chain) && !calls_known_method(access)) return Form::direct;
      return grows || access.optional ? Form::late : Form::direct;
    }
    case AccessKind::remove:
    case AccessKind::property:
    case AccessKind::atomics:
    case AccessKind::value:
      return Form::direct;
  }
  return Form::untouched;
}

void Lowering::plan_temporaries(const Access& access, Plan& plan) {
  const Node index = access.element ? access.element.child(Field::index) : Node();
  bool needs_index = false;
  switch (access.kind) {
    case AccessKind::compound:
    case AccessKind::logical:
    case AccessKind::increment:
      needs_index = !is_plain(index, text_) || analysis_.views.any_in(index.range());
      break;
    case AccessKind::remove:
      needs_index = index && may_grow(index.range());
      break;
    default:
      break;
  }
  const bool stores = access.kind == AccessKind::store || access.kind == AccessKind::compound ||
                      access.kind == AccessKind::logical || access.kind == AccessKind::increment;
  const bool needs_value = stores && keeps_value(access);
  if (!needs_index && !needs_value) return;
  if (analysis_.accesses.owners[access.owner].kind == OwnerKind::none) {
    if (access.kind == AccessKind::remove)
      report(access.whole, "cannot rewrite this `delete`: its index may grow the memory");
    plan.form = access.kind == AccessKind::remove ? Form::untouched : Form::reference;
    return;
  }
  const std::string number = access.depth == 0 ? "" : std::to_string(access.depth + 1);
  if (needs_index) plan.index = installation_.temporary(access.owner, "i" + number);
  if (needs_value) plan.value = installation_.temporary(access.owner, "v" + number);
}

Plan Lowering::plan(std::size_t at) {
  const Access& access = analysis_.accesses.accesses[at];
  Plan plan{.form = form_of(access), .index = {}, .value = {}};
  if (plan.form == Form::untouched) return plan;
  for (const ViewReference& view : analysis_.accesses.leaves_of(access)) {
    if (!installation_.admit(view)) return Plan{.form = Form::untouched, .index = {}, .value = {}};
  }
  switch (analysis_.regions.reach(at)) {
    case Reach::plain:
      return Plan{.form = Form::plain, .index = {}, .value = {}};
    case Reach::fresh:
      return Plan{.form = Form::fresh, .index = {}, .value = {}};
    case Reach::checked:
      break;
  }
  if (plan.form == Form::direct) plan_temporaries(access, plan);
  return plan;
}

std::string Lowering::callee(const ViewReference& view, Helper helper) {
  installation_.use(view, helper);
  const bool method = helper == Helper::load || helper == Helper::store || helper == Helper::view;
  const std::string_view memory = pass_.byte_addresses && method ? installation_.memory_expression(view) : "";
  return pass_.callee({installation_.prefix(view), memory, options_.names}, helper, view.type);
}

// Puts the helper in the place of each view of the base. An optional base keeps the test for null and undefined.
void Lowering::replace_leaves(const Access& access, Helper helper, std::string_view suffix) {
  for (const ViewReference& view : analysis_.accesses.leaves_of(access)) {
    const std::string name = callee(view, helper).append(suffix);
    if (access.optional) {
      edits_.replace(view.range, "(" + std::string(text_of(view.range)) + " && " + name + ")");
    } else {
      edits_.replace(view.range, name);
    }
  }
}

Rewording Lowering::index_rewording(const Access& access) const {
  const Node index = access.element.child(Field::index);
  if (!pass_.byte_addresses) return as_argument(index);
  return as_address(index, text_, leaf(access).type, AddressUse::access, options_.assume_aligned);
}

// Replaces two neighbouring tokens by one text. White space between them goes with them, a comment does not.
void Lowering::replace_tokens(Range first, Range second, std::string_view text) {
  const std::string_view between = text_of({first.end, second.begin});
  const bool merged = between.find_first_not_of(" \t") == std::string_view::npos;
  edits_.replace(merged ? gap(first, second) : first, text);
  if (!merged) edits_.remove(second);
}

// What the access becomes begins with a parenthesis: where it begins a statement, that must not become a call.
void Lowering::guard_statement(const Access& access) {
  if (access.asi_hazard) edits_.insert_before({access.whole.begin, access.whole.begin}, ";");
}

void Lowering::wrap_whole(const Access& access, std::string_view before, std::string_view after) {
  if (before.starts_with('(')) guard_statement(access);
  edits_.wrap(access.whole, before, after);
}

// An operand that ends up beside a binary operator.
void Lowering::parenthesize_operand(const Node& operand) {
  if (!is_primary(operand)) edits_.wrap(operand.range(), "(", ")");
}

// Rewrites the index of a direct form in place; gives the text that repeats it.
std::string Lowering::begin_index(const Access& access, const Plan& plan) {
  const Node index = access.element.child(Field::index);
  const Rewording rewording = index_rewording(access);
  edits_.replace(access.element.child(Kind::open_bracket).range(), plan.index.empty() ? "(" : "(" + plan.index + " = ");
  apply(rewording, index, edits_);
  return plan.index.empty() ? reworded(rewording, index, text_) : plan.index;
}

void Lowering::emit_load(const Access& access) {
  replace_leaves(access, Helper::load, "");
  begin_index(access, {});
  edits_.replace(access.element.child(Kind::close_bracket).range(), ")");
  if (access.in_new_callee) wrap_whole(access, "(", ")");
}

void Lowering::emit_store(const Access& access, const Plan& plan) {
  const Node value = access.operation.child(Field::right);
  replace_leaves(access, Helper::store, "");
  begin_index(access, {});
  replace_tokens(access.element.child(Kind::close_bracket).range(), access.operation.child(Kind::equals).range(), ",");
  if (pass_.stores_give_value || !access.used) {
    edits_.insert_after(access.whole, ")");
  } else if (plan.value.empty()) {
    wrap_whole(access, "(", "), " + std::string(text_of(value.range())) + ")");
  } else {
    edits_.insert_before(value.range(), plan.value + " = ");
    wrap_whole(access, "(", "), " + plan.value + ")");
  }
}

// HEAP8[E] += V: store(i = E, load(i) + (V))
void Lowering::emit_compound(const Access& access, const Plan& plan) {
  const Node value = access.operation.child(Field::right);
  std::string op(operator_of(access));
  op.pop_back();
  replace_leaves(access, Helper::store, "");
  const std::string index = begin_index(access, plan);
  const std::string kept = plan.value.empty() ? "" : plan.value + " = ";
  replace_tokens(access.element.child(Kind::close_bracket).range(), access.operation.child(Field::operator_).range(),
                 ", " + kept + callee(leaf(access), Helper::load) + "(" + index + ") " + op);
  parenthesize_operand(value);
  if (plan.value.empty()) {
    edits_.insert_after(access.whole, ")");
  } else {
    wrap_whole(access, "(", "), " + plan.value + ")");
  }
}

// HEAP8[E] ||= V: load(i = E) || store(i, V)
void Lowering::emit_logical(const Access& access, const Plan& plan) {
  std::string op(operator_of(access));
  op.pop_back();
  replace_leaves(access, Helper::load, "");
  const std::string index = begin_index(access, plan);
  const bool kept = !plan.value.empty();
  replace_tokens(access.element.child(Kind::close_bracket).range(), access.operation.child(Field::operator_).range(),
                 ") " + op + (kept ? " (" : " ") + callee(leaf(access), Helper::store) + "(" + index + "," +
                     (kept ? " " + plan.value + " =" : ""));
  edits_.insert_after(access.whole, kept ? "), " + plan.value + ")" : ")");
}

// ++HEAP8[E]: store(i = E, load(i) + 1). For HEAP8[E]++, what was there before is computed back where numbers are
// exact, and kept where they are not.
void Lowering::emit_increment(const Access& access, const Plan& plan) {
  const Range token = access.operation.child(Field::operator_).range();
  const bool postfix = token.begin > access.element.range().begin;
  const bool old_kept = postfix && is_float(leaf(access).type) && !plan.value.empty();
  const std::string one = is_bigint(leaf(access).type) ? "1n" : "1";
  const bool plus = text_of(token) == "++";
  const std::string forth = (plus ? " + " : " - ") + one;
  const std::string back = (plus ? " - " : " + ") + one;
  replace_leaves(access, Helper::store, "");
  const std::string index = begin_index(access, plan);
  std::string value = callee(leaf(access), Helper::load) + "(" + index + ")";
  if (old_kept) {
    value = "(" + plan.value + " = +" + value + ")" + forth;
  } else {
    value = (plan.value.empty() ? "" : plan.value + " = ") + value + forth;
  }
  edits_.replace(access.element.child(Kind::close_bracket).range(), ", " + value + ")");
  const bool computed_back = postfix && access.used && !old_kept;
  if (!plan.value.empty()) {
    edits_.remove(token);
    wrap_whole(access, "(", ", " + plan.value + (computed_back ? back : "") + ")");
  } else {
    edits_.replace(token, computed_back ? back : "");
    if (computed_back && !access.slot) wrap_whole(access, "(", ")");
    if (!postfix && text_[access.element.range().begin] == '(') guard_statement(access);
  }
}

void Lowering::emit_reference(const Access& access) {
  replace_leaves(access, Helper::reference, "");
  const Range bracket = access.element.child(Kind::open_bracket).range();
  const bool guard = access.optional && !access.element.child(Field::optional_chain);
  edits_.replace(bracket, guard ? "?.(" : "(");
  apply(as_argument(access.element.child(Field::index)), access.element.child(Field::index), edits_);
  edits_.replace(access.element.child(Kind::close_bracket).range(), ").value");
  if (access.optional) guard_statement(access);
  if (access.in_new_callee) edits_.wrap(access.element.range(), "(", ")");
}

// delete HEAP8[E]: delete (i = E, view())[i] where E may grow the memory
void Lowering::emit_remove(const Access& access, const Plan& plan) {
  if (plan.index.empty()) return emit_view(access);
  if (access.several || access.optional) {
    return report(access.whole, "cannot rewrite this `delete`: its index may grow the memory");
  }
  edits_.replace(leaf(access).range, "(");
  edits_.replace(access.element.child(Kind::open_bracket).range(), plan.index + " = ");
  apply(as_argument(access.element.child(Field::index)), access.element.child(Field::index), edits_);
  edits_.replace(access.element.child(Kind::close_bracket).range(),
                 ", " + callee(leaf(access), Helper::view) + "())[" + plan.index + "]");
}

void Lowering::emit_call(const Access& access, const Plan& plan) {
  if (pass_.byte_addresses && emit_range(access)) return;
  if (plan.form == Form::late) {
    emit_late_call(access);
  } else {
    emit_view(access);
  }
}

// What the parenthesis before the arguments of a method becomes behind the method's name.
std::string_view Lowering::separator_for(const Node& arguments) const {
  if (!arguments.operand(0)) return "";
  const char next = text_[arguments.range().begin + 1];
  return next == ' ' || next == '\n' || next == '\r' || next == '\t' ? "," : ", ";
}

// HEAPU8.set(a, f()): call("set", a, f()); HEAPU8[m](a): call(m, a); and for a tag or a method in parentheses,
// HEAPU8.at`a`: call.bind(null, "at")`a`
void Lowering::emit_late_call(const Access& access) {
  const Node arguments = access.operation.child(Field::arguments);
  const Node chain = access.element.child(Field::optional_chain);
  const Node optional_call = access.operation.child(Field::optional_chain);
  const bool tag = arguments.kind() == Kind::template_string;
  if (tag && access.optional) return report(access.whole, "cannot rewrite this optional tag");
  const bool bound = tag || access.wrapped;
  replace_leaves(access, Helper::late_call, "");
  const std::string open = bound ? (access.optional ? "?.bind(null, " : ".bind(null, ") : access.optional ? "?.(" : "(";
  if (access.element.kind() == Kind::member_expression) {
    const Range property = access.element.child(Field::property).range();
    edits_.replace(chain ? chain.range() : access.element.child(Kind::dot).range(), open);
    edits_.replace(property, '"' + std::string(text_of(property)) + (bound ? "\")" : "\""));
  } else {
    if (chain) edits_.remove(chain.range());
    edits_.replace(access.element.child(Kind::open_bracket).range(), open);
    apply(as_argument(access.element.child(Field::index)), access.element.child(Field::index), edits_);
    edits_.replace(access.element.child(Kind::close_bracket).range(), bound ? ")" : "");
  }
  if (optional_call && !bound) edits_.remove(optional_call.range());
  if (!bound) edits_.replace(arguments.child(Kind::open_paren).range(), separator_for(arguments));
  if (access.optional) guard_statement(access);
}

// HEAPU8.subarray(a, b): view8_u(a, b); slice is a copy of that. False where the general form has to serve.
bool Lowering::emit_range(const Access& access) {
  if (access.several || access.optional || access.operation.child(Field::optional_chain)) return false;
  if (access.element.kind() != Kind::member_expression) return false;
  if (access.operation.child(Field::arguments).kind() != Kind::arguments) return false;
  const Range property = access.element.child(Field::property).range();
  const bool slice = text_of(property) == "slice";
  if (!slice && text_of(property) != "subarray") return false;
  const Node arguments = access.operation.child(Field::arguments);
  const ViewReference& view = leaf(access);
  const bool bytes = info(view.type).element_size == 1;
  if (arguments.operand(2)) return false;
  for (std::uint32_t i = 0; i < 2; ++i) {
    const Node argument = arguments.operand(i);
    if (!argument) break;
    if (argument.kind() == Kind::spread_element || (!bytes && !is_surely_number(argument, text_))) return false;
  }
  for (std::uint32_t i = 0; i < 2; ++i) {
    const Node argument = arguments.operand(i);
    if (!argument) break;
    apply(as_address(argument, text_, view.type, AddressUse::range, options_.assume_aligned), argument, edits_);
  }
  const std::string method = callee(view, Helper::view);
  const std::size_t dot = method.rfind('.');
  edits_.replace(view.range, std::string_view(method).substr(0, dot));
  edits_.replace(property, std::string_view(method).substr(dot + 1));
  if (slice) edits_.insert_after(access.whole, ".slice()");
  return true;
}

// Atomics.load(HEAP32, E): atomics(Atomics.load, E)
void Lowering::emit_atomics(const Access& access) {
  const Node arguments = access.operation.child(Field::arguments);
  edits_.insert_before(access.whole, callee(leaf(access), Helper::atomics) + "(");
  edits_.remove(arguments.child(Kind::open_paren).range());
  edits_.remove(arguments.operand(0).range());
}

// The views themselves, as they are now.
void Lowering::emit_view(const Access& access) {
  const ViewReference& view = leaf(access);
  if (access.shorthand) {
    edits_.replace(view.range, std::string(text_of(view.range)) + ": " + callee(view, Helper::view) + "()");
    return;
  }
  replace_leaves(access, Helper::view, "()");
  if (access.in_new_callee) edits_.wrap(view.range, "(", ")");
  if (!access.optional) return;
  guard_statement(access);
  if (access.element.child(Field::optional_chain)) return;
  const bool member = access.element.kind() == Kind::member_expression;
  edits_.insert_before(access.element.child(member ? Kind::dot : Kind::open_bracket).range(), member ? "?" : "?.");
}

// The check that a region begins with.
void Lowering::emit_check(const RegionCheck& check) {
  const auto& [place, span] = check;
  const std::string call = installation_.use_sync(analysis_.regions.memory, span.bytes > 0);
  if (place.kind == PlaceKind::statement) {
    const std::string what = span.bytes > 0 ? std::string(text_of(span.name)) + ", " + std::to_string(span.bytes) : "";
    if (place.sole) {
      edits_.wrap(place.range, "{ " + call + "(" + what + "); ", " }");
    } else {
      edits_.insert_before(place.range, call + "(" + what + "); ");
    }
  } else if (place.value) {
    edits_.wrap(place.value.range(), call + "(", ")");
  } else {
    edits_.insert_after(place.range, ", " + call + "()");
  }
}

void Lowering::emit(const Access& access, const Plan& plan) {
  switch (plan.form) {
    case Form::untouched:
      return;
    case Form::reference:
      emit_reference(access);
      return;
    case Form::plain:
      replace_leaves(access, Helper::plain, "");
      return;
    case Form::fresh:
      replace_leaves(access, Helper::view, "()");
      return;
    case Form::direct:
    case Form::late:
      break;
  }
  switch (access.kind) {
    case AccessKind::load:
      return emit_load(access);
    case AccessKind::store:
      return emit_store(access, plan);
    case AccessKind::compound:
      return emit_compound(access, plan);
    case AccessKind::logical:
      return emit_logical(access, plan);
    case AccessKind::increment:
      return emit_increment(access, plan);
    case AccessKind::remove:
      return emit_remove(access, plan);
    case AccessKind::call:
      return emit_call(access, plan);
    case AccessKind::atomics:
      return emit_atomics(access);
    case AccessKind::property:
    case AccessKind::value:
      return emit_view(access);
    case AccessKind::target:
    case AccessKind::untouched:
      return;
  }
}

std::size_t Lowering::run() {
  std::vector<Plan> plans;
  plans.reserve(analysis_.accesses.accesses.size());
  for (std::size_t i = 0; i < analysis_.accesses.accesses.size(); ++i) plans.push_back(plan(i));
  installation_.declare_temporaries(edits_);
  for (const RegionCheck& check : analysis_.regions.checks) emit_check(check);
  std::size_t rewritten = 0;
  for (std::size_t i = 0; i < plans.size(); ++i) {
    emit(analysis_.accesses.accesses[i], plans[i]);
    if (plans[i].form != Form::untouched) ++rewritten;
  }
  installation_.install(edits_);
  return rewritten;
}

}  // namespace

std::size_t lower(const Analysis& analysis, const Pass& pass, const RewriteOptions& options, std::string_view prefix,
                  EditBuffer& edits, std::vector<Diagnostic>& diagnostics) {
  return Lowering(analysis, pass, options, prefix, edits, diagnostics).run();
}

}  // namespace heaplift
