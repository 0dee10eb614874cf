#include "src/cli/inputs.h"

#include <unistd.h>

#include <utility>

#include "src/cli/files.h"

namespace heaplift {
namespace {

Result<std::string> read_input(const std::string& file) {
  if (file != "-") return read_file(file);
  if (isatty(STDIN_FILENO) != 0) write_standard_error("heaplift: reading standard input (end it with Ctrl-D)\n");
  return read_standard_input();
}

}  // namespace

Result<Source> read_source(const std::string& file, const std::string& stdin_name, MessageStyle style) {
  const std::string& name = file == "-" ? stdin_name : file;
  auto text = read_input(file);
  if (!text) return Error{error_line("heaplift", text.error().message, style)};
  auto source = Source::make(name, std::move(text).value());
  if (!source) return Error{error_line(name, source.error().message, style)};
  return source;
}

}  // namespace heaplift
