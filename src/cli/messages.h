// What goes to standard error, and in which colours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/base/diagnostics.h"
#include "src/cli/options.h"

namespace heaplift {

// How messages look: decided once, from the flags and the environment.
struct MessageStyle {
  bool color = false;
  Verbosity verbosity = Verbosity::normal;
  MessageFormat format = MessageFormat::text;
};

// NO_COLOR, TERM=dumb and a standard error that is no terminal mean no colours, unless they are asked for.
[[nodiscard]] MessageStyle message_style(ColorChoice choice, Verbosity verbosity,
                                         MessageFormat format = MessageFormat::text);

// The same for a report on standard output.
[[nodiscard]] bool colors_standard_output(ColorChoice choice);

// "heaplift: error: MESSAGE" or, about a file, "FILE: error: MESSAGE"; ends with a newline. With --format github an
// annotation.
[[nodiscard]] std::string error_line(std::string_view about, std::string_view message, MessageStyle style);

// The diagnostics that the style lets through.
[[nodiscard]] std::string render_all(const Source& source, const std::vector<Diagnostic>& diagnostics,
                                     MessageStyle style);

// Whether any of them is an error.
[[nodiscard]] bool any_error(const std::vector<Diagnostic>& diagnostics);

}  // namespace heaplift
