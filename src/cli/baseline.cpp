#include "src/cli/baseline.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "src/base/utf8.h"

namespace heaplift {
namespace {

using Json = nlohmann::json;

constexpr int kVersion = 1;
constexpr std::uint32_t kContext = 40;  // bytes on either side of a finding

// FNV-1a, 64 bits (Fowler, Noll, Vo): not for secrets, only the same on every machine.
std::uint64_t hash(std::string_view text, std::uint64_t state) {
  constexpr std::uint64_t kPrime = 1099511628211U;
  for (const char c : text) {
    if (c == ' ' || c == '\t') continue;
    state = (state ^ static_cast<unsigned char>(c)) * kPrime;
  }
  return state;
}

std::string hexadecimal(std::uint64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (unsigned shift = 64; shift > 0; shift -= 4) text += kDigits[(value >> (shift - 4)) & 15U];
  return text;
}

}  // namespace

std::string fingerprint_of(const Source& source, Range range, std::string_view rule) {
  constexpr std::uint64_t kStart = 14695981039346656037U;
  const Range line = source.line_range(source.position(range.begin).line);
  const std::uint32_t begin = std::max(line.begin, range.begin - std::min(range.begin, kContext));
  const std::uint32_t end = std::max(begin, std::min(line.end, range.begin + kContext));
  return hexadecimal(hash(source.text({begin, end}), hash(rule, kStart)));
}

Result<Baseline> Baseline::read(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  const Error malformed{"it is no baseline of heaplift; --update-baseline writes one"};
  if (!json.is_object() || json.value("version", Json()) != kVersion || !json.contains("files")) return malformed;
  Baseline baseline;
  if (!json["files"].is_object()) return malformed;
  for (const auto& [file, rules_of_file] : json["files"].items()) {
    if (!rules_of_file.is_object()) return malformed;
    for (const auto& [rule, prints] : rules_of_file.items()) {
      if (!prints.is_object()) return malformed;
      for (const auto& [print, count] : prints.items()) {
        if (!count.is_number_unsigned()) return malformed;
        baseline.counts_[file][rule][print] = count.get<std::size_t>();
      }
    }
  }
  return baseline;
}

Baseline Baseline::of(const std::vector<FileFindings>& files, const std::vector<std::string>& names) {
  Baseline baseline;
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (const ReportedFinding& finding : files[i].findings) {
      ++baseline.counts_[names[i]][std::string(finding.rule->name)][finding.fingerprint];
    }
  }
  return baseline;
}

std::string Baseline::text() const {
  const Json json = {{"version", kVersion}, {"files", counts_}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void Baseline::remove_known(FileFindings& file, const std::string& name) const {
  const auto found = counts_.find(name);
  if (found == counts_.end()) return;
  auto left = found->second;
  const auto known = [&](const ReportedFinding& finding) {
    std::size_t& count = left[std::string(finding.rule->name)][finding.fingerprint];
    if (count == 0) return false;
    --count;
    return true;
  };
  std::vector<ReportedFinding> fresh;
  for (ReportedFinding& finding : file.findings) {
    if (!known(finding)) fresh.push_back(std::move(finding));
  }
  file.baselined = file.findings.size() - fresh.size();
  file.findings = std::move(fresh);
}

}  // namespace heaplift
