#include "grammar/parse.h"

#include <tree_sitter/api.h>

#include <array>
#include <bit>
#include <limits>
#include <optional>
#include <utility>

#include "grammar/terms.h"
#include "grammar/walk.h"

extern "C" const TSLanguage* tree_sitter_javascript();

namespace heaplift {

static_assert(sizeof(Node) == sizeof(TSNode));

struct NodeAccess {
  static TSNode raw(const Node& node) { return std::bit_cast<TSNode>(node); }
  static Node wrap(TSNode node) { return std::bit_cast<Node>(node); }
};

namespace {

TSNode raw(const Node& node) { return NodeAccess::raw(node); }
Node wrap(TSNode node) { return NodeAccess::wrap(node); }

// How the grammar numbers what kinds.def and fields.def name, in both directions.
struct Numbering {
  std::vector<Kind> kind_of_symbol;
  std::vector<Field> field_of_id;
  std::vector<TSFieldId> id_of_field;
  std::string missing;

  Numbering();

 private:
  void add_kind(Kind kind, std::string_view name, bool named);
  void add_field(Field field, std::string_view name);
};

// Several symbols of the grammar can share one name (aliases), so all symbols are compared.
void Numbering::add_kind(Kind kind, std::string_view name, bool named) {
  const TSLanguage* language = tree_sitter_javascript();
  bool found = false;
  for (std::size_t symbol = 0; symbol < kind_of_symbol.size(); ++symbol) {
    const auto id = static_cast<TSSymbol>(symbol);
    const auto wanted = named ? TSSymbolTypeRegular : TSSymbolTypeAnonymous;
    if (ts_language_symbol_type(language, id) != wanted || ts_language_symbol_name(language, id) != name) continue;
    kind_of_symbol[symbol] = kind;
    found = true;
  }
  if (!found) missing.append(missing.empty() ? "" : " ").append(name);
}

void Numbering::add_field(Field field, std::string_view name) {
  const TSFieldId id =
      ts_language_field_id_for_name(tree_sitter_javascript(), name.data(), static_cast<std::uint32_t>(name.size()));
  if (id == 0) {
    missing.append(missing.empty() ? "" : " ").append(name);
    return;
  }
  field_of_id[id] = field;
  id_of_field[static_cast<std::size_t>(field)] = id;
}

Numbering::Numbering()
    : kind_of_symbol(ts_language_symbol_count(tree_sitter_javascript()), Kind::other),
      field_of_id(ts_language_field_count(tree_sitter_javascript()) + 1, Field::none),
      id_of_field(std::numeric_limits<std::uint8_t>::max(), 0) {
#define KIND(id, name) add_kind(Kind::id, name, true);
#define TOKEN(id, text) add_kind(Kind::id, text, false);
#include "grammar/kinds.def"
#undef KIND
#undef TOKEN
#define FIELD(id, name) add_field(Field::id, name);
#include "grammar/fields.def"
#undef FIELD
}

const Numbering& numbering() {
  static const Numbering table;
  return table;
}

// The parser's symbol for ERROR nodes is outside the language's range.
Kind kind_of(TSSymbol symbol) {
  const auto& kinds = numbering().kind_of_symbol;
  return symbol < kinds.size() ? kinds[symbol] : Kind::error;
}

}  // namespace

std::string missing_from_grammar() { return numbering().missing; }

Kind Node::kind() const { return id_ == nullptr ? Kind::other : kind_of(ts_node_symbol(raw(*this))); }

Range Node::range() const {
  if (id_ == nullptr) return {};
  return {ts_node_start_byte(raw(*this)), ts_node_end_byte(raw(*this))};
}

bool Node::named() const { return id_ != nullptr && ts_node_is_named(raw(*this)); }

bool Node::missing() const { return id_ != nullptr && ts_node_is_missing(raw(*this)); }

bool Node::has_error() const { return id_ != nullptr && ts_node_has_error(raw(*this)); }

Node Node::child(Field field) const {
  if (id_ == nullptr) return {};
  return wrap(ts_node_child_by_field_id(raw(*this), numbering().id_of_field[static_cast<std::size_t>(field)]));
}

Node Node::child(std::uint32_t index) const {
  if (id_ == nullptr) return {};
  return wrap(ts_node_child(raw(*this), index));
}

std::uint32_t Node::child_count() const { return id_ == nullptr ? 0 : ts_node_child_count(raw(*this)); }

Node Node::child(Kind kind) const {
  if (id_ == nullptr) return {};
  Cursor cursor(*this);
  if (!cursor.to_first_child()) return {};
  do {
    if (const Node node = cursor.node(); node.kind() == kind) return node;
  } while (cursor.to_next_sibling());
  return {};
}

Node Node::operand(std::uint32_t index) const {
  if (id_ == nullptr) return {};
  Cursor cursor(*this);
  if (!cursor.to_first_child()) return {};
  do {
    const Node node = cursor.node();
    if (!node.named() || node.kind() == Kind::comment) continue;
    if (index-- == 0) return node;
  } while (cursor.to_next_sibling());
  return {};
}

struct Cursor::State {
  explicit State(TSNode root) : cursor(ts_tree_cursor_new(root)) {}
  TSTreeCursor cursor;
};

Cursor::Cursor(const Node& root) : state_(std::make_unique<State>(raw(root))) {}

Cursor::~Cursor() { ts_tree_cursor_delete(&state_->cursor); }

Node Cursor::node() const { return wrap(ts_tree_cursor_current_node(&state_->cursor)); }

Field Cursor::field() const { return numbering().field_of_id[ts_tree_cursor_current_field_id(&state_->cursor)]; }

bool Cursor::to_first_child() { return ts_tree_cursor_goto_first_child(&state_->cursor); }

bool Cursor::to_next_sibling() { return ts_tree_cursor_goto_next_sibling(&state_->cursor); }

bool Cursor::to_parent() { return ts_tree_cursor_goto_parent(&state_->cursor); }

struct Tree::State {
  struct Delete {
    void operator()(TSTree* dead) const { ts_tree_delete(dead); }
  };
  std::unique_ptr<TSTree, Delete> tree;
};

Tree::Tree(std::unique_ptr<State> state) : state_(std::move(state)) {}
Tree::Tree(Tree&&) noexcept = default;
Tree& Tree::operator=(Tree&&) noexcept = default;
Tree::~Tree() = default;

Node Tree::root() const { return wrap(ts_tree_root_node(state_->tree.get())); }

namespace {

struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

using Parser = std::unique_ptr<TSParser, DeleteParser>;

}  // namespace

// Parses a text as the grammar reads it.
Result<Tree> parse_as_it_is(std::string_view text) {
  const Parser parser(ts_parser_new());
  if (!ts_parser_set_language(parser.get(), tree_sitter_javascript())) {
    return Error{"the linked grammar does not fit the linked tree-sitter"};
  }
  auto state = std::make_unique<Tree::State>();
  state->tree.reset(
      ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
  if (state->tree == nullptr) return Error{"the parser gave up"};
  return Tree(std::move(state));
}

// A second look at a text, with a tree of it at hand (see terms.h).
struct Retake {
  std::string (*change)(std::string_view text, std::string_view parsed, const Node& root);
  bool for_errors;  // what it gives has to have fewer errors
  int rounds = 1;   // how often it may go on from a tree that still has errors: they hide what is behind them
};

// The tree and the text it was parsed from; unset when a retake gives nothing better.
struct Taken {
  std::string text;
  std::optional<Tree> tree;
};

// Gives the text with the fewest errors of all rounds; the first without any ends them.
Result<Taken> take_again(const Retake& retake, std::string_view text, std::string_view parsed, const Tree& tree) {
  Taken best;
  std::string again = retake.change(text, parsed, tree.root());
  if (again.empty()) return best;
  std::size_t most = syntax_errors(tree.root()).size() + (retake.for_errors ? 0 : 1);  // as many are too many
  for (int round = 0; round < retake.rounds && most > 0 && !again.empty(); ++round) {
    auto other = parse_as_it_is(again);
    if (!other) return other.error();
    std::string next = round + 1 < retake.rounds ? retake.change(text, again, other.value().root()) : std::string();
    if (const std::size_t errors = syntax_errors(other.value().root()).size(); errors < most) {
      most = errors;
      best = {std::move(again), std::move(other).value()};
    }
    again = std::move(next);
  }
  return best;
}

Result<Tree> parse(std::string_view text) {
  static constexpr std::array<Retake, 4> kRetakes = {
      {{without_parentheses, true, 4}, {as_module, false}, {with_names, false}, {without_await, true}}};
  std::string changed = in_the_grammars_terms(text);
  auto tree = parse_as_it_is(changed.empty() ? text : changed);
  for (const Retake& retake : kRetakes) {
    if (!tree) return tree;
    auto taken = take_again(retake, text, changed.empty() ? text : changed, tree.value());
    if (!taken) return taken.error();
    if (!taken.value().tree) continue;
    changed = std::move(taken.value().text);
    tree = *std::move(taken.value().tree);
  }
  return tree;
}

namespace {

class ErrorFinder {
 public:
  std::vector<SyntaxError> found;

  bool enter(const Node& node, const Cursor& /*cursor*/) {
    const Range enclosing = parents_.empty() ? node.range() : parents_.back();
    parents_.push_back(node.range());
    if (node.missing()) {
      const char* type = ts_node_type(raw(node));
      found.push_back({{node.range().begin, node.range().begin}, enclosing, std::string("missing `") + type + "`"});
      return false;
    }
    if (node.kind() == Kind::error) {
      found.push_back({node.range(), enclosing, "unexpected text"});
      return false;
    }
    return node.has_error();
  }
  void leave() { parents_.pop_back(); }

 private:
  std::vector<Range> parents_;
};

}  // namespace

std::vector<SyntaxError> syntax_errors(const Node& root) {
  if (!root.has_error()) return {};
  ErrorFinder finder;
  walk(root, finder);
  return std::move(finder.found);
}

}  // namespace heaplift
