#include "passes/runtime_text.h"

#include <cassert>
#include <vector>

namespace heaplift {

namespace {

constexpr std::string_view kPrefixMark = "hl_";

using ValueList = std::vector<std::pair<std::string_view, std::string_view>>;

// The key of a placeholder `<key>` that `text` starts with; empty when it starts with none.
std::string_view placeholder_key(std::string_view text) {
  if (text.empty() || text.front() != '<') return {};
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", 1);
  if (end == std::string_view::npos || end == 1 || text[end] != '>') return {};
  return text.substr(1, end - 1);
}

std::string_view value_of(std::string_view key, const ValueList& values) {
  for (const auto& [name, value] : values) {
    if (name == key) return value;
  }
  assert(false && "a placeholder without a value");
  return {};
}

void append_filled(std::string& out, std::string_view text, std::string_view prefix, const ValueList& values) {
  while (!text.empty()) {
    if (text.starts_with(kPrefixMark)) {
      out += prefix;
      text.remove_prefix(kPrefixMark.size());
    } else if (const std::string_view key = placeholder_key(text); !key.empty()) {
      out += value_of(key, values);
      text.remove_prefix(key.size() + 2);
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
}

}  // namespace

void RuntimeText::add(std::string_view text, Values values) { append_filled(text_, text, prefix_, ValueList(values)); }

void RuntimeText::add(ViewType type, std::string_view text, Values values) {
  const ViewTypeInfo& about = info(type);
  const std::string size = std::to_string(about.element_size);
  ValueList all(values);
  all.emplace_back("id", about.id);
  all.emplace_back("name", about.canonical_name);
  all.emplace_back("array", about.array);
  all.emplace_back("size", size);
  append_filled(text_, text, prefix_, all);
}

}  // namespace heaplift
