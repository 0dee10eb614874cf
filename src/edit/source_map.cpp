#include "src/edit/source_map.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "src/edit/source_map_mappings.h"

namespace heaplift {
namespace {

using Json = nlohmann::json;

// Where a section begins, and with that, where the one before it ends.
struct Offset {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

const Json* member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

Error wrong(const char* name) { return Error{"`" + std::string(name) + "` is missing or wrong"}; }

Status check_version(const Json& map) {
  if (!map.is_object()) return Error{"it is no object"};
  const Json* version = member(map, "version");
  if (version == nullptr || (*version != 3 && *version != "3")) return Error{"its version is not 3"};
  return kOk;
}

// A scheme (`webpack://…`) or an absolute path needs nothing in front of it.
bool stands_alone(std::string_view source) { return source.starts_with("/") || source.find("://") != source.npos; }

Result<std::vector<std::string>> strings_of(const Json& map, const char* name) {
  const Json* list = member(map, name);
  std::vector<std::string> strings;
  if (list == nullptr) return strings;
  if (!list->is_array()) return wrong(name);
  strings.reserve(list->size());
  for (const Json& item : *list) {
    if (!item.is_string() && !item.is_null()) return wrong(name);
    strings.push_back(item.is_null() ? std::string() : item.get<std::string>());
  }
  return strings;
}

std::string root_of(const Json& map) {
  const Json* root = member(map, "sourceRoot");
  std::string text = root == nullptr || !root->is_string() ? std::string() : root->get<std::string>();
  if (!text.empty() && !text.ends_with('/')) text += '/';
  return text;
}

void read_contents(const Json& map, SourceMapTables& tables) {
  tables.contents.resize(tables.sources.size());
  const Json* list = member(map, "sourcesContent");
  if (list == nullptr || !list->is_array()) return;
  for (std::size_t i = 0; i < std::min(list->size(), tables.contents.size()); ++i) {
    if ((*list)[i].is_string()) tables.contents[i] = (*list)[i].get<std::string>();
  }
}

void read_ignore_list(const Json& map, SourceMapTables& tables) {
  const Json* list = member(map, "ignoreList");
  if (list == nullptr) list = member(map, "x_google_ignoreList");
  if (list == nullptr || !list->is_array()) return;
  for (const Json& item : *list) {
    if (item.is_number_unsigned() && item.get<std::size_t>() < tables.sources.size()) {
      tables.ignore_list.push_back(item.get<std::uint32_t>());
    }
  }
  std::sort(tables.ignore_list.begin(), tables.ignore_list.end());
}

Result<SourceMapTables> tables_of(const Json& map) {
  auto sources = strings_of(map, "sources");
  if (!sources) return sources.error();
  auto names = strings_of(map, "names");
  if (!names) return names.error();
  SourceMapTables tables;
  if (const Json* file = member(map, "file"); file != nullptr && file->is_string()) tables.file = *file;
  tables.sources = std::move(sources).value();
  tables.names = std::move(names).value();
  const std::string root = root_of(map);
  for (std::string& source : tables.sources) {
    if (!source.empty() && !stands_alone(source)) source.insert(0, root);
  }
  read_contents(map, tables);
  read_ignore_list(map, tables);
  return tables;
}

Result<DecodedSourceMap> plain_map_of(const Json& map) {
  if (Status status = check_version(map); !status) return status.error();
  const Json* mappings = member(map, "mappings");
  if (mappings == nullptr || !mappings->is_string()) return wrong("mappings");
  auto tables = tables_of(map);
  if (!tables) return tables.error();
  const auto& text = mappings->get_ref<const std::string&>();
  auto segments = decode_mappings(text, tables.value().sources.size(), tables.value().names.size());
  if (!segments) return segments.error();
  return DecodedSourceMap{std::move(tables).value(), std::move(segments).value()};
}

std::optional<std::uint32_t> small_number(const Json& object, const char* name) {
  const Json* number = member(object, name);
  if (number == nullptr || !number->is_number_unsigned() || number->get<std::uint64_t>() >= kNoIndex) {
    return std::nullopt;
  }
  return number->get<std::uint32_t>();
}

std::optional<Offset> offset_of(const Json& section) {
  const Json* offset = section.is_object() ? member(section, "offset") : nullptr;
  if (offset == nullptr || !offset->is_object()) return std::nullopt;
  const auto line = small_number(*offset, "line");
  const auto column = small_number(*offset, "column");
  if (!line || !column) return std::nullopt;
  return Offset{*line, *column};
}

std::uint32_t shifted(std::uint32_t index, std::size_t by) {
  return index == kNoIndex ? kNoIndex : index + static_cast<std::uint32_t>(by);
}

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

// Joins `section`, which begins at `offset`, to `whole`, whose segments behind that place end there.
void append_section(DecodedSourceMap& whole, DecodedSourceMap section, Offset offset) {
  const auto is_behind = [&](const Segment& segment) {
    return std::tie(segment.line, segment.column) >= std::tie(offset.line, offset.column);
  };
  while (!whole.segments.empty() && is_behind(whole.segments.back())) whole.segments.pop_back();
  const std::size_t sources = whole.tables.sources.size();
  const std::size_t names = whole.tables.names.size();
  for (Segment segment : section.segments) {
    if (segment.line == 0) segment.column += offset.column;
    segment.line += offset.line;
    segment.source = shifted(segment.source, sources);
    segment.name = shifted(segment.name, names);
    whole.segments.push_back(segment);
  }
  for (const std::uint32_t index : section.tables.ignore_list) {
    whole.tables.ignore_list.push_back(shifted(index, sources));
  }
  append(whole.tables.sources, section.tables.sources);
  append(whole.tables.contents, section.tables.contents);
  append(whole.tables.names, section.tables.names);
}

Result<DecodedSourceMap> index_map_of(const Json& map, const Json& sections) {
  if (!sections.is_array()) return wrong("sections");
  DecodedSourceMap whole;
  if (const Json* file = member(map, "file"); file != nullptr && file->is_string()) whole.tables.file = *file;
  Offset last;
  for (const Json& section : sections) {
    const auto offset = offset_of(section);
    if (!offset || std::tie(offset->line, offset->column) < std::tie(last.line, last.column)) return wrong("offset");
    last = *offset;
    const Json* part = member(section, "map");
    if (part == nullptr) return Error{"a section has no `map`"};
    if (part->is_object() && part->contains("sections")) return Error{"a section has `sections` of its own"};
    auto decoded = plain_map_of(*part);
    if (!decoded) return Error{"in a section: " + decoded.error().message};
    append_section(whole, std::move(decoded).value(), *offset);
  }
  return whole;
}

// What is served against script inclusion begins with `)]}'`, up to the end of that line.
std::string_view without_guard(std::string_view json) {
  if (!json.starts_with(")]}'")) return json;
  const std::size_t end = json.find('\n');
  return end == std::string_view::npos ? std::string_view() : json.substr(end + 1);
}

std::string quoted(const std::string& text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string quoted(const std::optional<std::string>& text) { return text ? quoted(*text) : "null"; }

template <class T>
void append_list(const char* name, const std::vector<T>& items, std::string& out) {
  out += ",\"" + std::string(name) + "\":[";
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ',';
    if constexpr (std::is_same_v<T, std::uint32_t>) {
      out += std::to_string(items[i]);
    } else {
      out += quoted(items[i]);
    }
  }
  out += ']';
}

}  // namespace

Result<DecodedSourceMap> parse_source_map(std::string_view json) {
  const Json map = Json::parse(without_guard(json), nullptr, false);
  if (map.is_discarded()) return Error{"it is not JSON"};
  if (Status status = check_version(map); !status) return status.error();
  const Json* sections = member(map, "sections");
  return sections == nullptr ? plain_map_of(map) : index_map_of(map, *sections);
}

std::string source_map_json(const SourceMap& map) {
  const SourceMapTables& tables = map.tables;
  std::string out = "{\"version\":3";
  if (!tables.file.empty()) out += ",\"file\":" + quoted(tables.file);
  append_list("sources", tables.sources, out);
  append_list("sourcesContent", tables.contents, out);
  append_list("names", tables.names, out);
  out += ",\"mappings\":\"" + map.mappings + '"';
  if (!tables.ignore_list.empty()) append_list("ignoreList", tables.ignore_list, out);
  return out + '}';
}

}  // namespace heaplift
