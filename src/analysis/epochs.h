// Epochs: which accesses of a function could share a check, and where the check could stand. A heuristic: what it finds
// costs time when it is wrong, and never more, since regions.h asks again.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "src/analysis/flow.h"

namespace heaplift {

// What an event of the flow graph does to an epoch.
enum class EpochEvent : std::uint8_t {
  none,
  end,     // what follows is in no epoch
  place,   // outside of any epoch, one begins
  access,  // belongs to the epoch; outside of any, one begins
};

// The event that begins an epoch, and the accesses that belong to it, in the order of their events.
using Epoch = std::pair<std::uint32_t, std::vector<std::uint32_t>>;

// The epochs of a function that have accesses. `effects` by event of the flow.
[[nodiscard]] std::vector<Epoch> find_epochs(const Flow& flow, FunctionId function,
                                             const std::vector<EpochEvent>& effects);

}  // namespace heaplift
