#include "rules/suppressions.h"

#include <algorithm>
#include <array>
#include <string>

namespace heaplift {
namespace {

constexpr std::string_view kBlank = " \t\r\n*";
constexpr std::string_view kUnused = "unused-suppression";

enum class Word : std::uint8_t { next_line, line, disable, enable };

struct Spelling {
  std::string_view text;
  Word word;
};

constexpr std::array kSpellings = {
    Spelling{"heaplift-disable-next-line", Word::next_line}, Spelling{"heaplift-disable-line", Word::line},
    Spelling{"heaplift-disable", Word::disable}, Spelling{"heaplift-enable", Word::enable}};

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(kBlank), text.size());
  return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
}

// What a comment says, without its marks and the reason.
std::string_view content_of(std::string_view comment) {
  comment.remove_prefix(2);
  if (comment.ends_with("*/")) comment.remove_suffix(2);
  for (std::size_t at = comment.find("--"); at != comment.npos; at = comment.find("--", at + 1)) {
    if (at > 0 && kBlank.find(comment[at - 1]) != kBlank.npos) return trimmed(comment.substr(0, at));
  }
  return trimmed(comment);
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!(text = trimmed(text)).empty()) {
    const std::size_t end = std::min(text.find_first_of(", \t\r\n"), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace

struct Suppressions::Directive {
  Word word;
  Range comment;
};

Suppressions::Suppressions(const Source& source, const std::vector<Range>& comments) : source_(source) {
  for (const Range comment : comments) read(comment);
  for (auto& [rule, blocks] : blocks_) close(rule, source.size());
}

void Suppressions::read(Range comment) {
  const auto words = words_of(content_of(source_.text(comment)));
  const auto spelling = std::find_if(kSpellings.begin(), kSpellings.end(),
                                     [&](const Spelling& known) { return known.text == words.front(); });
  if (spelling == kSpellings.end()) {
    mistakes_.push_back({comment, "`" + std::string(words.front()) + "` is no directive of heaplift"});
    return;
  }
  const Directive directive{spelling->word, comment};
  if (words.size() == 1) apply(directive, kAllRules);
  for (std::size_t i = 1; i < words.size(); ++i) {
    const Rule* rule = find_rule(words[i]);
    if (rule == nullptr) {
      mistakes_.push_back({comment, "there is no rule `" + std::string(words[i]) + "`"});
    } else {
      apply(directive, static_cast<std::size_t>(rule - rules().data()));
    }
  }
}

void Suppressions::apply(const Directive& directive, std::size_t rule) {
  auto& blocks = blocks_[rule];
  const bool open = !blocks.empty() && blocks.back().end == UINT32_MAX;
  switch (directive.word) {
    case Word::enable:
      if (rule == kAllRules) {
        for (auto& [other, unused] : blocks_) close(other, directive.comment.begin);
      } else if (open) {
        close(rule, directive.comment.begin);
      }
      return;
    case Word::disable:
      if (!open) blocks.push_back({directive.comment.end, UINT32_MAX, entries_.size()});
      break;
    case Word::line:
      lines_.emplace(std::pair(source_.position(directive.comment.begin).line, rule), entries_.size());
      break;
    case Word::next_line:
      lines_.emplace(std::pair(source_.position(directive.comment.end).line + 1, rule), entries_.size());
      break;
  }
  entries_.push_back({directive.comment, rule});
}

void Suppressions::close(std::size_t rule, std::uint32_t end) {
  auto& blocks = blocks_[rule];
  if (!blocks.empty() && blocks.back().end == UINT32_MAX) blocks.back().end = end;
}

Suppressions::Entry* Suppressions::find(const Finding& finding, std::size_t rule) {
  const auto line = lines_.find({source_.position(finding.range.begin).line, rule});
  if (line != lines_.end()) return &entries_[line->second];
  const auto blocks = blocks_.find(rule);
  if (blocks == blocks_.end()) return nullptr;
  const auto after = std::upper_bound(blocks->second.begin(), blocks->second.end(), finding.range.begin,
                                      [](std::uint32_t at, const Block& block) { return at < block.begin; });
  if (after == blocks->second.begin() || std::prev(after)->end <= finding.range.begin) return nullptr;
  return &entries_[std::prev(after)->entry];
}

bool Suppressions::suppress(const Finding& finding) {
  Entry* entry = find(finding, static_cast<std::size_t>(finding.rule - rules().data()));
  if (entry == nullptr) entry = find(finding, kAllRules);
  if (entry != nullptr) entry->used = true;
  return entry != nullptr;
}

void Suppressions::report_unused(const RuleLevels& levels, std::vector<Finding>& findings) const {
  const Rule* rule = find_rule(kUnused);
  const auto level = levels[static_cast<std::size_t>(rule - rules().data())];
  if (!level) return;
  for (const Mistake& mistake : mistakes_) findings.push_back({rule, *level, mistake.comment, mistake.message});
  for (const Entry& entry : entries_) {
    if (entry.used || (entry.rule != kAllRules && !levels[entry.rule])) continue;
    const std::string what = entry.rule == kAllRules ? "any rule" : "`" + std::string(rules()[entry.rule].name) + "`";
    findings.push_back({rule, *level, entry.comment, "this comment suppresses no finding of " + what});
  }
}

}  // namespace heaplift
