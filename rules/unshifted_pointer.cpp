// unshifted-pointer: a wide view indexed by a variable that the same function uses as a byte address.
//
// Before:  HEAP32[p] = 0; HEAPU8[p + 4] = 1;
// Meant:   HEAP32[p >> 2] = 0; HEAPU8[p + 4] = 1;
//
// Declines variables that are ever set to something else than at their declaration: `p >>= 2` is common in glue.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "grammar/parentheses.h"
#include "rules/pointer_index.h"

namespace heaplift {
namespace {

// Functions of Emscripten that take a byte address first.
constexpr std::array<std::string_view, 16> kTakesAddress = {
    "_free",         "free",         "_realloc",          "UTF8ToString",  "UTF16ToString",     "UTF32ToString",
    "AsciiToString", "stringToUTF8", "stringToUTF16",     "stringToUTF32", "stringToUTF8Array", "writeArrayToMemory",
    "getValue",      "setValue",     "Pointer_stringify", "makeDynCall"};

class Finder {
 public:
  explicit Finder(const LintContext& context) : context_(context) {}

  void run(Findings& findings) {
    for (const Access& access : context_.accesses.accesses) collect(access);
    for (const Site& site : context_.syntax.calls) collect_call(site);
    for (const auto& [key, index] : suspects_) {
      if (!addresses_.contains(key.first)) continue;
      findings.add(index.node.range(), "`" + std::string(context_.text(index.name)) +
                                           "` is used as a byte address elsewhere, and `" + index.view +
                                           "` takes an index of elements of " + std::to_string(index.size) + " bytes");
    }
  }

 private:
  // A variable in one function.
  using Variable = std::pair<BindingId, std::uint32_t>;
  struct Suspect {
    Node node;  // the whole index
    Node name;  // the variable in it
    std::string view;
    std::uint32_t size = 0;
  };

  void collect(const Access& access) {
    if (access.leaf_count != 1) return;
    const ViewReference& view = context_.accesses.leaves_of(access).front();
    const auto indices = element_indices(context_, access);
    for (const Node& node : indices) {
      if (const auto index = read_pointer_index(context_, node)) {
        // `(p + 4) >> 2`: p is an address
        if (index->bits == shift_of(view.type)) note_address(term_of(index->pointer));
        continue;
      }
      const Node name = term_of(node);
      if (!name) continue;
      if (shift_of(view.type) == 0) {
        note_address(name);
      } else if (const auto variable = variable_of(name)) {
        suspects_.emplace(
            std::pair(*variable, node.range().begin),
            Suspect{node, name, std::string(context_.source.text(view.range)), info(view.type).element_size});
      }
    }
  }

  void collect_call(const Site& site) {
    const Node callee = site.node.child(Field::function);
    if (callee.kind() != Kind::identifier ||
        std::find(kTakesAddress.begin(), kTakesAddress.end(), context_.text(callee)) == kTakesAddress.end()) {
      return;
    }
    const Node arguments = site.node.child(Field::arguments);
    if (arguments.kind() == Kind::arguments && arguments.operand(0)) note_address(term_of(arguments.operand(0)));
  }

  void note_address(const Node& name) {
    if (const auto variable = variable_of(name)) addresses_.insert(*variable);
  }

  // `p` in `p`, `(p)`, `p + 4` and `4 + p`; null for what is made of several variables.
  [[nodiscard]] Node term_of(const Node& node) const {
    Node inner = without_parentheses(node);
    for (int step = 0; step < 4 && inner.kind() == Kind::binary_expression; ++step) {
      const std::string_view text = context_.text(inner.child(Field::operator_));
      if (text != "+" && text != "-") return {};
      const Node left = without_parentheses(inner.child(Field::left));
      const Node right = without_parentheses(inner.child(Field::right));
      if (right.kind() == Kind::number) {
        inner = left;
      } else if (left.kind() == Kind::number && text == "+") {
        inner = right;
      } else {
        return {};
      }
    }
    return inner.kind() == Kind::identifier ? inner : Node();
  }

  // The variable, if it is never set to anything but what it was declared with.
  [[nodiscard]] std::optional<Variable> variable_of(const Node& name) const {
    if (!name) return std::nullopt;
    const Reference* reference = context_.tracer.reference_at(name.range().begin);
    if (reference == nullptr || reference->binding == kNone) return std::nullopt;
    const Binding& binding = context_.scopes.bindings[reference->binding];
    if (binding.writes != 1) return std::nullopt;
    return Variable(reference->binding, context_.syntax.function_at(name.range().begin));
  }

  const LintContext& context_;
  std::map<std::pair<Variable, std::uint32_t>, Suspect> suspects_;  // by the offset of the index
  std::set<Variable> addresses_;
};

void run(const LintContext& context, Findings& findings) { Finder(context).run(findings); }

}  // namespace

Rule unshifted_pointer_rule() {
  return {.name = "unshifted-pointer",
          .summary = "a wide view indexed by a variable that is a byte address elsewhere in the function",
          .severity = Severity::error,
          .on_by_default = true,
          .fixable = false,
          .run = run};
}

}  // namespace heaplift
