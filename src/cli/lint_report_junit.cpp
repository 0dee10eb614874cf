// `--format junit`: a test suite for each file, a failed test case for each finding, as build servers read it.
#include "src/cli/lint_report.h"

namespace heaplift {
namespace {

// Text in XML 1.0; control characters cannot be written there at all.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default: {
        const bool control = static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
        out += control ? std::string("\xEF\xBF\xBD") : std::string(1, c);
      }
    }
  }
  return out;
}

std::string test_case(const FileFindings& file, const ReportedFinding& finding) {
  const std::string place = std::to_string(finding.begin.line) + ":" + std::to_string(finding.begin.column);
  const std::string name = std::string(finding.rule->name) + " at " + place;
  return "    <testcase classname=\"" + escaped(file.name) + "\" name=\"" + name + "\">\n      <failure type=\"" +
         std::string(severity_name(finding.severity)) + "\" message=\"" + escaped(finding.message) + "\">" +
         escaped(file.name + ":" + place + ": " + finding.message) + "</failure>\n    </testcase>\n";
}

std::string suite(const FileFindings& file) {
  const std::size_t errors = file.failed ? 1 : 0;
  const std::size_t failures = file.findings.size();
  const std::size_t tests = failures + errors > 0 ? failures + errors : 1;
  std::string text = "  <testsuite name=\"" + escaped(file.name) + "\" tests=\"" + std::to_string(tests) +
                     "\" failures=\"" + std::to_string(failures) + "\" errors=\"" + std::to_string(errors) + "\">\n";
  const std::string whole = "    <testcase classname=\"" + escaped(file.name) + "\" name=\"heaplift lint\"";
  if (file.failed) text += whole + "><error message=\"the file could not be read as JavaScript\"/></testcase>\n";
  for (const ReportedFinding& finding : file.findings) text += test_case(file, finding);
  if (failures + errors == 0) text += whole + "/>\n";
  return text + "  </testsuite>\n";
}

}  // namespace

std::string junit_report(const std::vector<FileFindings>& files) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"heaplift lint\">\n";
  for (const FileFindings& file : files) text += suite(file);
  return text + "</testsuites>\n";
}

}  // namespace heaplift
