// Which files a command works on: names, folders and patterns of the command line become files.
#pragma once

#include <string>
#include <vector>

#include "src/base/result.h"

namespace heaplift {

struct FileSearch {
  std::vector<std::string> words;            // as on the command line
  std::vector<std::string> ignore_patterns;  // as lines of .gitignore, relative to the working folder
  bool respect_gitignore = true;
  bool keep_repeated = false;  // a file that is named twice is given twice
};

// The files, in the order of the words, and in a folder by name; each only once unless it is to be kept. A folder stands for the JavaScript
// files below it (.js, .mjs, .cjs, .jsx), a word with wildcards that names no file for what matches it. Both leave out
// node_modules, names that begin with a dot, links to folders, and what .gitignore files of the repository (and its
// .git/info/exclude) exclude. A file that is named is taken, unless an ignore pattern excludes it. `-` stays as it is.
// An Error when a word gives nothing.
[[nodiscard]] Result<std::vector<std::string>> find_files(const FileSearch& search);

}  // namespace heaplift
