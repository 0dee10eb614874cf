#include "src/analysis/signed_indices.h"

#include <charconv>
#include <string>

#include "grammar/parentheses.h"

namespace heaplift {
namespace {

constexpr std::uint64_t kPage = 65536;  // bytes of a page of WebAssembly
constexpr std::uint64_t kSignedBytes = std::uint64_t{1} << 31;
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 32;

// How an index is made, as far as its sign goes.
enum class Sign : std::uint8_t { constant, made_signed, made_unsigned, unknown };

class SignReader {
 public:
  SignReader(const Scopes& scopes, std::string_view text) : scopes_(scopes), text_(text) {}

  [[nodiscard]] std::optional<Range> large_memory() const;
  [[nodiscard]] Sign sign_of(Node index) const;
  // The operands of `access` that are indices: the subscript, or arguments of the methods that take some.
  [[nodiscard]] std::vector<Node> indices_of(const Access& access, SignedOperands matter) const;

 private:
  [[nodiscard]] std::string_view text_of(const Node& node) const {
    return text_.substr(node.range().begin, node.range().size());
  }
  [[nodiscard]] std::optional<std::uint64_t> number(const Node& node) const;
  [[nodiscard]] bool is_large_maximum(const Node& options) const;
  [[nodiscard]] bool makes_large_memory(const Node& value) const;
  [[nodiscard]] bool is_large_heap_limit(const Node& returned) const;
  [[nodiscard]] Node index_argument(const Access& access, std::uint32_t i) const;

  const Scopes& scopes_;
  std::string_view text_;
};

// The value of a literal: `65536`, `0x10000`, `65536n`.
std::optional<std::uint64_t> literal(std::string_view digits) {
  const bool hex = digits.starts_with("0x") || digits.starts_with("0X");
  if (hex) digits.remove_prefix(2);
  if (digits.ends_with('n')) digits.remove_suffix(1);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

// The value of a literal, or of a quotient of two: `4294967296 / 65536`.
std::optional<std::uint64_t> SignReader::number(const Node& node) const {
  if (node.kind() == Kind::number) return literal(text_of(node));
  if (node.kind() != Kind::binary_expression || text_of(node.child(Field::operator_)) != "/") return std::nullopt;
  const Node left = node.child(Field::left);
  const Node right = node.child(Field::right);
  if (left.kind() != Kind::number || right.kind() != Kind::number) return std::nullopt;
  const auto dividend = literal(text_of(left));
  const auto divisor = literal(text_of(right));
  if (!dividend || !divisor || *divisor == 0) return std::nullopt;
  return *dividend / *divisor;
}

// `{initial: …, maximum: 65536}`
bool SignReader::is_large_maximum(const Node& options) const {
  if (options.kind() != Kind::object) return false;
  Cursor cursor(options);
  if (!cursor.to_first_child()) return false;
  do {
    const Node pair = cursor.node();
    if (pair.kind() != Kind::pair) continue;
    const std::string_view key = text_of(pair.child(Field::key));
    if (key != "maximum" && key != "'maximum'" && key != "\"maximum\"") continue;
    const auto pages = number(without_parentheses(pair.child(Field::value)));
    return pages && *pages > kSignedBytes / kPage && *pages <= kMostBytes / kPage;
  } while (cursor.to_next_sibling());
  return false;
}

// `new WebAssembly.Memory({…})`, also as `Module.wasmMemory || new WebAssembly.Memory({…})`
bool SignReader::makes_large_memory(const Node& value) const {
  Node made = without_parentheses(value);
  while (made.kind() == Kind::binary_expression || made.kind() == Kind::assignment_expression) {
    made = without_parentheses(made.child(Field::right));
  }
  if (made.kind() != Kind::new_expression) return false;
  const Node constructor = made.child(Field::constructor);
  return constructor.kind() == Kind::member_expression && text_of(constructor.child(Field::property)) == "Memory" &&
         made.child(Field::arguments) && is_large_maximum(made.child(Field::arguments).operand(0));
}

// A number of whole pages between 2 and 4 GiB.
bool SignReader::is_large_heap_limit(const Node& returned) const {
  const auto bytes = returned.kind() == Kind::number ? number(returned) : std::nullopt;
  return bytes && *bytes > kSignedBytes && *bytes <= kMostBytes && *bytes % kPage == 0;
}

std::optional<Range> SignReader::large_memory() const {
  for (const Write& write : scopes_.writes) {
    const Node value = write.value ? without_parentheses(write.value) : Node();
    if (!value) continue;
    if (makes_large_memory(value)) return value.range();
    if (value.kind() == Kind::arrow_function && is_large_heap_limit(value.child(Field::body))) return value.range();
  }
  for (const Member& member : scopes_.members) {
    if (member.value && makes_large_memory(member.value)) return member.value.range();
  }
  for (const Scope& scope : scopes_.scopes) {
    if (scope.kind != ScopeKind::body || !scope.function) continue;
    const Node body = scope.function.child(Field::body);
    const Node only = body.operand(0);
    if (!only || only.kind() != Kind::return_statement || body.operand(1) || !only.operand(0)) continue;
    if (is_large_heap_limit(only.operand(0))) return only.range();
  }
  return std::nullopt;
}

Sign SignReader::sign_of(Node index) const {
  for (;;) {
    index = without_parentheses(index);
    if (index.kind() == Kind::number || index.kind() == Kind::string) return Sign::constant;
    if (index.kind() != Kind::binary_expression) return Sign::unknown;
    const std::string_view op = text_of(index.child(Field::operator_));
    if (op == ">>>") return Sign::made_unsigned;
    if (op == ">>") return Sign::made_signed;
    if (op != "+" && op != "-") return Sign::unknown;
    const Node left = without_parentheses(index.child(Field::left));
    index = left.kind() == Kind::number ? index.child(Field::right) : left;
  }
}

// The argument at `i` where it is an index, else null.
Node SignReader::index_argument(const Access& access, std::uint32_t i) const {
  const std::string_view method = text_of(access.element.child(Field::property));
  const bool range = (method == "subarray" || method == "slice") && i < 2;
  const bool behind_value = (method == "set" && i == 1) || (method == "fill" && i > 0);
  if (!range && !behind_value && method != "copyWithin") return {};
  return access.operation.child(Field::arguments).operand(i);
}

std::vector<Node> SignReader::indices_of(const Access& access, SignedOperands matter) const {
  if (!access.element || access.kind == AccessKind::untouched || access.kind == AccessKind::property) return {};
  if (access.kind != AccessKind::call) {
    const Node index = access.element.child(Field::index);
    return index && matter == SignedOperands::all ? std::vector<Node>{index} : std::vector<Node>{};
  }
  if (access.element.kind() != Kind::member_expression) return {};
  if (access.operation.child(Field::arguments).kind() != Kind::arguments) return {};
  std::vector<Node> found;
  for (std::uint32_t i = 0; i < 3; ++i) {
    if (const Node argument = index_argument(access, i)) found.push_back(argument);
  }
  return found;
}

// Where the indices of a file are signed.
struct SignedIndices {
  std::vector<Range> made;   // by `>>`
  std::vector<Range> bytes;  // of single bytes: names and the like
  std::size_t made_unsigned = 0;
};

SignedIndices find_signed(const SignReader& reader, const Accesses& accesses, SignedOperands matter) {
  SignedIndices found;
  for (const Access& access : accesses.accesses) {
    const bool bytes = info(accesses.leaves_of(access)[0].type).element_size == 1;
    for (const Node& index : reader.indices_of(access, matter)) {
      const Sign sign = reader.sign_of(index);
      if (sign == Sign::made_signed) found.made.push_back(index.range());
      if (sign == Sign::unknown && bytes) found.bytes.push_back(index.range());
      if (sign == Sign::made_unsigned) ++found.made_unsigned;
    }
  }
  return found;
}

}  // namespace

std::optional<Range> find_large_memory(const Scopes& scopes, std::string_view text) {
  return SignReader(scopes, text).large_memory();
}

void report_signed_indices(const Scopes& scopes, const Accesses& accesses, std::string_view text, SignedOperands matter,
                           std::vector<Diagnostic>& diagnostics) {
  const auto large = find_large_memory(scopes, text);
  if (!large) return;
  SignedIndices found = find_signed(SignReader(scopes, text), accesses, matter);
  const bool cared_for = found.made_unsigned > found.bytes.size();
  std::vector<Range>& places = found.made;
  if (!cared_for) places.insert(places.end(), found.bytes.begin(), found.bytes.end());
  if (places.empty()) return;
  Range first = places.front();
  for (const Range place : places) {
    if (place.begin < first.begin) first = place;
  }
  const std::string others = places.size() == 1 ? "" : " and in " + std::to_string(places.size() - 1) + " more";
  diagnostics.push_back({Severity::warning, first,
                         "the memory may exceed 2 GiB, where the pointer in this index" + others +
                             " is negative, and the access goes wrong; Emscripten makes it unsigned only behind "
                             "`--js-transform`: rewrite after the link, or shift by `>>>`"});
  diagnostics.push_back({Severity::note, *large, "this allows more than 2 GiB"});
}

}  // namespace heaplift
