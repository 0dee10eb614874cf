#include "src/analysis/refreshers.h"

namespace heaplift {
namespace {

// A variable or a property with a fixed name, not an element.
bool is_plain_place(const Node& node) {
  return node.kind() == Kind::identifier || node.kind() == Kind::member_expression ||
         (node.kind() == Kind::subscript_expression && node.child(Field::index).kind() == Kind::string);
}

bool is_plain_value(Node value) {
  for (; value.kind() == Kind::assignment_expression; value = value.child(Field::right)) {
    if (!is_plain_place(value.child(Field::left))) return false;
  }
  return value.kind() == Kind::new_expression || is_plain_place(value);
}

// `getBuffer()`
bool is_getter_call(const Node& value) {
  return value.kind() == Kind::call_expression && value.child(Field::function).kind() == Kind::identifier &&
         !value.child(Field::arguments).operand(0);
}

bool declares_plainly(const Node& declaration) {
  Cursor cursor(declaration);
  if (!cursor.to_first_child()) return false;
  do {
    const Node declarator = cursor.node();
    if (declarator.kind() != Kind::variable_declarator) continue;
    const Node value = declarator.child(Field::value);
    if (value && !is_plain_value(value) && !is_getter_call(value)) return false;
  } while (cursor.to_next_sibling());
  return true;
}

// `a = b`, or `new Int8Array(b)`, which minifiers leave of a variable that nothing reads.
bool is_plain_part(const Node& part) {
  return (part.kind() == Kind::assignment_expression && is_plain_value(part)) || part.kind() == Kind::new_expression;
}

// `a = b`, and what minifiers make of several: `a = b, c = d`.
bool assigns_plainly(const Node& expression) {
  if (is_plain_part(expression)) return true;
  if (expression.kind() != Kind::sequence_expression) return false;
  Cursor cursor(expression);
  cursor.to_first_child();
  do {
    const Node part = cursor.node();
    if (!part.named() || part.kind() == Kind::comment) continue;
    if (!is_plain_part(part)) return false;
  } while (cursor.to_next_sibling());
  return true;
}

// A condition without calls, and without elements of views, since those would have to be rewritten.
bool is_plain_condition(const Node& condition, const Scopes& scopes, std::string_view text) {
  const Range range = condition.range();
  return !scopes.calls_in(range) && text.substr(range.begin, range.size()).find('[') == std::string_view::npos;
}

// `if (…) return;`
bool returns_early(const Node& statement, const Scopes& scopes, std::string_view text) {
  Node taken = statement.child(Field::consequence);
  if (taken.kind() == Kind::statement_block) taken = taken.operand(0);
  return !statement.child(Field::alternative) && taken.kind() == Kind::return_statement && !taken.operand(0) &&
         is_plain_condition(statement.child(Field::condition), scopes, text);
}

bool is_plain_statement(const Node& statement, const Scopes& scopes, std::string_view text) {
  switch (statement.kind()) {
    case Kind::variable_declaration:
    case Kind::lexical_declaration:
      return declares_plainly(statement);
    case Kind::expression_statement:
      return assigns_plainly(statement.operand(0));
    case Kind::if_statement:
      return returns_early(statement, scopes, text);
    case Kind::comment:
    case Kind::empty_statement:
      return true;
    default:
      return false;
  }
}

// `{ … }`, all of it plain.
bool is_plain_block(const Node& block, const Scopes& scopes, std::string_view text) {
  Cursor cursor(block);
  if (block.kind() != Kind::statement_block || !cursor.to_first_child()) return false;
  do {
    if (cursor.node().named() && !is_plain_statement(cursor.node(), scopes, text)) return false;
  } while (cursor.to_next_sibling());
  return true;
}

// `{ if (…) { … } }`, which is all that the function does: Emscripten makes no new views when the buffer resizes itself.
bool is_guarded_block(const Node& block, const Scopes& scopes, std::string_view text) {
  const Node guard = block.operand(0);
  return guard.kind() == Kind::if_statement && !block.operand(1) && !guard.child(Field::alternative) &&
         is_plain_condition(guard.child(Field::condition), scopes, text) &&
         is_plain_block(guard.child(Field::consequence), scopes, text);
}

bool is_plain_function(const Node& function, std::string_view text) {
  return function.kind() == Kind::function_declaration && !text.substr(function.range().begin).starts_with("async");
}

bool compares_buffers(const Node& condition, std::string_view text) {
  const Range range = condition.range();
  return text.substr(range.begin, range.size()).find("buffer") != std::string_view::npos;
}

// `memory.buffer != view.buffer && refresh()`
bool checks_by_and(const Node& expression, std::string_view text) {
  return expression.kind() == Kind::binary_expression && compares_buffers(expression.child(Field::left), text) &&
         expression.child(Field::right).kind() == Kind::call_expression;
}

// `f();` or `f(memory.buffer);`
bool is_call_statement(Node statement) {
  if (statement.kind() == Kind::statement_block) {
    if (statement.operand(1)) return false;
    statement = statement.operand(0);
  }
  return statement.kind() == Kind::expression_statement && statement.operand(0).kind() == Kind::call_expression;
}

}  // namespace

std::optional<Refresher> read_refresher(const Scopes& scopes, ScopeId body, std::string_view text) {
  const Node& function = scopes.scopes[body].function;
  if (!is_plain_function(function, text)) return std::nullopt;
  const Node block = function.child(Field::body);
  if (!is_plain_block(block, scopes, text) && !is_guarded_block(block, scopes, text)) return std::nullopt;
  const Node parameters = function.child(Field::parameters);
  const Node first = parameters.operand(0);
  if (parameters.operand(1) || (first && first.kind() != Kind::identifier)) return std::nullopt;
  const Range name = function.child(Field::name).range();
  return Refresher{text.substr(name.begin, name.size()), static_cast<bool>(first)};
}

// `if (memory.buffer != view.buffer) refresh();` or, minified, `memory.buffer != view.buffer && refresh();`, which may
// stand in the `return` of the view, with a comma.
std::optional<Checker> read_checker(const Scopes& scopes, ScopeId body, std::string_view text) {
  const Node& function = scopes.scopes[body].function;
  if (!is_plain_function(function, text) || function.child(Field::parameters).operand(0)) return std::nullopt;
  const Node block = function.child(Field::body);
  const Node check = block.operand(0);
  const Node second = block.operand(1);
  Node returned = second ? second.operand(0) : Node();
  bool checks = false;
  if (check.kind() == Kind::if_statement && !check.child(Field::alternative)) {
    checks =
        compares_buffers(check.child(Field::condition), text) && is_call_statement(check.child(Field::consequence));
  } else if (check.kind() == Kind::expression_statement) {
    checks = checks_by_and(check.operand(0), text);
  } else if (check.kind() == Kind::return_statement && check.operand(0).kind() == Kind::sequence_expression &&
             !second) {
    checks = checks_by_and(check.operand(0).operand(0), text) && !check.operand(0).operand(2);
    returned = check.operand(0).operand(1);
  }
  if (!checks || (second && (second.kind() != Kind::return_statement || block.operand(2)))) return std::nullopt;
  const Range name = function.child(Field::name).range();
  if (returned && returned.kind() != Kind::identifier) return std::nullopt;
  return Checker{name, returned.range()};
}

}  // namespace heaplift
