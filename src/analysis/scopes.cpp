#include "src/analysis/scopes.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>

#include "grammar/walk.h"

namespace heaplift {
namespace {

// What an identifier at a place means to the construct around it.
enum class Role : std::uint8_t {
  value,    // it is read
  declare,  // it is declared
  target,   // it is assigned
  update,   // it is read, then assigned
};

constexpr bool is_function(Kind kind) {
  switch (kind) {
    case Kind::arrow_function:
    case Kind::function_expression:
    case Kind::function_declaration:
    case Kind::generator_function:
    case Kind::generator_function_declaration:
    case Kind::method_definition:
      return true;
    default:
      return false;
  }
}

// Expressions and bindings whose evaluation may run code that is not written there: calls and iterator steps.
constexpr bool may_run_code(Kind kind) {
  switch (kind) {
    case Kind::call_expression:
    case Kind::new_expression:
    case Kind::await_expression:
    case Kind::yield_expression:
    case Kind::spread_element:
    case Kind::array_pattern:
    case Kind::for_in_statement:
    case Kind::using_declaration:
      return true;
    default:
      return false;
  }
}

Range inside_quotes(Range string) { return {string.begin + 1, std::max(string.begin + 1, string.end - 1)}; }

// A node on the way from the root to the current one, with what its children need to know of it.
struct Frame {
  Node node;
  Kind kind = Kind::program;
  Role role = Role::value;
  BindingKind declares = BindingKind::var;
  bool exported = false;
  bool head_declares = false;  // for_in_statement: `for (var x …`, not `for (x …`
  bool prologue = false;       // only directives so far
  std::uint8_t opened = 0;     // scopes to close with this node
  Range range;
  ScopeId scope = 0;
  ScopeId var_scope = 0;
  ReferenceId object = kNone;   // member and subscript expressions: their object, where it is an identifier
  ReferenceId written = kNone;  // assignments: their left side, where it is an identifier
  NameId key = kNone;           // pair_pattern: the property that is read, where it is of interest
  std::size_t member = kNone;   // assignments: their left side, where it is one of Scopes::members
  Node declared;                // variable_declarator: its name, where it is an identifier
  std::size_t first_write = 0;  // variable_declarator: the writes of its pattern begin here
};

class Collector {
 public:
  Collector(Scopes& scopes, std::string_view text, std::span<const std::string_view> member_names);

  bool enter(const Node& node, const Cursor& cursor);
  void leave();

 private:
  Frame& parent() { return frames_.back(); }
  [[nodiscard]] std::string_view text_of(Range range) const { return text_.substr(range.begin, range.size()); }

  Frame frame_for(const Node& node, Kind kind, Field field);
  void set_role(Frame& frame, Field field);
  void open_scopes(Frame& frame, Field field);
  void open(Frame& frame, ScopeKind kind, Range range);

  [[nodiscard]] bool in_statement_list() const;
  void meet_declaration_keyword(Kind kind);
  void meet_value(const Node& node, Field field);
  void meet_directive(const Frame& frame);
  void meet_first_expression(const Frame& frame);
  void meet_identifier(const Node& node, const Frame& frame, Field field);
  void meet_called_name(ReferenceId id);
  void meet_wrapped_eval();
  void meet_function(const Node& node, Range range);
  void meet_property_name(Range name) { meet_property_name(name, parent()); }
  void meet_property_name(Range name, Frame& up);
  [[nodiscard]] bool declares_directly() const;
  void import_name(const Node& node);

  void declare(Range name, BindingKind kind, const Frame& frame);
  void declare_in(Range name, BindingKind kind, ScopeId scope, bool exported);
  void declare_function(const Frame& frame, Range name);
  ReferenceId refer(Range range, Use use, ScopeId scope);

  Scopes& scopes_;
  std::string_view text_;
  std::size_t member_count_;
  std::array<bool, 256> member_starts_{};
  std::vector<Frame> frames_;
};

Collector::Collector(Scopes& scopes, std::string_view text, std::span<const std::string_view> member_names)
    : scopes_(scopes), text_(text), member_count_(member_names.size()) {
  for (const std::string_view name : member_names) {
    scopes.names.intern(name);
    member_starts_[static_cast<unsigned char>(name[0])] = true;
  }
  member_starts_['\\'] = true;
}

void Collector::open(Frame& frame, ScopeKind kind, Range range) {
  const auto id = static_cast<ScopeId>(scopes_.scopes.size());
  const bool root = scopes_.scopes.empty();
  Scope scope{.kind = kind, .parent = root ? kNone : frame.scope, .range = range};
  if (!root) {
    scope.strict = scopes_.scopes[frame.scope].strict || kind == ScopeKind::class_;
    scope.asm_js = scopes_.scopes[frame.scope].asm_js;
  }
  const bool braces = kind == ScopeKind::body || kind == ScopeKind::block;
  scope.first_statement = braces ? std::min(range.begin + 1, range.end) : range.begin;
  scope.first_reference = static_cast<ReferenceId>(scopes_.references.size());
  scopes_.scopes.push_back(scope);
  frame.scope = id;
  ++frame.opened;
  if (kind == ScopeKind::body || kind == ScopeKind::program) frame.var_scope = id;
  frame.prologue = braces || kind == ScopeKind::program;
}

// Which role an identifier plays directly in `frame`, seen from the construct around it.
void Collector::set_role(Frame& frame, Field field) {
  const Frame& up = parent();
  const bool left = field == Field::left;
  switch (up.kind) {
    case Kind::variable_declarator:
      frame.role = field == Field::name ? Role::declare : Role::value;
      break;
    case Kind::formal_parameters:
      frame.role = Role::declare;
      frame.declares = BindingKind::parameter;
      break;
    case Kind::arrow_function:
    case Kind::catch_clause:
      frame.role = field == Field::parameter ? Role::declare : Role::value;
      frame.declares = up.kind == Kind::catch_clause ? BindingKind::catch_parameter : BindingKind::parameter;
      break;
    case Kind::for_in_statement:
      frame.role = !left ? Role::value : up.head_declares ? Role::declare : Role::target;
      break;
    case Kind::assignment_expression:
      frame.role = left ? Role::target : Role::value;
      break;
    case Kind::augmented_assignment_expression:
      frame.role = left ? Role::update : Role::value;
      break;
    case Kind::update_expression:
      frame.role = Role::update;
      break;
    case Kind::unary_expression:
      frame.role = text_of(up.range).starts_with("delete") ? Role::target : Role::value;
      break;
    case Kind::assignment_pattern:
    case Kind::object_assignment_pattern:
      frame.role = left ? up.role : Role::value;
      break;
    case Kind::pair_pattern:
      frame.role = field == Field::value ? up.role : Role::value;
      break;
    case Kind::array_pattern:
    case Kind::object_pattern:
    case Kind::rest_pattern:
    case Kind::parenthesized_expression:
      frame.role = up.role;
      break;
    default:
      frame.role = Role::value;
  }
}

// Opens the scopes that begin with this node: those of the node itself, and those of its parent that begin here.
void Collector::open_scopes(Frame& frame, Field field) {
  Frame& up = parent();
  if (is_function(up.kind) && (field == Field::parameters || field == Field::parameter || field == Field::body)) {
    const bool begun = scopes_.scopes[up.scope].kind == ScopeKind::function && up.opened > 0;
    if (!begun) {
      open(up, ScopeKind::function, {frame.range.begin, up.range.end});
      scopes_.scopes[up.scope].own_arguments = up.kind != Kind::arrow_function;
    }
  }
  if (up.kind == Kind::with_statement && field == Field::body) {
    open(up, ScopeKind::with, frame.range);
    scopes_.with_bodies.push_back(frame.range);
  }
  frame.scope = up.scope;
  frame.var_scope = up.var_scope;
  switch (frame.kind) {
    case Kind::statement_block: {
      const bool body = field == Field::body && (is_function(up.kind) || up.kind == Kind::class_static_block);
      open(frame, body ? ScopeKind::body : ScopeKind::block, frame.range);
      if (body) scopes_.scopes[frame.scope].function = up.node;
      break;
    }
    case Kind::switch_body:
    case Kind::for_statement:
    case Kind::for_in_statement:
      open(frame, ScopeKind::block, frame.range);
      break;
    case Kind::catch_clause:
      open(frame, ScopeKind::catch_clause, frame.range);
      break;
    case Kind::class_:
    case Kind::class_declaration:
      open(frame, ScopeKind::class_, frame.range);
      break;
    default:
      break;
  }
}

Frame Collector::frame_for(const Node& node, Kind kind, Field field) {
  Frame frame;
  frame.node = node;
  frame.kind = kind;
  frame.range = node.range();
  if (frames_.empty()) {
    open(frame, ScopeKind::program, {0, static_cast<std::uint32_t>(text_.size())});
    return frame;
  }
  const Frame& up = parent();
  frame.declares = up.declares;
  frame.exported = up.exported && (up.role == Role::declare || up.kind == Kind::export_statement ||
                                   up.kind == Kind::variable_declaration || up.kind == Kind::lexical_declaration ||
                                   (up.kind == Kind::variable_declarator && field == Field::name));
  set_role(frame, field);
  open_scopes(frame, field);
  if (kind == Kind::variable_declaration) frame.declares = BindingKind::var;
  if (kind == Kind::export_statement) {
    scopes_.module = true;
    frame.exported = true;
  }
  if (kind == Kind::import_statement) scopes_.module = true;
  if (kind == Kind::variable_declarator) frame.first_write = scopes_.writes.size();
  return frame;
}

void Collector::declare_in(Range name, BindingKind kind, ScopeId scope, bool exported) {
  Binding binding{.name = scopes_.names.intern(text_of(name)),
                  .scope = scope,
                  .kind = kind,
                  .exported = exported,
                  .declaration = name};
  const bool plain = kind == BindingKind::var || kind == BindingKind::let || kind == BindingKind::const_;
  binding.writes = plain ? 0 : 1;
  scopes_.bindings.push_back(binding);
}

void Collector::declare(Range name, BindingKind kind, const Frame& frame) {
  declare_in(name, kind, kind == BindingKind::var ? frame.var_scope : frame.scope, frame.exported);
}

// A function in a block of sloppy code is a `var` of the function around it, too (ECMA-262, B.3.2).
void Collector::declare_function(const Frame& frame, Range name) {
  declare_in(name, BindingKind::function, frame.scope, parent().exported);
  const bool plain = parent().kind == Kind::function_declaration && !text_of(parent().range).starts_with("async");
  if (!plain || frame.scope == frame.var_scope || scopes_.scopes[frame.scope].strict) return;
  declare_in(name, BindingKind::function, frame.var_scope, false);
  scopes_.bindings.back().annex_b = true;
}

ReferenceId Collector::refer(Range range, Use use, ScopeId scope) {
  scopes_.references.push_back(
      {.name = scopes_.names.intern(text_of(range)), .range = range, .scope = scope, .use = use});
  return static_cast<ReferenceId>(scopes_.references.size() - 1);
}

void Collector::meet_declaration_keyword(Kind kind) {
  Frame& up = parent();
  if (up.kind != Kind::lexical_declaration && up.kind != Kind::using_declaration && up.kind != Kind::for_in_statement) {
    return;
  }
  up.head_declares = true;
  up.declares = kind == Kind::keyword_var   ? BindingKind::var
                : kind == Kind::keyword_let ? BindingKind::let
                                            : BindingKind::const_;
}

// The current declarator's declaration stands directly in a list of statements.
bool Collector::in_statement_list() const {
  if (frames_.size() < 3) return false;
  const Kind list = frames_[frames_.size() - 3].kind;
  return list == Kind::program || list == Kind::statement_block || list == Kind::export_statement;
}

// The value of an assignment or a declaration begins: now its left side is known to be written.
void Collector::meet_value(const Node& node, Field field) {
  Frame& up = parent();
  if (up.kind == Kind::assignment_expression && field == Field::right && up.written != kNone) {
    const bool argument = frames_.size() > 1 && frames_[frames_.size() - 2].kind == Kind::arguments;
    scopes_.writes.push_back({.reference = up.written, .value = node, .argument = argument});
  }
  if (up.kind == Kind::assignment_expression && field == Field::right && up.member != kNone) {
    scopes_.members[up.member].value = node;
  }
  if (up.kind != Kind::variable_declarator || field != Field::value) return;
  if (up.declared) {
    const ReferenceId id = refer(up.declared.range(), Use::initialize, up.scope);
    scopes_.writes.push_back({.reference = id, .value = node, .unconditional = in_statement_list()});
  }
  for (std::size_t i = up.first_write; i < scopes_.writes.size(); ++i) {
    Write& write = scopes_.writes[i];
    if (write.property == kNone || write.value) continue;
    write.value = node;
    write.unconditional = in_statement_list();
  }
}

// Directive prologues: ECMA-262, "use strict" and asm.js's "use asm". Where they end, the statements begin.
void Collector::meet_directive(const Frame& frame) {
  Frame& up = parent();
  if (up.kind == Kind::expression_statement) {
    const bool expression = frame.kind != Kind::semicolon && frame.kind != Kind::comment;
    if (expression && frames_.size() > 1 && frames_[frames_.size() - 2].prologue) meet_first_expression(frame);
    return;
  }
  if (!up.prologue || frame.kind == Kind::comment || frame.kind == Kind::hash_bang_line ||
      frame.kind == Kind::open_brace || frame.kind == Kind::close_brace) {
    return;
  }
  scopes_.scopes[up.scope].first_statement = frame.range.begin;
  if (frame.kind != Kind::expression_statement) up.prologue = false;
}

// `frame` begins an expression statement in a prologue: a directive, or the end of the prologue.
void Collector::meet_first_expression(const Frame& frame) {
  Frame& body = frames_[frames_.size() - 2];
  Scope& scope = scopes_.scopes[body.scope];
  const std::string_view text = text_of(frame.range);
  const bool may_direct = scope.kind == ScopeKind::body || scope.kind == ScopeKind::program;
  if (!may_direct || frame.kind != Kind::string || text.size() < 2) {
    body.prologue = false;
    return;
  }
  const std::string_view content = text.substr(1, text.size() - 2);
  if (content == "use strict") scope.strict = true;
  if (content == "use asm") scope.asm_js = true;
  scope.first_statement = parent().range.end;
}

void Collector::meet_identifier(const Node& node, const Frame& frame, Field field) {
  Frame& up = parent();
  const Range range = frame.range;
  switch (up.kind) {
    case Kind::function_declaration:
    case Kind::generator_function_declaration:
      declare_function(frame, range);
      return;
    case Kind::function_expression:
    case Kind::generator_function:
      open(up, ScopeKind::expression_name, up.range);
      declare_in(range, BindingKind::name, up.scope, false);
      return;
    case Kind::class_declaration:
    case Kind::class_:
      if (field != Field::name) break;
      declare_in(range, BindingKind::name, up.scope, false);
      if (up.kind == Kind::class_declaration) {
        declare_in(range, BindingKind::class_, scopes_.scopes[up.scope].parent, up.exported);
      }
      return;
    case Kind::import_clause:
      declare(range, BindingKind::import, frame);
      return;
    case Kind::namespace_import:
      declare(range, BindingKind::name, frame);
      return;
    case Kind::export_specifier:
      if (field == Field::name && frames_.size() > 2 && !frames_[frames_.size() - 3].head_declares) {
        refer(range, Use::export_, frame.scope);
      }
      return;
    case Kind::namespace_export:
      return;
    default:
      break;
  }
  switch (frame.role) {
    case Role::declare:
      declare(range, frame.declares, frame);
      if (up.kind == Kind::variable_declarator) {
        up.declared = node;
        return;
      }
      if (frame.declares == BindingKind::parameter || frame.declares == BindingKind::catch_parameter) return;
      refer(range, Use::initialize, frame.scope);
      break;
    case Role::target:
      up.written = refer(range, Use::write, frame.scope);
      return;
    case Role::update:
      refer(range, Use::update, frame.scope);
      return;
    case Role::value: {
      const ReferenceId id = refer(range, Use::read, frame.scope);
      if (field == Field::object) up.object = id;
      if (field == Field::function) meet_called_name(id);
      if (up.kind == Kind::parenthesized_expression && text_of(range) == "eval") meet_wrapped_eval();
      return;
    }
  }
  // `{name}` and `{property: name}` directly in the pattern of a declaration: the value follows later.
  const auto id = static_cast<ReferenceId>(scopes_.references.size() - 1);
  const bool shorthand = up.kind == Kind::object_pattern;
  const bool pair = up.kind == Kind::pair_pattern && field == Field::value;
  const std::size_t depth = shorthand ? 2 : 3;
  if ((!shorthand && !pair) || frames_.size() < depth) return;
  if (frames_[frames_.size() - depth].kind != Kind::variable_declarator) return;
  const NameId property = shorthand ? scopes_.references[id].name : up.key;
  if (property != kNone) scopes_.writes.push_back({.reference = id, .property = property, .value = Node()});
}

void Collector::meet_called_name(ReferenceId id) {
  const Frame& up = parent();
  if (up.kind != Kind::call_expression) return;
  scopes_.named_calls.push_back({id, up.node});
  const bool direct =
      up.node.child(Field::arguments).kind() == Kind::arguments && !up.node.child(Field::optional_chain);
  if (direct && scopes_.names.text(scopes_.references[id].name) == "eval") scopes_.direct_evals.push_back(up.range);
}

// `(eval)(…)` is a direct eval, too (ECMA-262, 13.3.6.1).
void Collector::meet_wrapped_eval() {
  std::size_t outer = frames_.size() - 1;
  while (outer > 0 && frames_[outer].kind == Kind::parenthesized_expression) --outer;
  const Frame& call = frames_[outer];
  if (call.kind == Kind::call_expression && call.range.begin == frames_[outer + 1].range.begin) {
    scopes_.direct_evals.push_back(call.range);
  }
}

void Collector::meet_function(const Node& node, Range range) {
  std::size_t outer = frames_.size();
  while (outer > 1 && frames_[outer - 1].kind == Kind::parenthesized_expression) --outer;
  if (outer == 0 || frames_[outer - 1].kind != Kind::call_expression) return;
  const Range callee = outer < frames_.size() ? frames_[outer].range : range;
  if (frames_[outer - 1].range.begin == callee.begin) {
    scopes_.immediate_calls.push_back({node, frames_[outer - 1].node});
  }
}

// Whether a pattern around the current node is the name of a declarator.
bool Collector::declares_directly() const {
  std::size_t outer = frames_.size() - 1;
  while (outer > 0 && frames_[outer].kind != Kind::object_pattern) --outer;
  return outer > 0 && frames_[outer - 1].kind == Kind::variable_declarator;
}

// `up` is what the name is a key or property of.
void Collector::meet_property_name(Range name, Frame& up) {
  const std::string_view text = text_of(name);
  if (text.empty() || !member_starts_[static_cast<unsigned char>(text[0])]) return;
  const NameId id = text.find('\\') == std::string_view::npos ? scopes_.names.find(text) : scopes_.names.intern(text);
  if (id >= member_count_) return;
  if (up.kind == Kind::pair_pattern) {
    up.key = id;
    const bool sometimes = declares_directly() && up.node.child(Field::value).kind() == Kind::assignment_pattern;
    if (up.role == Role::target || sometimes) scopes_.members.push_back({id, kNone, name});
  } else if (up.kind == Kind::member_expression || up.kind == Kind::subscript_expression) {
    const bool target = up.role == Role::target || up.role == Role::update;
    if (target) frames_[frames_.size() - 2].member = scopes_.members.size();
    scopes_.members.push_back({id, up.object, up.range, target});
  }
}

void Collector::import_name(const Node& node) {
  const Node alias = node.child(Field::alias);
  const Node name = alias ? alias : node.child(Field::name);
  if (name.kind() == Kind::identifier) declare(name.range(), BindingKind::import, parent());
}

// Whether the children of such a node need to know the field they are in.
constexpr bool needs_fields(Kind kind) {
  switch (kind) {
    case Kind::program:
    case Kind::statement_block:
    case Kind::expression_statement:
    case Kind::arguments:
    case Kind::binary_expression:
    case Kind::parenthesized_expression:
    case Kind::array:
    case Kind::object:
    case Kind::formal_parameters:
    case Kind::lexical_declaration:
    case Kind::variable_declaration:
    case Kind::array_pattern:
    case Kind::object_pattern:
      return false;
    default:
      return true;
  }
}

bool Collector::enter(const Node& node, const Cursor& cursor) {
  const Kind kind = node.kind();
  const Field field = !frames_.empty() && needs_fields(parent().kind) ? cursor.field() : Field::none;
  // References are listed in the order of scopes: this one belongs to the scope around those that begin here.
  if (field == Field::value || field == Field::right) meet_value(node, field);
  Frame frame = frame_for(node, kind, field);
  bool descend = true;
  const bool awaits = kind == Kind::unary_expression && text_of(frame.range).starts_with("await");  // see parse.cpp
  if (awaits || may_run_code(kind)) scopes_.calls.push_back(frame.range.begin);
  if (!frames_.empty() && (parent().prologue || parent().kind == Kind::expression_statement)) meet_directive(frame);
  switch (kind) {
    case Kind::assignment_pattern:
    case Kind::object_assignment_pattern:
      if (frame.role == Role::declare && frame.declares == BindingKind::parameter) {
        scopes_.scopes[frame.scope].defaults = true;
      }
      break;
    case Kind::identifier:
    case Kind::shorthand_property_identifier:
    case Kind::shorthand_property_identifier_pattern:
      meet_identifier(node, frame, field);
      break;
    case Kind::property_identifier:
      if (field == Field::property || (field == Field::key && parent().kind == Kind::pair_pattern)) {
        meet_property_name(frame.range);
      }
      break;
    case Kind::template_string:
      if (field == Field::index && node.child_count() <= 3)
        meet_property_name({frame.range.begin + 1, frame.range.end - 1});
      break;
    case Kind::string:
      if (field == Field::index || (field == Field::key && parent().kind == Kind::pair_pattern)) {
        meet_property_name(inside_quotes(frame.range));
      } else if (parent().kind == Kind::computed_property_name &&
                 frames_[frames_.size() - 2].kind == Kind::pair_pattern) {
        meet_property_name(inside_quotes(frame.range), frames_[frames_.size() - 2]);
      }
      descend = false;
      break;
    case Kind::keyword_var:
    case Kind::keyword_let:
    case Kind::keyword_const:
    case Kind::keyword_using:
      meet_declaration_keyword(kind);
      break;
    case Kind::function_expression:
    case Kind::arrow_function:
      meet_function(node, frame.range);
      break;
    case Kind::import_specifier:
      import_name(node);
      descend = false;
      break;
    case Kind::export_statement:
      frame.head_declares = static_cast<bool>(node.child(Field::source));  // a re-export: its names are not ours
      break;
    default:
      break;
  }
  frames_.push_back(frame);
  return descend && node.child_count() > 0;
}

void Collector::leave() {
  const Frame& frame = frames_.back();
  ScopeId scope = frame.scope;
  for (std::uint8_t i = 0; i < frame.opened; ++i) {
    scopes_.scopes[scope].end_reference = static_cast<ReferenceId>(scopes_.references.size());
    scope = scopes_.scopes[scope].parent;
  }
  frames_.pop_back();
}

// Binds references to bindings by replaying the lists in source order with a stack of bindings per name.
class Resolver {
 public:
  explicit Resolver(Scopes& scopes)
      : scopes_(scopes), arguments_(scopes.names.find("arguments")), current_(scopes.names.size(), kNone) {}

  void run();

 private:
  struct Shadowed {
    NameId name;
    BindingId binding;
  };
  struct OpenScope {
    ScopeId scope;
    std::size_t first_shadowed;
  };

  void group_bindings();
  [[nodiscard]] bool is_parameter_of(BindingId id, ScopeId body) const;
  void replay();
  void open(ScopeId scope);
  void close();
  void show(NameId name, BindingId binding);
  static void merge(const Binding& from, Binding& into);
  void block_hoisting(BindingId id, BindingId visible);
  void bind(Reference& reference);

  Scopes& scopes_;
  NameId arguments_;
  bool blocking_ = false;            // only finding out what is blocked
  std::vector<bool> blocked_;        // by binding: no `var` after all
  std::vector<BindingId> by_scope_;  // bindings ordered by scope
  std::vector<std::size_t> begins_;  // where a scope's bindings begin in by_scope_
  std::vector<BindingId> current_;   // the visible binding of each name
  std::vector<Shadowed> shadowed_;
  std::vector<OpenScope> open_;
};

void Resolver::group_bindings() {
  begins_.assign(scopes_.scopes.size() + 1, 0);
  for (const Binding& binding : scopes_.bindings) ++begins_[binding.scope + 1];
  for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
  by_scope_.resize(scopes_.bindings.size());
  std::vector<std::size_t> next(begins_.begin(), begins_.end() - 1);
  for (BindingId id = 0; id < scopes_.bindings.size(); ++id) by_scope_[next[scopes_.bindings[id].scope]++] = id;
}

bool Resolver::is_parameter_of(BindingId id, ScopeId body) const {
  return id != kNone && scopes_.bindings[id].kind == BindingKind::parameter &&
         scopes_.bindings[id].scope == scopes_.scopes[body].parent &&
         !scopes_.scopes[scopes_.scopes[body].parent].defaults;
}

// Declarations of one name in one scope become one binding: the first. A `var` of a parameter's name is the parameter.
void Resolver::open(ScopeId scope) {
  open_.push_back({scope, shadowed_.size()});
  if (scopes_.scopes[scope].own_arguments && arguments_ != Names::kNone) show(arguments_, kNone);
  for (std::size_t i = begins_[scope]; i < begins_[scope + 1]; ++i) {
    const BindingId id = by_scope_[i];
    const Binding& binding = scopes_.bindings[id];
    const BindingId visible = current_[binding.name];
    block_hoisting(id, visible);
    if (binding.annex_b && (scopes_.module || blocked_[id])) continue;
    const bool var = binding.kind == BindingKind::var || binding.annex_b;
    if (var && is_parameter_of(visible, scope)) continue;
    if (visible != kNone && scopes_.bindings[visible].scope == scope) {
      if (!blocking_) merge(binding, scopes_.bindings[visible]);
    } else {
      show(binding.name, id);
    }
  }
}

void Resolver::show(NameId name, BindingId binding) {
  shadowed_.push_back({name, current_[name]});
  current_[name] = binding;
}

void Resolver::merge(const Binding& from, Binding& into) {
  into.writes += from.writes;
  into.exported |= from.exported;
}

// A function in a block makes no `var` where that would clash with a lexical declaration around the block.
// `id` is about to be shown where `visible` was.
void Resolver::block_hoisting(BindingId id, BindingId visible) {
  if (visible == kNone) return;
  const auto lexical = [](const Binding& binding) {
    return binding.kind == BindingKind::let || binding.kind == BindingKind::const_ ||
           binding.kind == BindingKind::class_ || binding.kind == BindingKind::catch_parameter;
  };
  const bool hoisted = id + 1 < scopes_.bindings.size() && scopes_.bindings[id + 1].annex_b;
  if (hoisted && lexical(scopes_.bindings[visible]) &&
      scopes_.inside(scopes_.bindings[visible].scope, scopes_.bindings[id + 1].scope)) {
    blocked_[id + 1] = true;
  }
  if (scopes_.bindings[visible].annex_b && scopes_.bindings[visible].scope == scopes_.bindings[id].scope &&
      lexical(scopes_.bindings[id])) {
    blocked_[visible] = true;
  }
}

void Resolver::close() {
  while (shadowed_.size() > open_.back().first_shadowed) {
    current_[shadowed_.back().name] = shadowed_.back().binding;
    shadowed_.pop_back();
  }
  open_.pop_back();
}

void Resolver::bind(Reference& reference) {
  reference.binding = current_[reference.name];
  if (reference.binding == kNone) return;
  Binding& binding = scopes_.bindings[reference.binding];
  if (reference.use == Use::export_) binding.exported = true;
  if (sets(reference.use)) ++binding.writes;
}

// Replays the lists. What blocks hoisting is only known at the end of a first time.
void Resolver::replay() {
  ScopeId next_scope = 0;
  const auto close_until = [&](ScopeId parent) {
    while (!open_.empty() && open_.back().scope != parent) close();
  };
  const auto open_next = [&] {
    close_until(scopes_.scopes[next_scope].parent);
    open(next_scope++);
  };
  for (ReferenceId id = 0; id < scopes_.references.size(); ++id) {
    while (next_scope < scopes_.scopes.size() && scopes_.scopes[next_scope].first_reference <= id) open_next();
    close_until(scopes_.references[id].scope);
    if (!blocking_) bind(scopes_.references[id]);
  }
  while (next_scope < scopes_.scopes.size()) open_next();
  close_until(kNone);
}

void Resolver::run() {
  group_bindings();
  blocked_.resize(scopes_.bindings.size());
  blocking_ = std::ranges::any_of(scopes_.bindings, &Binding::annex_b);
  if (blocking_) replay();
  blocking_ = false;
  replay();
}

}  // namespace

bool Scopes::calls_in(Range range) const {
  const auto first = std::lower_bound(calls.begin(), calls.end(), range.begin);
  return first != calls.end() && *first < range.end;
}

Scopes analyse_scopes(const Node& root, std::string_view text, std::span<const std::string_view> member_names) {
  Scopes scopes;
  Collector collector(scopes, text, member_names);
  walk(root, collector);
  Resolver(scopes).run();
  return scopes;
}

}  // namespace heaplift
