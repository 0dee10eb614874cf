// Comments that switch rules off for a place:
//
//   // heaplift-disable-next-line RULE, RULE -- reason
//   code; // heaplift-disable-line RULE -- reason
//   /* heaplift-disable RULE -- reason */ … /* heaplift-enable RULE */
//
// Without names, a comment speaks of all rules. A block that is not enabled again ends with the file. Lines are those
// of Source: U+2028 ends none.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/lint.h"
#include "rules/rule.h"

namespace heaplift {

class Suppressions {
 public:
  // `comments` are those that begin with "heaplift-", in source order. `source` must outlive this object.
  Suppressions(const Source& source, const std::vector<Range>& comments);

  // Whether a comment suppresses `finding`; remembers that it did.
  [[nodiscard]] bool suppress(const Finding& finding);

  // Adds findings of `unused-suppression`, if that is on: what no finding needed, of rules that are on, and comments
  // that make no sense.
  void report_unused(const RuleLevels& levels, std::vector<Finding>& findings) const;

 private:
  static constexpr std::size_t kAllRules = SIZE_MAX;

  // One rule (or all) that one comment names.
  struct Entry {
    Range comment;
    std::size_t rule;  // by its place in rules(), or kAllRules
    bool used = false;
  };
  struct Block {
    std::uint32_t begin;
    std::uint32_t end;
    std::size_t entry;
  };
  struct Mistake {
    Range comment;
    std::string message;
  };
  struct Directive;

  void read(Range comment);
  void apply(const Directive& directive, std::size_t rule);
  void close(std::size_t rule, std::uint32_t end);
  [[nodiscard]] Entry* find(const Finding& finding, std::size_t rule);

  const Source& source_;
  std::vector<Entry> entries_;
  std::map<std::pair<std::uint32_t, std::size_t>, std::size_t> lines_;  // line and rule, to the entry
  std::map<std::size_t, std::vector<Block>> blocks_;                    // by rule; ascending, none overlap
  std::vector<Mistake> mistakes_;
};

}  // namespace heaplift
