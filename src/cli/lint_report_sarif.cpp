// `--format sarif`: SARIF 2.1.0 (OASIS), as code scanning services take it.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "src/cli/lint_report.h"
#include "src/cli/rule_help.h"

namespace heaplift {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto kSchema = "https://json.schemastore.org/sarif-2.1.0.json";

// The bytes that RFC 3986 allows in a path stay, others are percent-encoded.
std::string encoded(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~!$&'()*+,;=@/";
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain || kPlain.find(c) != kPlain.npos) {
      out += c;
    } else {
      out += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
  }
  return out;
}

// Relative to the working folder, where the file is below it; else a whole URI.
Json location_of(const std::string& name) {
  std::error_code error;
  const auto folder = std::filesystem::current_path(error);
  const auto whole = (folder / name).lexically_normal();
  const std::string below = whole.lexically_relative(folder).generic_string();
  if (error || below.empty() || below.starts_with("..")) return {{"uri", "file://" + encoded(whole.generic_string())}};
  return {{"uri", encoded(below)}, {"uriBaseId", "SRCROOT"}};
}

std::string_view level_of(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

Json rule_json(const Rule& rule) {
  const std::string help = rule_help(rule);
  return {{"id", rule.name},
          {"shortDescription", {{"text", rule.summary}}},
          {"fullDescription", {{"text", std::string(rule.summary) + "."}}},
          {"help", {{"text", help}, {"markdown", help}}},
          {"defaultConfiguration", {{"enabled", rule.on_by_default}, {"level", level_of(rule.severity)}}},
          {"properties", {{"tags", {"correctness", "webassembly"}}, {"fixable", rule.fixable}}}};
}

Json result_json(const ReportedFinding& finding, const Json& location) {
  const Json region = {{"startLine", finding.begin.line},
                       {"startColumn", finding.begin.column},
                       {"endLine", finding.end.line},
                       {"endColumn", finding.end.column}};
  const Json place = {{"physicalLocation", {{"artifactLocation", location}, {"region", region}}}};
  return {{"ruleId", finding.rule->name},        {"ruleIndex", finding.rule - rules().data()},
          {"level", level_of(finding.severity)}, {"message", {{"text", finding.message}}},
          {"locations", Json::array({place})},   {"partialFingerprints", {{"heaplift/v1", finding.fingerprint}}}};
}

}  // namespace

std::string sarif_report(const std::vector<FileFindings>& files) {
  Json described = Json::array();
  for (const Rule& rule : rules()) described.push_back(rule_json(rule));
  Json results = Json::array();
  Json artifacts = Json::array();
  Json notifications = Json::array();
  bool successful = true;
  for (const FileFindings& file : files) {
    const Json location = location_of(file.name);
    artifacts.push_back({{"location", location}});
    for (const ReportedFinding& finding : file.findings) results.push_back(result_json(finding, location));
    if (!file.failed) continue;
    successful = false;
    const Json place = {{"physicalLocation", {{"artifactLocation", location}}}};
    notifications.push_back({{"level", "error"},
                             {"message", {{"text", "the file could not be read as JavaScript"}}},
                             {"locations", Json::array({place})}});
  }
  const Json driver = {{"name", "heaplift"}, {"version", HEAPLIFT_VERSION}, {"rules", std::move(described)}};
  const Json root = {{"SRCROOT", {{"description", {{"text", "the folder that heaplift was started in"}}}}}};
  const Json invocation = {{"executionSuccessful", successful}, {"toolExecutionNotifications", notifications}};
  const Json run = {{"tool", {{"driver", driver}}},      {"columnKind", "utf16CodeUnits"},
                    {"originalUriBaseIds", root},        {"invocations", Json::array({invocation})},
                    {"artifacts", std::move(artifacts)}, {"results", std::move(results)}};
  const Json log = {{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace heaplift
