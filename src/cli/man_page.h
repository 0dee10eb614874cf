// `heaplift man`: the manual page, in the macros of man(7).
#pragma once

#include <string>

#include "src/cli/command_model.h"

namespace heaplift {

[[nodiscard]] std::string man_page(const ProgramModel& model);

}  // namespace heaplift
