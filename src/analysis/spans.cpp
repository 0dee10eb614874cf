#include "src/analysis/spans.h"

#include <algorithm>
#include <bit>
#include <charconv>

#include "grammar/parentheses.h"
#include "src/analysis/view_type.h"

namespace heaplift {

SpanReader::SpanReader(std::string_view text, const Scopes& scopes, const Functions& functions,
                       const Accesses& accesses)
    : text_(text),
      scopes_(scopes),
      functions_(functions),
      accesses_(accesses),
      set_again_(scopes.bindings.size(), false) {
  const NameId arguments = scopes.names.find("arguments");
  for (const Reference& reference : scopes.references) {
    if (reference.name == arguments) arguments_.push_back(reference.range.begin);
    if (reference.binding == kNone || !sets(reference.use)) continue;
    if (reference.range != scopes.bindings[reference.binding].declaration) set_again_[reference.binding] = true;
  }
}

// In sloppy functions, `arguments[0] = v` sets the first parameter (ECMA-262, 10.4.4).
bool SpanReader::uses_arguments(Range function) const {
  const auto first = std::lower_bound(arguments_.begin(), arguments_.end(), function.begin);
  return first != arguments_.end() && *first < function.end;
}

BindingId SpanReader::parameter(const Node& identifier) const {
  const auto found =
      std::lower_bound(scopes_.references.begin(), scopes_.references.end(), identifier.range().begin,
                       [](const Reference& reference, std::uint32_t begin) { return reference.range.begin < begin; });
  if (found == scopes_.references.end() || found->range != identifier.range() || found->binding == kNone) return kNone;
  const Binding& binding = scopes_.bindings[found->binding];
  if (binding.kind != BindingKind::parameter || set_again_[found->binding]) return kNone;
  const FunctionId function = functions_.around(binding.declaration.begin);
  return uses_arguments(functions_.functions[function].range) ? kNone : found->binding;
}

std::optional<std::uint32_t> SpanReader::constant(const Node& node) const {
  if (node.kind() != Kind::number) return std::nullopt;
  const std::string_view digits = text_of(node.range());
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool octal = digits.size() > 1 && digits.front() == '0';
  if (error != std::errc() || end != digits.data() + digits.size() || octal || value >= kMostSpanBytes) {
    return std::nullopt;
  }
  return value;
}

// `p` or `p + 8`, of an element of `size` bytes
std::optional<Span> SpanReader::at(const Node& address, std::uint32_t size) const {
  const Node node = without_parentheses(address);
  Node base = node;
  std::uint32_t offset = 0;
  if (node.kind() == Kind::binary_expression) {
    if (text_of(node.child(Field::operator_).range()) != "+") return std::nullopt;
    base = without_parentheses(node.child(Field::left));
    const auto added = constant(without_parentheses(node.child(Field::right)));
    if (!added || *added + size > kMostSpanBytes) return std::nullopt;
    offset = *added;
  }
  if (base.kind() != Kind::identifier) return std::nullopt;
  const BindingId id = parameter(base);
  if (id == kNone) return std::nullopt;
  return Span{id, base.range(), offset + size};
}

std::optional<Span> SpanReader::of(const Access& access) const {
  if (access.element.kind() != Kind::subscript_expression || access.leaf_count != 1) return std::nullopt;
  const auto size = static_cast<std::uint32_t>(info(accesses_.leaves[access.first_leaf].type).element_size);
  const Node index = without_parentheses(access.element.child(Field::index));
  if (size == 1) return at(index, size);
  if (index.kind() != Kind::binary_expression) return std::nullopt;
  const std::string_view shift = text_of(index.child(Field::operator_).range());
  const auto count = constant(without_parentheses(index.child(Field::right)));
  if ((shift != ">>" && shift != ">>>") || !count || *count != static_cast<std::uint32_t>(std::countr_zero(size))) {
    return std::nullopt;
  }
  return at(index.child(Field::left), size);
}

}  // namespace heaplift
