#include "src/cli/compose_edits.h"

#include <algorithm>
#include <cstdint>

namespace heaplift {
namespace {

// How much further to the right an edit moves what follows it.
std::int64_t growth(const Edit& edit) { return static_cast<std::int64_t>(edit.text.size()) - edit.range.size(); }

// An edit seen from the text between the two lists: its range there, and how much it moves what follows, in the
// text before (first list) or after (second).
struct Step {
  std::int64_t begin;
  std::int64_t end;
  std::int64_t first_growth;
  std::int64_t second_growth;
};

std::vector<Step> steps_of(const std::vector<Edit>& first, const std::vector<Edit>& second) {
  std::vector<Step> steps;
  std::int64_t moved = 0;
  for (const Edit& edit : first) {
    const std::int64_t begin = edit.range.begin + moved;
    steps.push_back({begin, begin + static_cast<std::int64_t>(edit.text.size()), growth(edit), 0});
    moved += growth(edit);
  }
  for (const Edit& edit : second) steps.push_back({edit.range.begin, edit.range.end, 0, growth(edit)});
  std::ranges::stable_sort(steps, {}, [](const Step& step) { return std::pair(step.begin, step.end); });
  return steps;
}

}  // namespace

std::vector<Edit> compose_edits(const std::vector<Edit>& first, const std::vector<Edit>& second,
                                std::string_view result) {
  const std::vector<Step> steps = steps_of(first, second);
  std::vector<Edit> composed;
  std::int64_t first_growth = 0;
  std::int64_t second_growth = 0;
  for (std::size_t i = 0; i < steps.size();) {
    // Steps that touch make one edit, which spans them all.
    const std::int64_t before_begin = steps[i].begin - first_growth;
    const std::int64_t after_begin = steps[i].begin + second_growth;
    std::int64_t end = steps[i].end;
    for (; i < steps.size() && steps[i].begin <= end; ++i) {
      end = std::max(end, steps[i].end);
      first_growth += steps[i].first_growth;
      second_growth += steps[i].second_growth;
    }
    const auto text = result.substr(static_cast<std::size_t>(after_begin),
                                    static_cast<std::size_t>(end + second_growth - after_begin));
    composed.push_back({{static_cast<std::uint32_t>(before_begin), static_cast<std::uint32_t>(end - first_growth)},
                        std::string(text)});
  }
  return composed;
}

}  // namespace heaplift
