#include "src/cli/lint_report.h"

#include <algorithm>

#include "src/cli/workflow_command.h"

namespace heaplift {
namespace {

std::string counted(std::size_t number, const std::string& noun) {
  return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

std::string text_report(const std::vector<FileFindings>& files) {
  std::string text;
  for (const FileFindings& file : files) {
    for (const ReportedFinding& finding : file.findings) text += finding.frame;
  }
  const std::size_t errors = count_findings(files, Severity::error);
  const std::size_t warnings = count_findings(files, Severity::warning);
  if (errors + warnings > 0) text += "\n" + counted(errors, "error") + ", " + counted(warnings, "warning") + "\n";
  return text;
}

// `file:line:column: severity: message [rule]`, as compilers write it.
std::string short_report(const std::vector<FileFindings>& files) {
  std::string text;
  for (const FileFindings& file : files) {
    for (const ReportedFinding& finding : file.findings) {
      text += visible_text(file.name) + ":" + std::to_string(finding.begin.line) + ":" +
              std::to_string(finding.begin.column) + ": " + std::string(severity_name(finding.severity)) + ": " +
              visible_text(finding.message) + " [" + std::string(finding.rule->name) + "]\n";
    }
  }
  return text;
}

std::string github_report(const std::vector<FileFindings>& files) {
  std::string text;
  for (const FileFindings& file : files) {
    for (const ReportedFinding& finding : file.findings) {
      text += workflow_command(
          {finding.severity, file.name, finding.begin, finding.end, finding.rule->name, finding.message});
    }
  }
  return text;
}

}  // namespace

std::string report_of(LintFormat format, const std::vector<FileFindings>& files) {
  switch (format) {
    case LintFormat::text:
      return text_report(files);
    case LintFormat::short_:
      return short_report(files);
    case LintFormat::json:
      return json_report(files);
    case LintFormat::sarif:
      return sarif_report(files);
    case LintFormat::github:
      return github_report(files);
    case LintFormat::junit:
      return junit_report(files);
  }
  return {};
}

std::size_t count_findings(const std::vector<FileFindings>& files, Severity severity) {
  std::size_t count = 0;
  for (const FileFindings& file : files) {
    count += static_cast<std::size_t>(std::ranges::count(file.findings, severity, &ReportedFinding::severity));
  }
  return count;
}

std::string lint_statistics(const std::vector<FileFindings>& files) {
  std::vector<std::size_t> counts(rules().size());
  std::size_t suppressed = 0;
  std::size_t baselined = 0;
  for (const FileFindings& file : files) {
    suppressed += file.suppressed;
    baselined += file.baselined;
    for (const ReportedFinding& finding : file.findings)
      ++counts[static_cast<std::size_t>(finding.rule - rules().data())];
  }
  std::string text;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0)
      text += "heaplift: " + std::string(rules()[i].name) + ": " + counted(counts[i], "finding") + "\n";
  }
  return text + "heaplift: " + counted(files.size(), "file") + ", " +
         counted(count_findings(files, Severity::error), "error") + ", " +
         counted(count_findings(files, Severity::warning), "warning") + ", " + std::to_string(suppressed) +
         " suppressed, " + std::to_string(baselined) + " in the baseline\n";
}

}  // namespace heaplift
