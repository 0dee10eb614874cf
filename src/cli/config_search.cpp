#include "src/cli/config_search.h"

#include <filesystem>

#include "src/cli/files.h"

namespace heaplift {
namespace {

namespace fs = std::filesystem;

fs::path absolute(const std::string& path) {
  std::error_code error;
  return fs::absolute(path, error).lexically_normal();
}

}  // namespace

const ConfigSearch::Loaded* ConfigSearch::load(const std::string& path, const std::string& folder) {
  const auto [found, fresh] = by_path_.try_emplace(path);
  if (!fresh) return found->second.get();
  found->second = std::make_unique<Loaded>();
  Loaded& loaded = *found->second;
  loaded.folder = folder;
  auto text = read_file(path);
  const bool readable = text.has_value();
  auto source = readable ? Source::make(path, std::move(text).value()) : Result<Source>(text.error());
  if (!source) {
    loaded.messages = error_line(readable ? path : "heaplift", source.error().message, style_);
    return &loaded;
  }
  std::vector<Diagnostic> diagnostics;
  loaded.config = read_lint_config(source.value(), diagnostics);
  loaded.messages = render_all(source.value(), diagnostics, style_);
  return &loaded;
}

// The configuration in `folder` or in one above it; null when there is none.
const ConfigSearch::Loaded* ConfigSearch::nearest(const std::string& folder) {
  std::vector<std::string> passed;
  const Loaded* found = nullptr;
  for (fs::path at = folder;; at = at.parent_path()) {
    const auto known = by_folder_.find(at.string());
    if (known != by_folder_.end()) {
      found = known->second;
      break;
    }
    passed.push_back(at.string());
    const fs::path candidate = at / kConfigName;
    std::error_code error;
    if (fs::is_regular_file(candidate, error)) {
      const fs::path shown = candidate.lexically_proximate(fs::current_path(error));
      found = load(shown.string(), at.string());
      break;
    }
    if (at == at.root_path() || !at.has_parent_path()) break;
  }
  for (const std::string& each : passed) by_folder_[each] = found;
  return found;
}

std::string ConfigSearch::path_in(const Loaded& loaded, const std::string& file) const {
  return absolute(file).lexically_relative(loaded.folder).generic_string();
}

Result<FileConfig> ConfigSearch::for_file(const std::string& file) {
  const std::string& name = file == "-" ? command_.stdin_name : file;
  const Loaded* loaded = nullptr;
  if (!command_.config.empty()) {
    loaded = load(command_.config, absolute(command_.config).parent_path().string());
  } else if (command_.use_config) {
    loaded = nearest(absolute(name).parent_path().string());
  }
  if (loaded != nullptr && !loaded->messages.empty()) return Error{loaded->messages};
  FileConfig result;
  if (loaded != nullptr) {
    const std::string path = path_in(*loaded, name);
    result.options = lint_options(loaded->config, path);
    result.ignored = is_ignored(loaded->config, path);
  }
  for (const RuleLevel& level : command_.levels) {
    result.options.levels[static_cast<std::size_t>(level.rule - rules().data())] = level.severity;
  }
  if (!command_.views.memory.empty()) result.options.views.memory = command_.views.memory;
  auto& names = result.options.views.names;
  names.insert(names.end(), command_.views.names.begin(), command_.views.names.end());
  result.options.memory_is_shared |= command_.shared_memory;
  return result;
}

}  // namespace heaplift
