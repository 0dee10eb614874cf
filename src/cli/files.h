// Reading and writing files whole. Messages are in the words of the system: "cannot read 'x': No such file or
// directory".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/base/result.h"

namespace heaplift {

// Only files: no folders, pipes or devices, and nothing of 4 GiB or more.
[[nodiscard]] Result<std::string> read_file(const std::string& path);
[[nodiscard]] Result<std::string> read_standard_input();

// A reader that went away is no error: what it does not want is dropped.
[[nodiscard]] Status write_standard_output(std::string_view text);
// Whatever happens to it: there is no place left to complain.
void write_standard_error(std::string_view text);

// Makes sure that no opened file gets the number of a standard stream that the caller has closed.
void occupy_standard_streams();

// Several files that are replaced together. Each text is first written to a temporary file beside its target; once
// all are there, `commit` renames them. What was not committed is removed again.
class FileReplacement {
 public:
  FileReplacement() = default;
  FileReplacement(const FileReplacement&) = delete;
  FileReplacement& operator=(const FileReplacement&) = delete;
  ~FileReplacement();

  // A link is followed; the mode of an existing file is kept, and its owner when allowed. A file that may not be
  // written is refused. What exists and is no file (/dev/null) is written to by `commit`.
  [[nodiscard]] Status add(const std::string& path, std::string_view text);
  [[nodiscard]] Status commit();

 private:
  struct Pending {
    std::string target;
    std::string temporary;  // empty: write `text` straight to the target
    std::string text;
  };

  std::vector<Pending> pending_;
};

}  // namespace heaplift
