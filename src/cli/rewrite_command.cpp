// `heaplift rewrite`: all files are read and rewritten first, then all are written, so that an error in one leaves
// the others as they are.
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <optional>

#include "src/cli/commands.h"
#include "src/cli/file_search.h"
#include "src/cli/files.h"
#include "src/cli/inputs.h"
#include "src/cli/jobs.h"
#include "src/cli/messages.h"
#include "src/cli/output_paths.h"
#include "src/cli/rewrite_text.h"
#include "src/cli/source_maps.h"
#include "src/cli/workflow_command.h"
#include "src/edit/unified_diff.h"

namespace heaplift {
namespace {

struct FileResult {
  std::string name;
  RewrittenText rewritten;
  std::string patch;     // with --diff
  std::string map;       // with --source-map, unless it is inside of the text
  std::string map_path;  // where it goes
  [[nodiscard]] bool changed() const { return !rewritten.edits.empty(); }
};

// A request to stop waits until all files are written or none.
class SignalsHeld {
 public:
  SignalsHeld() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
  }
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
  ~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

// A file that is left as it is keeps its map as well; one that is written anew gets one even without a change.
bool gets_map(const RewriteCommand& command, const FileResult& result) {
  return command.source_map.kind != SourceMapChoice::Kind::none &&
         (result.changed() || command.destination.kind != Destination::Kind::in_place);
}

void add_map(const Source& source, const RewriteCommand& command, const std::string& output, MessageStyle style,
             FileResult& result) {
  if (gets_map(command, result)) {
    const MapPlaces places = map_places(command.source_map, result.name, output);
    MappedText mapped = map_text(source, result.rewritten.text, result.rewritten.edits, places);
    result.rewritten.text = std::move(mapped.text);
    result.rewritten.messages += render_all(source, mapped.diagnostics, style);
    result.map = std::move(mapped.map);
    result.map_path = places.map;
  } else if (result.changed()) {
    result.rewritten.messages += render_all(source, warn_of_stale_map(source), style);
  }
}

std::string count(std::size_t number, const std::string& one, const std::string& many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

// What --check has to say about a file that would change, at the first token of it that would be replaced.
std::string finding(const Source& source, const RewrittenText& rewritten) {
  const auto replaces = [](const Edit& edit) { return edit.range.size() > 0; };
  const auto first = std::ranges::find_if(rewritten.edits, replaces);
  const std::uint32_t offset = first == rewritten.edits.end() ? 0 : first->range.begin;
  const std::string message =
      "this file has not been rewritten by heaplift: " + count(rewritten.accesses, "access", "accesses") +
      " to memory views can go wrong";
  return workflow_command({Severity::error, source.name(), source.position(offset), std::nullopt, "heaplift", message});
}

// `output` as in output_paths.
FileResult work_on(const std::string& file, const std::string& output, const RewriteCommand& command,
                   MessageStyle style) {
  FileResult result;
  result.name = file == "-" ? command.stdin_name : file;
  const auto source = read_source(file, command.stdin_name, style);
  if (!source) {
    result.rewritten.failed = true;
    result.rewritten.messages = source.error().message;
    return result;
  }
  result.rewritten = rewrite_text(source.value(), command, style);
  if (result.rewritten.text == source.value().text()) result.rewritten.edits.clear();
  if (result.rewritten.failed) return result;
  if (command.diff) result.patch = unified_diff(result.name, source.value().text(), result.rewritten.edits);
  add_map(source.value(), command, output, style, result);
  const bool annotated = command.check && command.format == MessageFormat::github;
  if (annotated && result.changed()) result.rewritten.messages += finding(source.value(), result.rewritten);
  return result;
}

std::vector<FileResult> work_on_all(const RewriteCommand& command, const std::vector<std::string>& outputs,
                                    MessageStyle style) {
  std::vector<FileResult> results(command.files.size());
  for_each_index(results.size(), command.jobs,
                 [&](std::size_t i) { results[i] = work_on(command.files[i], outputs[i], command, style); });
  return results;
}

Status make_folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) return Error{"cannot create the folder '" + folder.string() + "': " + error.message()};
  return kOk;
}

bool is_written(const RewriteCommand& command, const FileResult& result) {
  switch (command.destination.kind) {
    case Destination::Kind::standard_output:
      return false;
    case Destination::Kind::file:
    case Destination::Kind::folder:
      return true;
    case Destination::Kind::in_place:
      return result.changed();
  }
  return false;
}

Status write_files(const RewriteCommand& command, const std::vector<std::string>& paths,
                   const std::vector<FileResult>& results) {
  const SignalsHeld held;
  FileReplacement replacement;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (is_written(command, results[i])) {
      if (command.destination.kind == Destination::Kind::folder) {
        if (Status status = make_folder_of(paths[i]); !status) return status;
      }
      if (Status status = replacement.add(paths[i], results[i].rewritten.text); !status) return status;
    }
    if (results[i].map_path.empty()) continue;
    if (Status status = replacement.add(results[i].map_path, results[i].map); !status) return status;
  }
  return replacement.commit();
}

// What goes to standard output.
std::string output_text(const RewriteCommand& command, const std::vector<FileResult>& results) {
  std::string text;
  for (const FileResult& result : results) {
    if (command.diff) {
      text += result.patch;
    } else if (command.check) {
      if (result.changed()) text += result.name + "\n";
    } else {
      text += result.rewritten.text;
    }
  }
  return text;
}

Status deliver(const RewriteCommand& command, const std::vector<std::string>& paths,
               const std::vector<FileResult>& results) {
  if (Status status = write_files(command, paths, results); !status) return status;
  if (command.destination.kind != Destination::Kind::standard_output) return kOk;
  return write_standard_output(output_text(command, results));
}

void print_stats(const RewriteCommand& command, const std::vector<FileResult>& results) {
  std::size_t accesses = 0;
  for (const FileResult& result : results) accesses += result.rewritten.accesses;
  const auto changed = static_cast<std::size_t>(std::ranges::count_if(results, &FileResult::changed));
  const std::string verb = command.check || command.diff ? " to rewrite" : " rewritten";
  write_standard_error("heaplift: " + count(results.size(), "file", "files") + ", " + std::to_string(changed) +
                       (command.check || command.diff ? " would change, " : " changed, ") +
                       count(accesses, "access", "accesses") + verb + "\n");
}

int fail(const Error& error, MessageStyle style) {
  write_standard_error(error_line("heaplift", error.message, style));
  return kFailed;
}

std::vector<std::string> names_of(const RewriteCommand& command) {
  std::vector<std::string> names = command.files;
  std::ranges::replace(names, "-", command.stdin_name);
  return names;
}

// A map must not take the place of a result or an input.
Status check_map_paths(const RewriteCommand& command, const std::vector<std::string>& outputs) {
  const auto names = names_of(command);
  std::vector<std::string> maps;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    maps.push_back(map_places(command.source_map, names[i], outputs[i]).map);
  }
  return check_maps_are_apart(maps, names, outputs);
}

// The command with files in the place of folders and patterns.
Result<RewriteCommand> with_files(const RewriteCommand& given) {
  auto files = find_files({given.files, given.search.ignore_patterns, given.search.respect_gitignore, true});
  if (!files) return files.error();
  RewriteCommand command = given;
  command.files = std::move(files).value();
  const bool to_output = command.destination.kind == Destination::Kind::standard_output;
  const bool to_file = command.destination.kind == Destination::Kind::file;
  if (command.files.size() > 1 && (to_file || (to_output && !command.check && !command.diff))) {
    return Error{"these are several files; add --in-place, --out-dir DIR, --check or --diff"};
  }
  return command;
}

}  // namespace

int run(const RewriteCommand& given) {
  const MessageStyle style = message_style(given.color, given.verbosity, given.format);
  const auto expanded = with_files(given);
  if (!expanded) return fail(expanded.error(), style);
  const RewriteCommand& command = expanded.value();
  const auto paths = output_paths(command.destination, names_of(command));
  if (!paths) return fail(paths.error(), style);
  if (const Status status = check_map_paths(command, paths.value()); !status) return fail(status.error(), style);
  const std::vector<FileResult> results = work_on_all(command, paths.value(), style);
  for (const FileResult& result : results) write_standard_error(result.rewritten.messages);
  if (std::ranges::any_of(results, [](const FileResult& result) { return result.rewritten.failed; })) return kFailed;
  if (const Status status = deliver(command, paths.value(), results); !status) return fail(status.error(), style);
  if (command.stats) print_stats(command, results);
  return command.check && std::ranges::any_of(results, &FileResult::changed) ? kWouldChange : kDone;
}

}  // namespace heaplift
