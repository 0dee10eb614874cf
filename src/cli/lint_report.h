// What `heaplift lint` found in all files, and how it is written down.
#pragma once

#include <string>
#include <vector>

#include "rules/lint.h"
#include "src/base/source.h"
#include "src/cli/options.h"

namespace heaplift {

// A finding with all that reports say about it, so that the source can be let go.
struct ReportedFinding {
  const Rule* rule;
  Severity severity;
  std::string message;
  Position begin;           // UTF-16 columns, from 1
  Position end;             // behind the last character
  std::string frame;        // as `render` gives it, with the colours that were asked for; only for LintFormat::text
  std::string fingerprint;  // of the rule and the code around; stays the same when lines move
};

struct FileFindings {
  std::string name;  // as the user gave it
  std::vector<ReportedFinding> findings;
  std::size_t suppressed = 0;  // by comments
  std::size_t baselined = 0;   // because the baseline has them
  std::string messages;        // for standard error
  bool failed = false;         // it could not be judged
};

// The report in `format`; ends with a newline unless it is empty.
[[nodiscard]] std::string report_of(LintFormat format, const std::vector<FileFindings>& files);

// How many findings of `severity` there are.
[[nodiscard]] std::size_t count_findings(const std::vector<FileFindings>& files, Severity severity);

// The report formats that are not text; each in a file of its own.
[[nodiscard]] std::string json_report(const std::vector<FileFindings>& files);
[[nodiscard]] std::string sarif_report(const std::vector<FileFindings>& files);
[[nodiscard]] std::string junit_report(const std::vector<FileFindings>& files);

// The findings of each rule that has any, one a line, and the sums.
[[nodiscard]] std::string lint_statistics(const std::vector<FileFindings>& files);

}  // namespace heaplift
