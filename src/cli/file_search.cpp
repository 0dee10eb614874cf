#include "src/cli/file_search.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "src/cli/files.h"
#include "src/cli/ignore_rules.h"

namespace heaplift {
namespace {

namespace fs = std::filesystem;

// The ignore files of a repository, read when a folder is first looked into.
class Repository {
 public:
  // Whether a path, absolute and normal, is excluded by an ignore file above it.
  bool excludes(const fs::path& path, bool is_folder) {
    for (fs::path folder = path.parent_path();; folder = folder.parent_path()) {
      const Entry& entry = entry_of(folder);
      const std::string below = path.lexically_relative(folder).generic_string();
      if (const auto found = entry.rules.excludes(below, is_folder)) return *found;
      if (entry.is_root) return entry.more.excludes(below, is_folder).value_or(false);
      if (folder == folder.root_path()) return false;
    }
  }

  // Whether a folder above the path is excluded, and so everything in it.
  bool excludes_parent(const fs::path& path) {
    std::vector<fs::path> folders;
    for (fs::path folder = path.parent_path(); folder != folder.root_path(); folder = folder.parent_path()) {
      if (entry_of(folder).is_root) {
        return std::ranges::any_of(folders, [&](const fs::path& inner) { return excludes(inner, true); });
      }
      folders.push_back(folder);
    }
    return false;
  }

 private:
  struct Entry {
    IgnoreRules rules;
    IgnoreRules more;  // .git/info/exclude
    bool is_root = false;
  };

  static IgnoreRules rules_in(const fs::path& file) {
    const auto text = fs::is_regular_file(file) ? read_file(file.string()) : Result<std::string>(std::string());
    return text ? IgnoreRules(text.value()) : IgnoreRules();
  }

  const Entry& entry_of(const fs::path& folder) {
    const auto [found, fresh] = entries_.try_emplace(folder.string());
    if (fresh) {
      found->second.rules = rules_in(folder / ".gitignore");
      found->second.is_root = fs::exists(folder / ".git");
      if (found->second.is_root) found->second.more = rules_in(folder / ".git/info/exclude");
    }
    return found->second;
  }

  std::map<std::string, Entry> entries_;
};

bool is_javascript(const fs::path& file) {
  constexpr std::array<std::string_view, 4> kExtensions = {".js", ".mjs", ".cjs", ".jsx"};
  return std::ranges::find(kExtensions, file.extension().string()) != kExtensions.end();
}

class Searcher {
 public:
  explicit Searcher(const FileSearch& search) : search_(search) {
    for (const std::string& pattern : search.ignore_patterns) ignored_.add(pattern);
  }

  Result<std::vector<std::string>> run() {
    for (const std::string& word : search_.words) {
      if (auto status = add_word(word); !status) return status.error();
    }
    return std::move(files_);
  }

 private:
  Status add_word(const std::string& word) {
    std::error_code error;
    const bool named = word == "-" || (!fs::is_directory(word, error) && !is_pattern(word));
    if (named) {
      if (word == "-" || !is_ignored(word, false)) add(word, search_.keep_repeated);
      return kOk;
    }
    if (!is_pattern(word)) return walk(word, nullptr, "no JavaScript files in the folder '" + word + "'");
    const Glob glob(word.starts_with("./") ? word.substr(2) : word);
    return walk(folder_of(word), &glob, "no file matches '" + word + "'");
  }

  // A word with wildcards that is no name itself.
  static bool is_pattern(const std::string& word) {
    std::error_code error;
    return has_wildcards(word) && !fs::exists(word, error);
  }

  // The folders in front of the first wildcard.
  static std::string folder_of(const std::string& word) {
    const std::size_t slash = word.rfind('/', word.find_first_of("*?["));
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : word.substr(0, slash);
  }

  void add(const std::string& file, bool again = false) {
    const bool fresh = seen_.insert(fs::path(file).lexically_normal().string()).second;
    if (fresh || again) files_.push_back(file);
  }

  // Whether --ignore-pattern excludes the path, or a folder above it.
  [[nodiscard]] bool is_ignored(const fs::path& path, bool is_folder) const {
    const fs::path below = path.lexically_normal();
    std::string part;
    for (auto name = below.begin(); name != below.end(); ++name) {
      part += (part.empty() || part == "/" ? "" : "/") + name->string();
      const bool last = std::next(name) == below.end();
      if (ignored_.excludes(part, is_folder || !last).value_or(false)) return true;
    }
    return false;
  }

  bool is_left_out(const fs::path& path, bool is_folder) {
    const std::string name = path.filename().string();
    if (name.starts_with('.') || (is_folder && name == "node_modules") || is_ignored(path, is_folder)) return true;
    return search_.respect_gitignore && repository_.excludes(absolute(path), is_folder);
  }

  static fs::path absolute(const fs::path& path) {
    std::error_code error;
    fs::path whole = fs::absolute(path, error).lexically_normal();
    if (!whole.has_filename()) whole = whole.parent_path();
    return whole;
  }

  // Everything below `folder`, in order of the names; with `glob` only what it matches. An Error when that is nothing.
  Status walk(const std::string& folder, const Glob* glob, const std::string& nothing) {
    bool found = false;
    if (search_.respect_gitignore && repository_.excludes_parent(absolute(fs::path(folder) / "x")))
      return Error{nothing};
    const fs::path start = folder == "." ? fs::path() : fs::path(folder);
    std::vector<fs::path> open;
    if (Status status = open_folder(start, open); !status) return status;
    while (!open.empty()) {
      const fs::path path = open.back();
      open.pop_back();
      std::error_code error;
      if (fs::is_directory(path, error) && !fs::is_symlink(path, error)) {
        if (is_left_out(path, true)) continue;
        if (Status status = open_folder(path, open); !status) return status;
      } else if (fs::is_regular_file(path, error) && !is_left_out(path, false)) {
        const bool wanted = glob == nullptr ? is_javascript(path) : glob->matches(name_of(path));
        if (wanted) add(name_of(path));
        found |= wanted;
      }
    }
    return found ? Status(kOk) : Status(Error{nothing});
  }

  static std::string name_of(const fs::path& path) {
    const std::string name = path.generic_string();
    return name.starts_with("./") ? name.substr(2) : name;
  }

  // Puts what is in a folder on the stack, last name first.
  static Status open_folder(const fs::path& folder, std::vector<fs::path>& open) {
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator entry(folder.empty() ? fs::path(".") : folder, error), end; !error && entry != end;
         entry.increment(error)) {
      entries.push_back(folder / entry->path().filename());
    }
    if (error) return Error{"cannot read the folder '" + folder.string() + "': " + error.message()};
    std::sort(entries.begin(), entries.end(), std::greater<>());
    open.insert(open.end(), entries.begin(), entries.end());
    return kOk;
  }

  const FileSearch& search_;
  IgnoreRules ignored_;
  Repository repository_;
  std::vector<std::string> files_;
  std::set<std::string> seen_;
};

}  // namespace

Result<std::vector<std::string>> find_files(const FileSearch& search) { return Searcher(search).run(); }

}  // namespace heaplift
