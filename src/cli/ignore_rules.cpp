#include "src/cli/ignore_rules.h"

#include <algorithm>

namespace heaplift {
namespace {

// Without the blanks at the end, unless a backslash keeps one.
std::string_view without_trailing_blanks(std::string_view line) {
  while (line.ends_with(' ') && !line.ends_with("\\ ")) line.remove_suffix(1);
  return line;
}

}  // namespace

IgnoreRules::IgnoreRules(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    add(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void IgnoreRules::add(std::string_view line) {
  line = without_trailing_blanks(line);
  if (line.empty() || line.front() == '#') return;
  const bool negated = line.front() == '!';
  if (negated) line.remove_prefix(1);
  const bool folders_only = line.ends_with('/');
  if (folders_only) line.remove_suffix(1);
  const bool whole_path = line.find('/') != line.npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (line.empty()) return;
  patterns_.push_back({Glob(line), negated, folders_only, whole_path});
}

std::optional<bool> IgnoreRules::excludes(std::string_view path, bool is_folder) const {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const auto applies = [&](const auto& pattern) {
    return (is_folder || !pattern.folders_only) && pattern.glob.matches(pattern.whole_path ? path : name);
  };
  const auto last = std::find_if(patterns_.rbegin(), patterns_.rend(), applies);
  return last == patterns_.rend() ? std::nullopt : std::optional(!last->negated);
}

}  // namespace heaplift
