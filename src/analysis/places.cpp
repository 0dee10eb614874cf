#include "src/analysis/places.h"

#include <algorithm>

#include "grammar/walk.h"

namespace heaplift {
namespace {

bool is_loop(Kind kind) {
  return kind == Kind::for_statement || kind == Kind::for_in_statement || kind == Kind::while_statement ||
         kind == Kind::do_statement;
}

// What stands there runs in no order with the statements around it, or not as a statement.
bool is_declaration_only(Kind kind) {
  return kind == Kind::function_declaration || kind == Kind::generator_function_declaration ||
         kind == Kind::import_statement || kind == Kind::empty_statement;
}

// The value that a declaration evaluates last. Null where something is evaluated behind it, by a pattern.
Node last_value(const Node& declaration) {
  Node value;
  for (std::uint32_t i = 0; i < declaration.child_count(); ++i) {
    const Node child = declaration.child(i);
    if (child.kind() != Kind::variable_declarator) continue;
    if (child.child(Field::name).kind() != Kind::identifier) return {};
    if (const Node given = child.child(Field::value)) value = given;
  }
  return value;
}

class PlaceFinder {
 public:
  explicit PlaceFinder(const Accesses& accesses) {
    for (const Access& access : accesses.accesses) begins_.push_back(access.base.begin);
    std::sort(begins_.begin(), begins_.end());
  }

  bool enter(const Node& node, const Cursor& cursor);
  void leave() { frames_.pop_back(); }
  Places take() { return std::move(found_); }

 private:
  struct Frame {
    Kind kind;
    Range range;
    std::uint32_t place;  // the innermost one around what is inside
    Range loop;
  };

  [[nodiscard]] bool has_access(Range range) const {
    const auto found = std::lower_bound(begins_.begin(), begins_.end(), range.begin);
    return found != begins_.end() && *found < range.end;
  }
  void meet(const Node& node, Kind kind, Field field, Frame& frame);

  std::vector<std::uint32_t> begins_;
  std::vector<Frame> frames_;
  Places found_;
};

void PlaceFinder::meet(const Node& node, Kind kind, Field field, Frame& frame) {
  const Frame& up = frames_.back();
  Place place{.node = node, .range = frame.range, .parent = frame.place, .loop = frame.loop};
  switch (up.kind) {
    case Kind::program:
    case Kind::statement_block:
      place.list = up.range;
      break;
    case Kind::switch_case:
    case Kind::switch_default:
      if (field != Field::body) return;
      place.list = up.range;
      break;
    case Kind::if_statement:
    case Kind::else_clause:
    case Kind::while_statement:
    case Kind::do_statement:
    case Kind::for_in_statement:
    case Kind::for_statement:
      if (field == Field::initializer) {
        place.kind = PlaceKind::initializer;
        place.loop = frames_[frames_.size() - 2].loop;
        if (kind == Kind::variable_declaration || kind == Kind::lexical_declaration) {
          place.value = last_value(node);
          if (!place.value) return;
        }
        break;
      }
      if (kind == Kind::statement_block || kind == Kind::else_clause) return;
      if (up.kind != Kind::else_clause && field != Field::consequence && field != Field::body) return;
      place.sole = true;
      place.list = frame.range;
      break;
    default:
      return;
  }
  if (is_declaration_only(kind)) return;
  frame.place = static_cast<std::uint32_t>(found_.places.size());
  found_.places.push_back(place);
}

bool PlaceFinder::enter(const Node& node, const Cursor& cursor) {
  Frame frame{.kind = node.kind(), .range = node.range(), .place = kNone, .loop = {}};
  if (frames_.empty()) {
    frames_.push_back(frame);
    return true;
  }
  frame.place = frames_.back().place;
  frame.loop = frames_.back().loop;
  const Field field = cursor.field();
  // Initializers count for the accesses of their loop.
  const bool initializer = frames_.back().kind == Kind::for_statement && field == Field::initializer;
  const bool inside = node.named() && frame.kind != Kind::comment && has_access(frame.range);
  if (inside || initializer) meet(node, frame.kind, field, frame);
  if (inside && is_loop(frame.kind)) {
    frame.loop = frame.range;
    found_.loops.push_back(frame.range);
  }
  frames_.push_back(frame);
  return inside;
}

}  // namespace

Places find_places(const Node& root, const Accesses& accesses) {
  PlaceFinder finder(accesses);
  walk(root, finder);
  return finder.take();
}

std::uint32_t find_place(std::span<const Place> places, const Node& node, PlaceKind kind) {
  const Range range = node.range();
  auto found = std::lower_bound(places.begin(), places.end(), range, [](const Place& a, Range b) {
    return a.range.begin < b.begin || (a.range.begin == b.begin && a.range.end > b.end);
  });
  for (; found != places.end() && found->range == range; ++found) {
    if (found->node == node && found->kind == kind) return static_cast<std::uint32_t>(found - places.begin());
  }
  return kNone;
}

}  // namespace heaplift
