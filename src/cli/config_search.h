// Finding and reading the configurations of files.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "src/base/result.h"
#include "src/cli/lint_config.h"
#include "src/cli/messages.h"

namespace heaplift {

// What holds for one file.
struct FileConfig {
  LintOptions options;
  bool ignored = false;
};

// Reads each configuration once.
class ConfigSearch {
 public:
  ConfigSearch(const LintCommand& command, MessageStyle style) : command_(command), style_(style) {}

  // What holds for `file`, as a command takes it: of the nearest configuration above it (for standard input: above its
  // name), then the flags. The Error is whole lines for standard error.
  [[nodiscard]] Result<FileConfig> for_file(const std::string& file);

 private:
  struct Loaded {
    LintConfig config;
    std::string folder;    // absolute
    std::string messages;  // not empty: it cannot be used
  };

  [[nodiscard]] const Loaded* nearest(const std::string& folder);
  [[nodiscard]] const Loaded* load(const std::string& path, const std::string& folder);
  [[nodiscard]] std::string path_in(const Loaded& loaded, const std::string& file) const;

  const LintCommand& command_;
  MessageStyle style_;
  std::map<std::string, std::unique_ptr<Loaded>> by_path_;
  std::map<std::string, const Loaded*> by_folder_;
};

}  // namespace heaplift
