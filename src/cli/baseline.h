// A baseline: the findings of an old code base, which are not reported any more; only new ones are.
//
// A finding is known by its file, its rule and a fingerprint of the code around it, not by its line.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/result.h"
#include "src/cli/lint_report.h"

namespace heaplift {

// A fingerprint of what stands around `range` in its line, blanks left out, and of the rule.
[[nodiscard]] std::string fingerprint_of(const Source& source, Range range, std::string_view rule);

class Baseline {
 public:
  Baseline() = default;

  // Reads what `text` gives back.
  [[nodiscard]] static Result<Baseline> read(const std::string& text);
  // A baseline with all these findings. `names` are those of the files, relative to the folder of the baseline.
  [[nodiscard]] static Baseline of(const std::vector<FileFindings>& files, const std::vector<std::string>& names);

  // JSON, in an order that does not depend on anything but the findings.
  [[nodiscard]] std::string text() const;

  // Takes the known findings out of `file`; as often as the baseline has them.
  void remove_known(FileFindings& file, const std::string& name) const;

 private:
  // By file, rule and fingerprint: how many.
  std::map<std::string, std::map<std::string, std::map<std::string, std::size_t>>> counts_;
};

}  // namespace heaplift
