#include "src/analysis/refreshers.h"

namespace heaplift {
namespace {

// The declared function whose body is at `body`, found on the way down from `root`.
Node find_function(const Node& root, Range body) {
  Node function;
  Cursor cursor(root);
  while (cursor.node().range() != body || cursor.node().kind() != Kind::statement_block) {
    if (cursor.node().kind() == Kind::function_declaration) function = cursor.node();
    if (!cursor.to_first_child()) return {};
    while (!cursor.node().range().contains(body)) {
      if (!cursor.to_next_sibling()) return {};
    }
  }
  return function && function.child(Field::body).range() == body ? function : Node();
}

bool is_plain_value(Node value) {
  while (value.kind() == Kind::assignment_expression) value = value.child(Field::right);
  switch (value.kind()) {
    case Kind::identifier:
    case Kind::member_expression:
    case Kind::subscript_expression:
    case Kind::new_expression:
      return true;
    default:
      return false;
  }
}

bool declares_plainly(const Node& declaration) {
  Cursor cursor(declaration);
  if (!cursor.to_first_child()) return false;
  do {
    const Node declarator = cursor.node();
    if (declarator.kind() != Kind::variable_declarator) continue;
    const Node value = declarator.child(Field::value);
    if (value && !is_plain_value(value)) return false;
  } while (cursor.to_next_sibling());
  return true;
}

// `a = b`, and what minifiers make of several: `a = b, c = d`.
bool assigns_plainly(const Node& expression) {
  if (expression.kind() == Kind::assignment_expression) return is_plain_value(expression);
  if (expression.kind() != Kind::sequence_expression) return false;
  Cursor cursor(expression);
  cursor.to_first_child();
  do {
    const Node part = cursor.node();
    if (part.named() && part.kind() != Kind::comment && part.kind() != Kind::assignment_expression) return false;
    if (part.kind() == Kind::assignment_expression && !is_plain_value(part)) return false;
  } while (cursor.to_next_sibling());
  return true;
}

bool is_plain_statement(const Node& statement) {
  switch (statement.kind()) {
    case Kind::variable_declaration:
    case Kind::lexical_declaration:
      return declares_plainly(statement);
    case Kind::expression_statement:
      return assigns_plainly(statement.operand(0));
    case Kind::comment:
    case Kind::empty_statement:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::optional<Refresher> read_refresher(const Node& root, Range body, std::string_view text) {
  const Node function = find_function(root, body);
  if (!function || text.substr(function.range().begin).starts_with("async")) return std::nullopt;
  Cursor cursor(function.child(Field::body));
  cursor.to_first_child();
  do {
    if (cursor.node().named() && !is_plain_statement(cursor.node())) return std::nullopt;
  } while (cursor.to_next_sibling());
  const Node parameters = function.child(Field::parameters);
  const Node first = parameters.operand(0);
  if (parameters.operand(1) || (first && first.kind() != Kind::identifier)) return std::nullopt;
  const Range name = function.child(Field::name).range();
  return Refresher{text.substr(name.begin, name.size()), static_cast<bool>(first)};
}

}  // namespace heaplift
