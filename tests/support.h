// What the tests of the analysis and the passes share: parsed sources, and sources with marks in them.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/parse.h"
#include "src/analysis/accesses.h"
#include "src/analysis/scopes.h"
#include "src/analysis/views.h"

namespace heaplift::testing {

// A place that a test says something about, written `^label` behind an identifier. The label may be empty.
struct Mark {
  std::uint32_t offset;  // in the text without marks: the end of what is marked
  std::string label;
};

struct Marked {
  std::string text;
  std::vector<Mark> marks;
};

inline bool is_label(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Takes the marks out of `source`, which must not use `^` for anything else.
inline Marked read_marks(std::string_view source) {
  Marked out;
  while (!source.empty()) {
    const char c = source.front();
    source.remove_prefix(1);
    if (c != '^') {
      out.text.push_back(c);
      continue;
    }
    Mark mark{static_cast<std::uint32_t>(out.text.size()), ""};
    for (; !source.empty() && is_label(source.front()); source.remove_prefix(1)) mark.label.push_back(source.front());
    out.marks.push_back(std::move(mark));
  }
  return out;
}

// A text with what the analysis finds in it, stage after stage. Stays where it is made: the stages refer to it.
class Analysed {
 public:
  explicit Analysed(std::string source, ViewOptions view_options = {})
      : text(std::move(source)),
        options(std::move(view_options)),
        members(member_names(options)),
        tree(parse(text).value()),
        scopes(analyse_scopes(tree.root(), text, members)),
        views(find_views(scopes, text, options)),
        accesses(find_accesses(tree.root(), text, scopes, views)) {}
  Analysed(const Analysed&) = delete;
  Analysed& operator=(const Analysed&) = delete;

  [[nodiscard]] std::string_view text_of(Range range) const {
    return std::string_view(text).substr(range.begin, range.size());
  }

  const std::string text;
  const ViewOptions options;
  const std::vector<std::string_view> members;
  const Tree tree;
  const Scopes scopes;
  const Views views;
  const Accesses accesses;
};

inline std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out.append(text);
  return out;
}

// `open` `times` times, the core, and `close` as often.
inline std::string nested(std::string_view open, std::string_view core, std::string_view close, std::size_t times) {
  return repeated(open, times).append(core).append(repeated(close, times));
}

}  // namespace heaplift::testing
