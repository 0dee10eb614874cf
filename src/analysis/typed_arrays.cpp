#include "src/analysis/typed_arrays.h"

#include <algorithm>
#include <array>
#include <utility>

#include "grammar/walk.h"
#include "src/analysis/tracer.h"

namespace heaplift {
namespace {

// Constructors of arrays over buffers that no view has.
constexpr std::array<std::string_view, 3> kFurtherArrays = {"Uint8ClampedArray", "Float16Array", "DataView"};

bool is_array(std::string_view name) {
  return std::ranges::find(kViewTypes, name, &ViewTypeInfo::array) != kViewTypes.end() ||
         std::ranges::find(kFurtherArrays, name) != kFurtherArrays.end();
}

class ArrayFinder {
 public:
  ArrayFinder(const Views& views, const Tracer& tracer) : views_(views), tracer_(tracer) {}

  bool enter(const Node& node, const Cursor& /*cursor*/) {
    if (node.kind() == Kind::new_expression) meet(node);
    return true;
  }
  void leave() {}

  std::vector<TypedArrayUse> take() { return std::move(found_); }

 private:
  void meet(const Node& node);
  [[nodiscard]] Evidence is_buffer(const Node& value) const;

  const Views& views_;
  const Tracer& tracer_;
  std::vector<TypedArrayUse> found_;
};

// Whether a value is the buffer of a memory, also as `HEAP8.buffer`.
Evidence ArrayFinder::is_buffer(const Node& value) const {
  const Node node = unwrap(value);
  if (node.kind() == Kind::member_expression && tracer_.text_of(node.child(Field::property)) == "buffer" &&
      views_.find(node.child(Field::object).range()) != nullptr) {
    return Evidence::yes;
  }
  return tracer_.trace_buffer(node, MemoryTest::known).evidence;
}

void ArrayFinder::meet(const Node& node) {
  const Node constructor = node.child(Field::constructor);
  if (constructor.kind() != Kind::identifier || !is_array(tracer_.text_of(constructor))) return;
  const Reference* reference = tracer_.reference_at(constructor.range().begin);
  if (reference != nullptr && reference->binding != kNone) return;
  const Node arguments = node.child(Field::arguments);
  const Node source = arguments ? arguments.operand(0) : Node();
  const Evidence evidence = source ? is_buffer(source) : Evidence::no;
  const bool whole = tracer_.typed_array(node).has_value();
  const ArrayVerdict verdict = evidence == Evidence::no        ? ArrayVerdict::other
                               : evidence == Evidence::unknown ? ArrayVerdict::unknown
                               : whole                         ? ArrayVerdict::view
                                                               : ArrayVerdict::range;
  found_.push_back({node.range(), tracer_.text_of(constructor), verdict});
}

}  // namespace

std::vector<TypedArrayUse> find_typed_arrays(const Node& root, std::string_view text, const Scopes& scopes,
                                             const Views& views, const ViewOptions& options) {
  Tracer tracer(scopes, text, options.memory);
  for (const Memory& memory : views.memories) {
    if (memory.binding != kNone) tracer.accept_memory(memory.binding);
  }
  ArrayFinder finder(views, tracer);
  walk(root, finder);
  return finder.take();
}

}  // namespace heaplift
