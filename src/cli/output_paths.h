// Where the results of a rewrite go.
#pragma once

#include <string>
#include <vector>

#include "src/base/result.h"
#include "src/cli/options.h"

namespace heaplift {

// The path below `folder` for the result of `input`: a relative path is kept, less any `..` it begins with; of an
// absolute one the base name is taken.
[[nodiscard]] std::string path_below(const std::string& folder, const std::string& input);

// For each input (named by `inputs`) the file to write, or an empty string for standard output. An Error when two
// inputs have the same output, or a folder's output is one of the inputs. Looks at the disk but changes nothing.
[[nodiscard]] Result<std::vector<std::string>> output_paths(const Destination& destination,
                                                            const std::vector<std::string>& inputs);

// An Error when a map would be written to one of `inputs` or `outputs`; of all of these, empty ones mean no file.
[[nodiscard]] Status check_maps_are_apart(const std::vector<std::string>& maps, const std::vector<std::string>& inputs,
                                          const std::vector<std::string>& outputs);

}  // namespace heaplift
