// `--format junit`: a test suite for each file, a failed test case for each finding, as build servers read it.
#include <algorithm>
#include <string_view>

#include "src/base/utf8.h"
#include "src/cli/lint_report.h"

namespace heaplift {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

// A character in an attribute or a text of XML 1.0. Blanks other than U+0020 would be taken for that in attributes; most
// control characters cannot be written at all.
std::string escaped_character(std::string_view character) {
  switch (character.front()) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\t':
    case '\n':
    case '\r':
      return "&#" + std::to_string(character.front()) + ";";
    default:
      break;
  }
  const char32_t code = decode_character(character);
  const bool allowed = code >= 0x20 && code != 0xFFFE && code != 0xFFFF;
  return std::string(allowed ? character : kReplacement);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t length = character_length(text, offset);
    out += length == 0 ? std::string(kReplacement) : escaped_character(text.substr(offset, length));
    offset += std::max<std::size_t>(length, 1);
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
