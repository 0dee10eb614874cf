// `heaplift views`: what the analysis found in files, for people and for programs.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "passes/rewrite.h"
#include "src/cli/commands.h"
#include "src/cli/file_search.h"
#include "src/cli/files.h"
#include "src/cli/inputs.h"
#include "src/cli/messages.h"

namespace heaplift {
namespace {

using Json = nlohmann::ordered_json;

// The report of one file in one of the two forms, or `failed`.
struct FileReport {
  std::string text;
  Json json;
  std::string messages;
  bool failed = false;
};

std::string_view origin_name(ViewOrigin origin) {
  switch (origin) {
    case ViewOrigin::name:
      return "name";
    case ViewOrigin::member:
      return "member";
    case ViewOrigin::alias:
      return "alias";
    case ViewOrigin::definition:
      return "definition";
    case ViewOrigin::checked:
      return "checked";
  }
  return "";
}

std::string_view evidence_name(DefinitionEvidence evidence) {
  return evidence == DefinitionEvidence::property ? "property" : "function";
}

std::string_view verdict_name(ArrayVerdict verdict) {
  switch (verdict) {
    case ArrayVerdict::view:
      return "view";
    case ArrayVerdict::range:
      return "range";
    case ArrayVerdict::other:
      return "other";
    case ArrayVerdict::unknown:
      return "unknown";
  }
  return "";
}

// Rows with their columns aligned, each indented by four.
std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line = "   ";
    for (std::size_t i = 0; i < row.size(); ++i) line += " " + row[i] + std::string(widths[i] - row[i].size() + 1, ' ');
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string place_of(const Source& source, Range range) {
  const Position place = source.position(range.begin);
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::vector<std::vector<std::string>> definition_rows(const Source& source, const ViewReport& report) {
  std::vector<std::vector<std::string>> rows;
  for (const ViewDefinition& definition : report.definitions) {
    const std::string name(source.text(definition.function));
    rows.push_back({name.empty() ? "(no name)" : name + "()",
                    std::to_string(definition.arrays) + (definition.arrays == 1 ? " array" : " arrays"),
                    "over " + report.memories[definition.memory].expression,
                    "known by " + std::string(evidence_name(definition.evidence)),
                    "first at " + place_of(source, definition.first)});
  }
  return rows;
}

std::string text_of(const Source& source, const ViewReport& report) {
  std::string text(source.name());
  if (report.views.empty()) return text + "\n  no views\n";
  std::vector<std::vector<std::string>> memories;
  for (const Memory& memory : report.memories) {
    memories.push_back({memory.expression, memory.binding == kNone ? "global" : "declared here",
                        memory.refresh_call.empty() ? "" : "views re-created by " + memory.refresh_call});
  }
  std::vector<std::vector<std::string>> views;
  for (const ViewReport::View& view : report.views) {
    views.push_back({view.name, std::string(info(view.type).array), std::string(origin_name(view.origin)),
                     "over " + view.memory, std::to_string(view.uses) + (view.uses == 1 ? " use" : " uses"),
                     "first at " + place_of(source, view.first_use)});
  }
  text += "\n  memories\n" + table(memories);
  if (!report.definitions.empty()) text += "  definitions\n" + table(definition_rows(source, report));
  return text + "  views\n" + table(views);
}

Json json_of(const Source& source, const ViewReport& report) {
  Json json = {{"file", source.name()},
               {"memories", Json::array()},
               {"definitions", Json::array()},
               {"views", Json::array()},
               {"arrays", Json::array()}};
  for (const Memory& memory : report.memories) {
    json["memories"].push_back({{"expression", memory.expression},
                                {"global", memory.binding == kNone},
                                {"refresh", memory.refresh_call.empty() ? Json() : Json(memory.refresh_call)}});
  }
  for (const ViewDefinition& definition : report.definitions) {
    const Position place = source.position(definition.first.begin);
    const std::string name(source.text(definition.function));
    json["definitions"].push_back({{"memory", report.memories[definition.memory].expression},
                                   {"evidence", evidence_name(definition.evidence)},
                                   {"function", name.empty() ? Json() : Json(name)},
                                   {"arrays", definition.arrays},
                                   {"line", place.line},
                                   {"column", place.column}});
  }
  for (const TypedArrayUse& use : report.arrays) {
    const Position place = source.position(use.range.begin);
    json["arrays"].push_back(
        {{"array", use.array}, {"verdict", verdict_name(use.verdict)}, {"line", place.line}, {"column", place.column}});
  }
  for (const ViewReport::View& view : report.views) {
    const Position place = source.position(view.first_use.begin);
    json["views"].push_back({{"name", view.name},
                             {"type", info(view.type).id},
                             {"array", info(view.type).array},
                             {"origin", origin_name(view.origin)},
                             {"memory", view.memory},
                             {"uses", view.uses},
                             {"line", place.line},
                             {"column", place.column}});
  }
  return json;
}

FileReport report_on(const std::string& file, const ViewsCommand& command, MessageStyle style) {
  const auto source = read_source(file, command.stdin_name, style);
  if (!source) return {"", {}, source.error().message, true};
  const auto report = report_views(source.value(), command.options);
  if (!report) return {"", {}, error_line(source.value().name(), report.error().message, style), true};
  const auto& diagnostics = report.value().diagnostics;
  return {text_of(source.value(), report.value()), json_of(source.value(), report.value()),
          render_all(source.value(), diagnostics, style), any_error(diagnostics)};
}

}  // namespace

int run(const ViewsCommand& command) {
  const MessageStyle style = message_style(command.color, command.verbosity);
  bool failed = false;
  std::string text;
  Json files = Json::array();
  const auto found =
      find_files({command.files, command.search.ignore_patterns, command.search.respect_gitignore, true});
  if (!found) {
    write_standard_error(error_line("heaplift", found.error().message, style));
    return kFailed;
  }
  for (const std::string& file : found.value()) {
    FileReport report = report_on(file, command, style);
    write_standard_error(report.messages);
    failed = failed || report.failed;
    if (report.failed) continue;
    text += report.text;
    files.push_back(std::move(report.json));
  }
  if (command.json) text = Json{{"files", files}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  if (const Status status = write_standard_output(text); !status) {
    write_standard_error(error_line("heaplift", status.error().message, style));
    return kFailed;
  }
  return failed ? kFailed : kDone;
}

}  // namespace heaplift
