// `heaplift rewrite`: all files are read and rewritten first, then all are written, so that an error in one leaves
// the others as they are.
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <optional>

#include "src/cli/commands.h"
#include "src/cli/files.h"
#include "src/cli/inputs.h"
#include "src/cli/jobs.h"
#include "src/cli/output_paths.h"
#include "src/cli/rewrite_text.h"
#include "src/edit/unified_diff.h"

namespace heaplift {
namespace {

struct FileResult {
  std::string name;
  RewrittenText rewritten;
  std::string patch;  // with --diff
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

FileResult work_on(const std::string& file, const RewriteCommand& command, MessageStyle style) {
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
  if (command.diff && !result.rewritten.failed) {
    result.patch = unified_diff(result.name, source.value().text(), result.rewritten.edits);
  }
  return result;
}

std::vector<FileResult> work_on_all(const RewriteCommand& command, MessageStyle style) {
  std::vector<FileResult> results(command.files.size());
  for_each_index(results.size(), command.jobs,
                 [&](std::size_t i) { results[i] = work_on(command.files[i], command, style); });
  return results;
}

Status make_folder_of(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) return Error{"cannot create the folder '" + folder.string() + "': " + error.message()};
  return kOk;
}

Status write_files(const RewriteCommand& command, const std::vector<std::string>& paths,
                   const std::vector<FileResult>& results) {
  const SignalsHeld held;
  FileReplacement replacement;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (command.destination.kind == Destination::Kind::in_place && !results[i].changed()) continue;
    if (command.destination.kind == Destination::Kind::folder) {
      if (Status status = make_folder_of(paths[i]); !status) return status;
    }
    if (Status status = replacement.add(paths[i], results[i].rewritten.text); !status) return status;
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
  const bool to_files = command.destination.kind != Destination::Kind::standard_output;
  if (to_files) return write_files(command, paths, results);
  return write_standard_output(output_text(command, results));
}

std::string count(std::size_t number, const std::string& one, const std::string& many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
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

}  // namespace

int run(const RewriteCommand& command) {
  const MessageStyle style = message_style(command.color, command.verbosity);
  const auto paths = output_paths(command.destination, names_of(command));
  if (!paths) return fail(paths.error(), style);
  const std::vector<FileResult> results = work_on_all(command, style);
  for (const FileResult& result : results) write_standard_error(result.rewritten.messages);
  if (std::ranges::any_of(results, [](const FileResult& result) { return result.rewritten.failed; })) return kFailed;
  if (const Status status = deliver(command, paths.value(), results); !status) return fail(status.error(), style);
  if (command.stats) print_stats(command, results);
  return command.check && std::ranges::any_of(results, &FileResult::changed) ? kWouldChange : kDone;
}

}  // namespace heaplift
