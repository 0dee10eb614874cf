// `heaplift completion`: scripts that let a shell complete commands, flags and their values.
#pragma once

#include <string>
#include <string_view>

#include "src/cli/command_model.h"

namespace heaplift {

// For bash 4.4 or newer; needs no other package.
[[nodiscard]] std::string bash_completion(const ProgramModel& model);
// To be put into a folder of $fpath as `_heaplift`, or to be sourced.
[[nodiscard]] std::string zsh_completion(const ProgramModel& model);
[[nodiscard]] std::string fish_completion(const ProgramModel& model);

// By the name of the shell, one of `bash`, `zsh` and `fish`.
[[nodiscard]] std::string completion_for(std::string_view shell, const ProgramModel& model);

}  // namespace heaplift
