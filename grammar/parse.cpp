#include "grammar/parse.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

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

bool Node::named() const { return ts_node_is_named(raw(*this)); }

bool Node::missing() const { return ts_node_is_missing(raw(*this)); }

bool Node::has_error() const { return ts_node_has_error(raw(*this)); }

Node Node::child(Field field) const {
  return wrap(ts_node_child_by_field_id(raw(*this), numbering().id_of_field[static_cast<std::size_t>(field)]));
}

Node Node::child(std::uint32_t index) const { return wrap(ts_node_child(raw(*this), index)); }

std::uint32_t Node::child_count() const { return ts_node_child_count(raw(*this)); }

Node Node::child(Kind kind) const {
  Cursor cursor(*this);
  if (!cursor.to_first_child()) return {};
  do {
    if (const Node node = cursor.node(); node.kind() == kind) return node;
  } while (cursor.to_next_sibling());
  return {};
}

Node Node::operand(std::uint32_t index) const {
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

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Whether the `await` at `at` may be the operator in front of something that the grammar takes for its arguments, its
// index or a second operand.
bool is_ambiguous_await(std::string_view text, std::size_t at) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t before = at == 0 ? text.npos : text.find_last_not_of(kBlank, at - 1);
  if (at > 0 && is_word(text[at - 1])) return false;
  if (before != text.npos && text[before] == '.' && (before == 0 || text[before - 1] != '.')) return false;
  const std::size_t next = text.find_first_not_of(kBlank, at + 5);
  return next != text.npos && std::string_view("([+-/`").find(text[next]) != std::string_view::npos;
}

// `<!--` at the beginning of a line starts a comment (ECMA-262, B.1.1), behind an unfinished expression, too.
void mark_html_comments(std::string& text) {
  for (std::size_t at = text.find("<!--"); at != text.npos; at = text.find("<!--", at + 4)) {
    const std::size_t before = at == 0 ? text.npos : text.find_last_not_of(" \t", at - 1);
    if (before == text.npos || text[before] == '\n' || text[before] == '\r') text.replace(at, 2, "//");
  }
}

// A hashbang comment ends at any LineTerminator of ECMA-262, U+2028 and U+2029 among them.
void end_hashbang(std::string& text) {
  if (!text.starts_with("#!")) return;
  const std::size_t end = std::min(text.find("\xE2\x80\xA8"), text.find("\xE2\x80\xA9"));
  if (end < text.find_first_of("\r\n")) text.replace(end, 3, "\n  ");
}

// A text of the same length in which the grammar finds the same constructs at the same places, where it differs from
// ECMA-262: it ends no statement at a lone CR, takes a NUL for the end of the text, and reads `await (a)[b]` as an
// element of what a function `await` gives. `void` binds as `await` does.
std::string in_the_grammars_terms(std::string_view text, bool awaits) {
  std::string out(text);
  mark_html_comments(out);
  end_hashbang(out);
  for (std::size_t at = text.find('\0'); at != text.npos; at = text.find('\0', at + 1)) out[at] = '\1';
  for (std::size_t at = text.find('\r'); at != text.npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') out[at] = '\n';
  }
  if (!awaits) return out;
  for (std::size_t at = text.find("await"); at != text.npos; at = text.find("await", at + 5)) {
    if (is_ambiguous_await(text, at)) out.replace(at, 5, "void ");
  }
  return out;
}

bool is_in_the_grammars_terms(std::string_view text) {
  if (text.find('\0') != text.npos || text.find("await") != text.npos || text.find("<!--") != text.npos) return false;
  if (text.starts_with("#!")) return false;
  for (std::size_t at = text.find('\r'); at != text.npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') return false;
  }
  return true;
}

struct DeleteParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

TSTree* parse_with(TSParser* parser, std::string_view text) {
  return ts_parser_parse_string(parser, nullptr, text.data(), static_cast<std::uint32_t>(text.size()));
}

}  // namespace

Result<Tree> parse(std::string_view text) {
  const std::unique_ptr<TSParser, DeleteParser> parser(ts_parser_new());
  if (!ts_parser_set_language(parser.get(), tree_sitter_javascript())) {
    return Error{"the linked grammar does not fit the linked tree-sitter"};
  }
  auto state = std::make_unique<Tree::State>();
  if (is_in_the_grammars_terms(text)) {
    state->tree.reset(parse_with(parser.get(), text));
  } else {
    const std::string changed = in_the_grammars_terms(text, true);
    state->tree.reset(parse_with(parser.get(), changed));
    // Where `await` is a name, the change may have broken the syntax.
    if (state->tree != nullptr && ts_node_has_error(ts_tree_root_node(state->tree.get()))) {
      state->tree.reset(parse_with(parser.get(), in_the_grammars_terms(text, false)));
    }
  }
  if (state->tree == nullptr) return Error{"the parser gave up"};
  return Tree(std::move(state));
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
