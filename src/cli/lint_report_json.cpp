// `--format json`: heaplift's own, for programs (docs/lint.md).
#include <nlohmann/json.hpp>

#include "src/cli/lint_report.h"

namespace heaplift {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const ReportedFinding& finding) {
  return {{"rule", finding.rule->name},        {"severity", severity_name(finding.severity)},
          {"message", finding.message},        {"line", finding.begin.line},
          {"column", finding.begin.column},    {"endLine", finding.end.line},
          {"endColumn", finding.end.column},   {"fixable", finding.rule->fixable},
          {"fingerprint", finding.fingerprint}};
}

}  // namespace

std::string json_report(const std::vector<FileFindings>& files) {
  Json all = Json::array();
  for (const FileFindings& file : files) {
    Json findings = Json::array();
    for (const ReportedFinding& finding : file.findings) findings.push_back(json_of(finding));
    all.push_back({{"file", file.name},
                   {"failed", file.failed},
                   {"findings", std::move(findings)},
                   {"suppressed", file.suppressed},
                   {"baselined", file.baselined}});
  }
  const Json report = {{"files", std::move(all)},
                       {"errors", count_findings(files, Severity::error)},
                       {"warnings", count_findings(files, Severity::warning)}};
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace heaplift
