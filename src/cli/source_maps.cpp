#include "src/cli/source_maps.h"

#include <filesystem>
#include <utility>

#include "src/cli/files.h"
#include "src/cli/source_map_comment.h"
#include "src/cli/source_map_url.h"
#include "src/edit/source_map_builder.h"

namespace heaplift {
namespace {

namespace fs = std::filesystem;

fs::path whole_path(const fs::path& path) {
  std::error_code error;
  fs::path whole = fs::absolute(path, error);
  return (error ? path : whole).lexically_normal();
}

// The folder of a file; of none, that in which heaplift runs.
fs::path folder_of(const fs::path& file) { return whole_path(file.empty() ? "-" : file).parent_path(); }

std::string path_from(const fs::path& folder, const fs::path& path) {
  const fs::path found = whole_path(path).lexically_relative(folder);
  return found.empty() ? path.string() : found.string();
}

// Standard input without a name is not a file.
bool is_file(const std::string& name) { return name != RewriteCommand().stdin_name; }

// Where relative sources begin: the folder of the map, which is that of the output when it is inside of it.
fs::path base_folder(const MapPlaces& places) { return folder_of(places.map.empty() ? places.output : places.map); }

// A source of the old map as the new one, in another folder, must call it.
std::string moved(const std::string& source, const fs::path& from, const fs::path& to) {
  if (source.empty() || source.starts_with('/') || has_scheme(source) || from == to) return source;
  return path_from(to, from / source);
}

struct InputMap {
  DecodedSourceMap map;
  fs::path folder;
};

Result<InputMap> read_input_map(const Source& source, std::string_view url) {
  const fs::path folder = folder_of(std::string(source.name()));
  InputMap input{{}, folder};
  Result<std::string> json = Error{};
  if (is_data_url(url)) {
    json = data_url_contents(url);
  } else {
    const auto path = path_of_url(url);
    if (!path) return path.error();
    const fs::path file = fs::path(source.name()).parent_path() / path.value();
    input.folder = folder_of(file);
    json = read_file(file.string());
  }
  if (!json) return json.error();
  auto map = parse_source_map(json.value());
  if (!map) return map.error();
  input.map = std::move(map).value();
  return input;
}

SourceMap map_to_source(const Source& source, const std::vector<Edit>& edits, const MapPlaces& places) {
  const std::string name =
      is_file(places.input) ? path_from(base_folder(places), places.input) : std::string(places.input);
  return map_edits(source.text(), edits, name);
}

SourceMap map_through(const Source& source, const std::vector<Edit>& edits, InputMap input, const MapPlaces& places) {
  for (std::string& name : input.map.tables.sources) name = moved(name, input.folder, base_folder(places));
  return map_edits_through(source.text(), edits, input.map);
}

SourceMap make_map(const Source& source, const std::vector<Edit>& edits, const MapPlaces& places,
                   std::vector<Diagnostic>& diagnostics) {
  const auto comment = find_source_map_comment(source.text());
  if (!comment) return map_to_source(source, edits, places);
  auto input = read_input_map(source, source.text(comment->url));
  if (input) return map_through(source, edits, std::move(input).value(), places);
  // A URL with all of a map in it would be a long line to underline.
  const Range place{comment->comment.begin, comment->url.begin};
  diagnostics.push_back({Severity::warning, place, unusable_map(input.error())});
  return map_to_source(source, edits, places);
}

std::string generated_file(const MapPlaces& places) {
  if (!places.output.empty()) return path_from(base_folder(places), places.output);
  return is_file(places.input) ? fs::path(places.input).filename().string() : std::string();
}

}  // namespace

MapPlaces map_places(const SourceMapChoice& choice, const std::string& input, const std::string& output) {
  switch (choice.kind) {
    case SourceMapChoice::Kind::none:
    case SourceMapChoice::Kind::inlined:
      return {input, output, ""};
    case SourceMapChoice::Kind::beside:
      return {input, output, output + ".map"};
    case SourceMapChoice::Kind::file:
      return {input, output, choice.path};
  }
  return {};
}

MappedText map_text(const Source& source, std::string_view text, const std::vector<Edit>& edits,
                    const MapPlaces& places) {
  MappedText result;
  SourceMap map = make_map(source, edits, places, result.diagnostics);
  map.tables.file = generated_file(places);
  std::string json = source_map_json(map);
  if (places.map.empty()) {
    result.text = with_source_map_comment(text, data_url(json));
    return result;
  }
  result.text = with_source_map_comment(text, url_of_path(path_from(folder_of(places.output), places.map)));
  result.map = std::move(json) + "\n";
  return result;
}

std::string unusable_map(const Error& error) {
  return "this source map cannot be used, so that the new one leads to this file only: " + error.message;
}

std::vector<Diagnostic> warn_of_stale_map(const Source& source) {
  const auto comment = find_source_map_comment(source.text());
  if (!comment) return {};
  return {{Severity::warning,
           {comment->comment.begin, comment->url.begin},
           "this source map does not fit the rewritten file; --source-map makes one that does"}};
}

}  // namespace heaplift
