#include "src/cli/lint_config.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "src/cli/ignore_rules.h"
#include "src/cli/jsonc.h"
#include "src/cli/suggestion.h"

namespace heaplift {
namespace {

using Kind = JsonValue::Kind;

std::string_view kind_name(Kind kind) {
  constexpr std::array<std::string_view, 6> kNames = {"null",     "true or false", "a number",
                                                      "a string", "a list",        "an object"};
  return kNames[static_cast<std::size_t>(kind)];
}

class Reader {
 public:
  explicit Reader(std::vector<Diagnostic>& diagnostics) : diagnostics_(diagnostics) {}

  LintConfig read(const JsonValue& root) {
    if (!expect(root, Kind::object, "the configuration")) return {};
    each_member(root, {"$schema", "rules", "overrides", "ignore", "memory", "views", "growth", "sharedMemory"},
                [&](const JsonMember& member) { read_member(member); });
    return std::move(config_);
  }

 private:
  void report(Range range, std::string message) {
    diagnostics_.push_back({Severity::error, range, std::move(message)});
  }

  bool expect(const JsonValue& value, Kind kind, const std::string& what) {
    if (value.kind == kind) return true;
    report(value.range, what + " must be " + std::string(kind_name(kind)));
    return false;
  }

  // Calls `read` for each member with one of the keys; others, and those that come again, are errors.
  template <class Read>
  void each_member(const JsonValue& object, const std::vector<std::string>& keys, const Read& read) {
    std::vector<std::string> seen;
    for (const JsonMember& member : object.members) {
      if (std::ranges::find(keys, member.key) == keys.end()) {
        report(member.range, "unknown key '" + member.key + "'" + hint(member.key, keys));
      } else if (std::ranges::find(seen, member.key) != seen.end()) {
        report(member.range, "'" + member.key + "' is given twice");
      } else {
        seen.push_back(member.key);
        read(member);
      }
    }
  }

  void read_member(const JsonMember& member) {
    const std::string& key = member.key;
    const JsonValue& value = member.value;
    if (key == "rules") config_.levels = levels_of(value);
    if (key == "overrides") read_overrides(value);
    if (key == "ignore") config_.ignore = strings_of(value, key);
    if (key == "memory" && expect(value, Kind::string, key)) config_.views.memory = value.string;
    if (key == "views") read_views(value);
    if (key == "growth") read_growth(value);
    if (key == "sharedMemory" && expect(value, Kind::boolean, key)) config_.shared_memory = value.boolean;
    if (key == "$schema") static_cast<void>(expect(value, Kind::string, key));
  }

  std::vector<RuleLevel> levels_of(const JsonValue& value) {
    std::vector<RuleLevel> levels;
    if (!expect(value, Kind::object, "rules")) return levels;
    for (const JsonMember& member : value.members) {
      const auto rule = rule_called(member.key);
      if (!rule) {
        report(member.range, rule.error().message);
        continue;
      }
      if (std::ranges::find(levels, rule.value(), &RuleLevel::rule) != levels.end()) {
        report(member.range, "'" + member.key + "' is given twice");
      }
      if (!expect(member.value, Kind::string, "the level of " + member.key)) continue;
      const auto severity = severity_called(member.value.string);
      if (severity) {
        levels.push_back({rule.value(), severity.value()});
      } else {
        report(member.value.range, severity.error().message);
      }
    }
    return levels;
  }

  void read_overrides(const JsonValue& value) {
    if (!expect(value, Kind::array, "overrides")) return;
    for (const JsonValue& element : value.elements) {
      if (!expect(element, Kind::object, "an override")) continue;
      LintOverride found;
      each_member(element, {"files", "rules"}, [&](const JsonMember& member) {
        if (member.key == "files") {
          found.files = strings_of(member.value, "files");
        } else {
          found.levels = levels_of(member.value);
        }
      });
      if (found.files.empty()) report(element.range, "an override needs 'files'");
      config_.overrides.push_back(std::move(found));
    }
  }

  // A list of strings, or a single one.
  std::vector<std::string> strings_of(const JsonValue& value, const std::string& what) {
    if (value.kind == Kind::string) return {value.string};
    std::vector<std::string> strings;
    if (!expect(value, Kind::array, what)) return strings;
    for (const JsonValue& element : value.elements) {
      if (expect(element, Kind::string, "each of " + what)) strings.push_back(element.string);
    }
    return strings;
  }

  void read_views(const JsonValue& value) {
    if (!expect(value, Kind::object, "views")) return;
    for (const JsonMember& member : value.members) {
      if (!expect(member.value, Kind::string, "the type of a view")) continue;
      const auto type = view_type_called(member.value.string);
      if (type) {
        config_.views.names.emplace_back(member.key, type.value());
      } else {
        report(member.value.range, type.error().message);
      }
    }
  }

  void read_growth(const JsonValue& value) {
    if (!expect(value, Kind::object, "growth")) return;
    each_member(value, {"mayGrow", "cannotGrow"}, [&](const JsonMember& member) {
      auto& names = member.key == "mayGrow" ? config_.growth.may_grow : config_.growth.cannot_grow;
      names = strings_of(member.value, member.key);
    });
  }

  std::vector<Diagnostic>& diagnostics_;
  LintConfig config_;
};

void apply(const std::vector<RuleLevel>& levels, LintOptions& options) {
  for (const RuleLevel& level : levels) {
    options.levels[static_cast<std::size_t>(level.rule - rules().data())] = level.severity;
  }
}

bool matches(const std::vector<std::string>& patterns, std::string_view path) {
  IgnoreRules matcher;
  for (const std::string& pattern : patterns) matcher.add(pattern);
  for (std::size_t slash = path.find('/'); slash != path.npos; slash = path.find('/', slash + 1)) {
    if (matcher.excludes(path.substr(0, slash), true).value_or(false)) return true;
  }
  return matcher.excludes(path, false).value_or(false);
}

}  // namespace

LintConfig read_lint_config(const Source& source, std::vector<Diagnostic>& diagnostics) {
  const JsonValue root = read_jsonc(source, diagnostics);
  if (!diagnostics.empty()) return {};
  return Reader(diagnostics).read(root);
}

LintOptions lint_options(const LintConfig& config, std::string_view path) {
  LintOptions options;
  options.views = config.views;
  options.growth = config.growth;
  options.memory_is_shared = config.shared_memory;
  apply(config.levels, options);
  for (const LintOverride& exception : config.overrides) {
    if (matches(exception.files, path)) apply(exception.levels, options);
  }
  return options;
}

bool is_ignored(const LintConfig& config, std::string_view path) { return matches(config.ignore, path); }

std::string print_lint_options(const LintOptions& options) {
  nlohmann::ordered_json json = {{"rules", nlohmann::ordered_json::object()}};
  for (std::size_t i = 0; i < rules().size(); ++i) {
    json["rules"][std::string(rules()[i].name)] = options.levels[i] ? severity_name(*options.levels[i]) : "off";
  }
  json["memory"] = options.views.memory.empty() ? "wasmMemory" : options.views.memory;
  json["views"] = nlohmann::ordered_json::object();
  for (const auto& [name, type] : options.views.names) json["views"][name] = info(type).id;
  json["growth"] = {{"mayGrow", options.growth.may_grow}, {"cannotGrow", options.growth.cannot_grow}};
  json["sharedMemory"] = options.memory_is_shared;
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Result<const Rule*> rule_called(const std::string& name) {
  if (const Rule* rule = find_rule(name)) return rule;
  std::vector<std::string> names;
  for (const Rule& rule : rules()) names.emplace_back(rule.name);
  return Error{"unknown rule '" + name + "'" + hint(name, names)};
}

Result<std::optional<Severity>> severity_called(const std::string& word) {
  if (word == "off") return std::optional<Severity>();
  if (word == "warning") return std::optional(Severity::warning);
  if (word == "error") return std::optional(Severity::error);
  return Error{"unknown level '" + word + "'" + hint(word, {"off", "warning", "error"}) +
               (hint(word, {"off", "warning", "error"}).empty() ? "; it is off, warning or error" : "")};
}

Result<ViewType> view_type_called(const std::string& word) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kViewTypeCount; ++i) {
    if (kViewTypes[i].id == word || kViewTypes[i].canonical_name == word) return static_cast<ViewType>(i);
    words.emplace_back(kViewTypes[i].id);
    words.emplace_back(kViewTypes[i].canonical_name);
  }
  return Error{"unknown type '" + word + "'" + hint(word, words)};
}

}  // namespace heaplift
