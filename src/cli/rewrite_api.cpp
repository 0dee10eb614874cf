#include "src/cli/rewrite_api.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "src/base/source.h"
#include "src/cli/options.h"
#include "src/cli/rewrite_text.h"
#include "src/cli/source_map_comment.h"
#include "src/cli/source_map_url.h"
#include "src/cli/source_maps.h"
#include "src/edit/source_map_builder.h"

namespace heaplift {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string failure(const std::string& message) { return dump(Json{{"error", message}}); }

struct ApiOptions {
  std::vector<std::string> words{"rewrite"};  // as on the command line
  bool source_map = false;
  bool finds_input_map = true;
  std::optional<std::string> input_map;
};

Error wrong_type(const std::string& name, const char* type) { return Error{"`" + name + "` must be " + type}; }

Status add_passes(const Json& value, ApiOptions& options) {
  const Json list = value.is_string() ? Json::array({value}) : value;
  if (!list.is_array()) return wrong_type("pass", "a name or a list of names");
  for (const Json& name : list) {
    if (!name.is_string()) return wrong_type("pass", "a name or a list of names");
    options.words.push_back("--pass=" + name.get<std::string>());
  }
  return kOk;
}

Status add_views(const Json& value, ApiOptions& options) {
  if (!value.is_object()) return wrong_type("views", "an object from names to types");
  for (const auto& [name, type] : value.items()) {
    if (!type.is_string()) return wrong_type("views", "an object from names to types");
    options.words.push_back("--view=" + name + "=" + type.get<std::string>());
  }
  return kOk;
}

Status add_input_map(const Json& value, ApiOptions& options) {
  if (value.is_boolean()) {
    options.finds_input_map = value.get<bool>();
  } else if (value.is_string()) {
    options.input_map = value.get<std::string>();
  } else if (value.is_object()) {
    options.input_map = dump(value);
  } else {
    return wrong_type("inputSourceMap", "a source map, true or false");
  }
  return kOk;
}

Status add_text(const std::string& name, const char* flag, const Json& value, ApiOptions& options) {
  if (!value.is_string()) return wrong_type(name, "a string");
  options.words.push_back(std::string(flag) + "=" + value.get<std::string>());
  return kOk;
}

Status add_switch(const std::string& name, const char* flag, const Json& value, ApiOptions& options) {
  if (!value.is_boolean()) return wrong_type(name, "true or false");
  if (value.get<bool>()) options.words.emplace_back(flag);
  return kOk;
}

Status add_option(const std::string& name, const Json& value, ApiOptions& options) {
  if (name == "pass") return add_passes(value, options);
  if (name == "views") return add_views(value, options);
  if (name == "inputSourceMap") return add_input_map(value, options);
  if (name == "filename") return add_text(name, "--stdin-filename", value, options);
  if (name == "memory") return add_text(name, "--memory", value, options);
  if (name == "prefix") return add_text(name, "--prefix", value, options);
  if (name == "names") return add_text(name, "--names", value, options);
  if (name == "runtime") return add_text(name, "--runtime", value, options);
  if (name == "assumeAligned") return add_switch(name, "--assume-aligned", value, options);
  if (name == "optimize") return add_switch(name, "--optimize", value, options);
  if (name == "verify") return add_switch(name, "--verify", value, options);
  if (name != "sourceMap") return Error{"unknown option `" + name + "`"};
  if (!value.is_boolean()) return wrong_type(name, "true or false");
  options.source_map = value.get<bool>();
  return kOk;
}

Result<ApiOptions> read_options(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return Error{"options must be an object"};
  ApiOptions options;
  for (const auto& [name, value] : json.items()) {
    if (value.is_null()) continue;
    if (Status status = add_option(name, value, options); !status) return status.error();
  }
  return options;
}

Json diagnostic_json(const PlacedDiagnostic& finding) {
  Json json{{"severity", severity_name(finding.severity)}, {"message", finding.message}};
  if (!finding.begin) return json;
  json["line"] = finding.begin->line;
  json["column"] = finding.begin->column;
  json["endLine"] = finding.end->line;
  json["endColumn"] = finding.end->column;
  return json;
}

// The map that the options or the text hold. What is wrong with it is added to the findings.
std::optional<DecodedSourceMap> input_map_of(const Source& source, const ApiOptions& options,
                                             std::vector<PlacedDiagnostic>& findings) {
  const auto comment = find_source_map_comment(source.text());
  Result<std::string> json = Error{"it is a file; give its contents as inputSourceMap"};
  Range place{};
  if (options.input_map) {
    json = *options.input_map;
  } else if (!comment || !options.finds_input_map) {
    return std::nullopt;
  } else {
    place = {comment->comment.begin, comment->url.begin};
    if (const auto url = source.text(comment->url); is_data_url(url)) json = data_url_contents(url);
  }
  auto map = json ? parse_source_map(json.value()) : Result<DecodedSourceMap>(json.error());
  if (map) return std::move(map).value();
  findings.push_back(placed(source, {Severity::warning, place, unusable_map(map.error())}));
  return std::nullopt;
}

std::string make_map(const Source& source, const ApiOptions& options, RewrittenText& result) {
  const auto before = input_map_of(source, options, result.findings);
  const SourceMap map = before ? map_edits_through(source.text(), result.edits, *before)
                               : map_edits(source.text(), result.edits, source.name());
  result.text = without_source_map_comment(result.text);
  return source_map_json(map);
}

// The JSON by hand where it is long, so that it is not copied more often than needed.
std::string answer(const RewrittenText& result, const std::string& map) {
  Json diagnostics = Json::array();
  for (const PlacedDiagnostic& finding : result.findings) diagnostics.push_back(diagnostic_json(finding));
  std::string out = "{\"code\":";
  out += result.failed ? "null" : dump(Json(result.text));
  out += ",\"map\":" + (result.failed || map.empty() ? "null" : map);
  out += std::string(",\"changed\":") + (!result.failed && !result.edits.empty() ? "true" : "false");
  out += ",\"accesses\":" + std::to_string(result.failed ? 0 : result.accesses);
  return out + ",\"diagnostics\":" + dump(diagnostics) + "}";
}

}  // namespace

std::string rewrite_api(std::string text, std::string_view options) {
  auto read = read_options(options);
  if (!read) return failure(read.error().message);
  const Command command = parse_arguments(read.value().words);
  if (const auto* error = std::get_if<UsageError>(&command)) return failure(error->message);
  const auto* wanted = std::get_if<RewriteCommand>(&command);
  if (wanted == nullptr) return failure("the options ask for nothing to be rewritten");
  auto source = Source::make(wanted->stdin_name, std::move(text));
  if (!source) return failure(source.error().message);
  RewrittenText result = rewrite_text(source.value(), *wanted, {});
  if (result.text == source.value().text()) result.edits.clear();
  std::string map;
  if (!result.failed && read.value().source_map) {
    map = make_map(source.value(), read.value(), result);
  } else if (!result.failed && !result.edits.empty()) {
    for (const Diagnostic& stale : warn_of_stale_map(source.value())) {
      result.findings.push_back(placed(source.value(), stale));
    }
  }
  return answer(result, map);
}

}  // namespace heaplift
