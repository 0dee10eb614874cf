// Reading what a command is to work on.
#pragma once

#include <string>

#include "src/base/result.h"
#include "src/base/source.h"
#include "src/cli/messages.h"

namespace heaplift {

// `file` as a command takes it: `-` is standard input, which messages call `stdin_name`. The Error is a whole line
// for standard error.
[[nodiscard]] Result<Source> read_source(const std::string& file, const std::string& stdin_name, MessageStyle style);

}  // namespace heaplift
