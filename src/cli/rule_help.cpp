#include "src/cli/rule_help.h"

#include <algorithm>
#include <string_view>

#include "src/cli/rule_pages.h"

namespace heaplift {

std::string rule_help(const Rule& rule) {
  std::string text;
  std::string_view page = rule_page(rule.name);
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size() - 1) + 1;
    const std::string_view line = page.substr(0, end);
    const bool comment = line.starts_with("<!--");
    if (!comment) text += line;
    page.remove_prefix(end);
  }
  return text;
}

}  // namespace heaplift
