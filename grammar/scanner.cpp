// The external scanner of tree-sitter-javascript's grammar: the tokens of it that cannot be told by their characters
// alone, after ECMA-262. It takes the place of the scanner that comes with the grammar, which inserts no semicolon
// behind a comment that holds a line end (ECMA-262, 12.4), knows no lone CR as a line end (12.3), takes HTML-like
// comments (B.1.1) only where no operator can stand, and `in_x` at the beginning of a line for the operator `in`.
//
// Such a scanner is called wherever one of its tokens may come, at the end of the token before, and says which it is.
// The tokens and their order are those of `externals` in grammar.js of tree-sitter-javascript 0.25.
#include <tree_sitter/parser.h>

#include <cstdint>
#include <string_view>

namespace {

// What may come next. All at once: the parser is recovering from an error.
enum Token : std::uint8_t {
  automatic_semicolon,
  template_chars,
  ternary_qmark,
  html_comment,
  logical_or,       // never given; may come where an expression can end
  escape_sequence,  // never given; may come only inside of strings
  regex_pattern,    // never given; may come only inside of regular expressions
  jsx_text,
};

// How many comments a call looks through, so that a long run of them costs no quadratic time. Further ones are looked
// through by further calls, behind the first comment.
constexpr int kMostComments = 16;

bool ends_line(std::int32_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }

// WhiteSpace and LineTerminator of ECMA-262, and what else the grammar skips.
bool is_blank(std::int32_t c) {
  constexpr std::u32string_view kOthers = U"\t\v\f \u00A0\u1680\u202F\u205F\u2060\u3000\uFEFF";
  return ends_line(c) || (c >= 0x2000 && c <= 0x200B) || kOthers.find(static_cast<char32_t>(c)) != kOthers.npos;
}

bool is_digit(std::int32_t c) { return c >= '0' && c <= '9'; }

bool is_name_part(std::int32_t c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c == '\\' ||
         (c >= 0x80 && !is_blank(c));
}

class Scanner {
 public:
  Scanner(TSLexer* lexer, const bool* valid) : lexer_(lexer), valid_(valid) {}

  bool scan();

 private:
  enum class Skipped : std::uint8_t { nothing, line, block, html };

  [[nodiscard]] std::int32_t next() const { return lexer_->lookahead; }
  [[nodiscard]] bool at_end() const { return next() == 0; }
  void advance() { lexer_->advance(lexer_, false); }
  bool give(Token token) {
    lexer_->result_symbol = token;
    return true;
  }

  bool scan_template_chars();
  bool scan_jsx_text();
  bool scan_ternary_qmark();

  void skip_blanks(bool leading);
  void skip_line();
  void skip_block_comment();
  Skipped skip_html_comment();
  Skipped skip_comment();

  bool inserts_semicolon();
  bool takes_word(std::string_view word);
  bool takes_operator_word();
  bool takes_from_clause();
  bool takes_of_clause();

  TSLexer* lexer_;
  const bool* valid_;
  bool line_end_ = false;  // a line end came since the token before
  // How the next token begins, where it was looked at in search of a comment; else 0.
  std::int32_t first_ = 0;
  std::int32_t second_ = 0;
};

bool Scanner::scan_template_chars() {
  for (bool content = false;; content = true) {
    lexer_->mark_end(lexer_);
    if (at_end()) return false;
    if (next() == '`' || next() == '\\') return content && give(template_chars);
    const bool dollar = next() == '$';
    advance();
    if (dollar && next() == '{') return content && give(template_chars);
  }
}

// Text between tags; not white space with a line end.
bool Scanner::scan_jsx_text() {
  constexpr std::string_view kEnds = "<>{}&";
  bool text = false;
  bool fresh_line = false;
  while (!at_end() && (next() > 0x7F || kEnds.find(static_cast<char>(next())) == kEnds.npos)) {
    fresh_line = next() == '\n' || (fresh_line && is_blank(next()));
    text |= !fresh_line;
    advance();
  }
  return text && give(jsx_text);
}

// A `?` that is neither `??` nor `?.`.
bool Scanner::scan_ternary_qmark() {
  advance();
  if (next() == '?') return false;
  lexer_->mark_end(lexer_);
  if (next() != '.') return give(ternary_qmark);
  advance();
  return is_digit(next()) && give(ternary_qmark);
}

// `leading` blanks do not belong to the token that follows.
void Scanner::skip_blanks(bool leading) {
  while (is_blank(next())) {
    line_end_ |= ends_line(next());
    lexer_->advance(lexer_, leading);
  }
}

void Scanner::skip_line() {
  while (!at_end() && !ends_line(next())) advance();
}

// The rest of a comment, from its first `*` on.
void Scanner::skip_block_comment() {
  advance();
  for (bool star = false; !at_end(); advance()) {
    if (star && next() == '/') return advance();
    star = next() == '*';
    line_end_ |= ends_line(next());
  }
}

// `<!--`, and `-->` with only comments before it on its line: up to the end of the line.
Scanner::Skipped Scanner::skip_html_comment() {
  const std::string_view mark = next() == '<' ? "<!--" : "-->";
  first_ = next();
  for (std::size_t i = 0; i < mark.size(); ++i) {
    if (i == 1) second_ = next();
    if (next() != mark[i]) return Skipped::nothing;
    advance();
  }
  if (mark[0] == '-' && !line_end_) return Skipped::nothing;
  first_ = second_ = 0;
  skip_line();
  return Skipped::html;
}

Scanner::Skipped Scanner::skip_comment() {
  if (next() == '<' || next() == '-') return skip_html_comment();
  if (next() != '/') return Skipped::nothing;
  advance();
  if (next() == '/') {
    skip_line();
    return Skipped::line;
  }
  if (next() == '*') {
    skip_block_comment();
    return Skipped::block;
  }
  first_ = '/';
  return Skipped::nothing;
}

// Whether the next word is `word`; goes behind as much of it as there is.
bool Scanner::takes_word(std::string_view word) {
  for (const char c : word) {
    if (next() != c) return false;
    advance();
  }
  return !is_name_part(next());
}

// `in` or `instanceof`
bool Scanner::takes_operator_word() {
  if (next() != 'i') return false;
  advance();
  if (next() != 'n') return false;
  advance();
  return !is_name_part(next()) || takes_word("stanceof");
}

// `from "module"`
bool Scanner::takes_from_clause() {
  if (!takes_word("from")) return false;
  skip_blanks(false);
  return next() == '"' || next() == '\'';
}

// `of values` in the head of a loop, where it is no name that begins a statement
bool Scanner::takes_of_clause() {
  if (!takes_word("of")) return false;
  line_end_ = false;
  skip_blanks(false);
  return !line_end_ && (is_name_part(next()) || next() == '"' || next() == '\'' || next() == '{');
}

// ECMA-262, 12.10.1: whether a semicolon is missing, with what comes next in view. Where no expression ends, behind
// `return` for example, the rules for restricted productions hold; a parenthesis there may still belong to a method.
bool Scanner::inserts_semicolon() {
  const std::int32_t first = first_ != 0 ? first_ : next();
  if (first == 0 || first == '}') return true;
  if (!line_end_) return false;
  const bool restricted = !valid_[logical_or];
  switch (first) {
    case ',':
    case ';':
    case ':':
    case '=':
    case '>':
    case '%':
    case '?':
    case '^':
    case '|':
    case '&':
    case '(':
      return false;
    case '[':
    case '`':
    case '*':
    case '/':
    case '<':
      return restricted;
    case '+':
    case '-':
      if (first_ == 0) advance();
      return restricted || (first_ == 0 ? next() : second_) == first;
    case '.':
      advance();
      return is_digit(next());
    case '!':
      advance();
      return next() != '=';
    case 'i':
      return !takes_operator_word();
    case 'f':
      return !restricted || !takes_from_clause();
    case 'o':
      return !takes_of_clause();
    default:
      return true;
  }
}

bool Scanner::scan() {
  if (valid_[template_chars]) return !valid_[automatic_semicolon] && scan_template_chars();
  if (valid_[jsx_text]) return scan_jsx_text();
  if (valid_[escape_sequence] || valid_[regex_pattern]) return false;
  lexer_->mark_end(lexer_);  // a semicolon that is not there ends where the token before does
  skip_blanks(true);
  if (next() == '?') return valid_[ternary_qmark] && scan_ternary_qmark();
  bool line_comment = false;
  for (int i = 0; i < kMostComments; ++i) {
    const Skipped skipped = skip_comment();
    if (skipped == Skipped::nothing)
      return valid_[automatic_semicolon] && inserts_semicolon() && give(automatic_semicolon);
    line_comment |= skipped == Skipped::line;
    if (skipped == Skipped::html && !line_comment) {
      lexer_->mark_end(lexer_);
      return give(html_comment);
    }
    if (line_comment && !valid_[automatic_semicolon]) return false;
    skip_blanks(false);
  }
  return false;
}

}  // namespace

extern "C" {
void* tree_sitter_javascript_external_scanner_create() { return nullptr; }
void tree_sitter_javascript_external_scanner_destroy(void* /*scanner*/) {}
unsigned tree_sitter_javascript_external_scanner_serialize(void* /*scanner*/, char* /*buffer*/) { return 0; }
void tree_sitter_javascript_external_scanner_deserialize(void* /*scanner*/, const char* /*buffer*/, unsigned /*size*/) {
}
bool tree_sitter_javascript_external_scanner_scan(void* /*scanner*/, TSLexer* lexer, const bool* valid) {
  return Scanner(lexer, valid).scan();
}
}
