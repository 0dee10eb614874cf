#include "src/cli/output_paths.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace heaplift {
namespace {

namespace fs = std::filesystem;

std::string output_path(const Destination& destination, const std::string& input) {
  switch (destination.kind) {
    case Destination::Kind::standard_output:
      return "";
    case Destination::Kind::file:
      return destination.path;
    case Destination::Kind::folder:
      return path_below(destination.path, input);
    case Destination::Kind::in_place:
      return input;
  }
  return "";
}

// One spelling for each file, as far as it exists.
std::string spelling(const std::string& path) {
  std::error_code error;
  const fs::path known = fs::weakly_canonical(fs::absolute(path, error), error);
  return error ? path : known.string();
}

Status check_distinct(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs) {
  std::map<std::string, std::string> inputs_by_output;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto [entry, fresh] = inputs_by_output.emplace(fs::path(outputs[i]).lexically_normal().string(), inputs[i]);
    if (!fresh) {
      return Error{"'" + entry->second + "' and '" + inputs[i] + "' would both be written to '" + outputs[i] + "'"};
    }
  }
  return kOk;
}

Status check_no_input_is_overwritten(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs) {
  std::set<std::string> spellings;
  for (const std::string& input : inputs) spellings.insert(spelling(input));
  for (const std::string& output : outputs) {
    if (spellings.contains(spelling(output))) {
      return Error{"'" + output + "' is an input, too; use --in-place to replace it"};
    }
  }
  return kOk;
}

}  // namespace

std::string path_below(const std::string& folder, const std::string& input) {
  const fs::path path = fs::path(input).lexically_normal();
  if (path.is_absolute()) return (fs::path(folder) / path.filename()).string();
  fs::path kept;
  for (const fs::path& part : path) {
    if (part != "..") kept /= part;
  }
  return (fs::path(folder) / kept).string();
}

Result<std::vector<std::string>> output_paths(const Destination& destination, const std::vector<std::string>& inputs) {
  std::vector<std::string> outputs;
  outputs.reserve(inputs.size());
  for (const std::string& input : inputs) outputs.push_back(output_path(destination, input));
  if (destination.kind == Destination::Kind::standard_output) return outputs;
  if (const Status status = check_distinct(inputs, outputs); !status) return status.error();
  if (destination.kind != Destination::Kind::folder) return outputs;
  if (const Status status = check_no_input_is_overwritten(inputs, outputs); !status) return status.error();
  return outputs;
}

Status check_maps_are_apart(const std::vector<std::string>& maps, const std::vector<std::string>& inputs,
                            const std::vector<std::string>& outputs) {
  if (std::all_of(maps.begin(), maps.end(), [](const std::string& map) { return map.empty(); })) return kOk;
  std::set<std::string> taken;
  for (const auto* paths : {&inputs, &outputs}) {
    for (const std::string& path : *paths) {
      if (!path.empty()) taken.insert(spelling(path));
    }
  }
  for (const std::string& map : maps) {
    if (!map.empty() && taken.contains(spelling(map))) {
      return Error{"'" + map + "' cannot be a source map: it is an input or a result"};
    }
  }
  return kOk;
}

}  // namespace heaplift
