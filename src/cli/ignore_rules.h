// What a .gitignore file, or --ignore-pattern, excludes (gitignore(5)).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/cli/glob.h"

namespace heaplift {

// The patterns of one file. Paths are relative to the folder of that file, with `/` between folders.
class IgnoreRules {
 public:
  IgnoreRules() = default;
  // The text of a .gitignore file.
  explicit IgnoreRules(std::string_view text);

  void add(std::string_view line);

  // Whether the last pattern that matches excludes the path (true) or includes it again (false); nothing when no
  // pattern matches. A path in an excluded folder is excluded, but that is for the caller to see, on the way down.
  [[nodiscard]] std::optional<bool> excludes(std::string_view path, bool is_folder) const;

 private:
  struct Pattern {
    Glob glob;
    bool negated;
    bool folders_only;
    bool whole_path;  // it has a slash; else it is about names
  };
  std::vector<Pattern> patterns_;
};

}  // namespace heaplift
