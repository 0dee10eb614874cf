// Regions: where one check serves many accesses.
//
// Between two points where growth can become visible, views stay what they are. A region is what lies between a check
// and the next such point, on all paths: inside, an access may take the runtime's own view as it is. Which points end
// a region is said by growth.h, all but those that are proven to be `never`: calls, `await`, `yield`, Atomics, steps of
// iterators; so do assignments to the variable of the memory. Functions begin outside of any region.
//
// Two solutions over the flow graph find the regions, and only the second one has to be right. The first follows
// *epochs*: an epoch begins at the first place for a check behind growth, and every access belongs to the epoch that
// all paths to it share, if they do. Epochs with enough accesses, or with a loop, get a check, moved to the last place
// ahead of all of them, but into no loop. The second solution is told where the checks are and says for each access
// whether the views are checked on all paths to the moment when its view is evaluated. It also says which check that
// was, where it was one: a check that only serves a span (spans.h) may look at that alone.
#pragma once

#include <cstdint>
#include <vector>

#include "grammar/node.h"
#include "src/analysis/accesses.h"
#include "src/analysis/functions.h"
#include "src/analysis/growth.h"
#include "src/analysis/places.h"
#include "src/analysis/scopes.h"
#include "src/analysis/spans.h"
#include "src/analysis/views.h"

namespace heaplift {

// How an access comes by its view.
enum class Reach : std::uint8_t {
  checked,  // by a check of its own, of its index or of its view
  fresh,    // by asking for the view as it is now; what follows is in the region, too
  plain,    // by the runtime's own view
};

// A check that a region begins with.
struct RegionCheck {
  Place place;
  Span span{};  // all that it serves lies in it, and it has a name in the place's scope; 0 bytes: it serves anything
};

struct Regions {
  std::vector<Reach> reaches;       // by access
  std::vector<RegionCheck> checks;  // ascending by beginning, outer before inner
  MemoryId memory = 0;              // whose accesses these are
  [[nodiscard]] Reach reach(std::size_t access) const {
    return access < reaches.size() ? reaches[access] : Reach::checked;
  }
};

// The arguments must outlive the call only.
[[nodiscard]] Regions find_regions(const Node& root, std::string_view text, const Scopes& scopes, const Views& views,
                                   const Functions& functions, const GrowthPoints& growth, const Accesses& accesses);

}  // namespace heaplift
