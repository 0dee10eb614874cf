#include "src/cli/messages.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "src/cli/workflow_command.h"

namespace heaplift {
namespace {

bool wants_color(int stream) {
  const auto value = [](const char* name) {
    const char* text = std::getenv(name);
    return std::string_view(text == nullptr ? "" : text);
  };
  return value("NO_COLOR").empty() && value("TERM") != "dumb" && isatty(stream) != 0;
}

bool passes_through(Severity severity, Verbosity verbosity) {
  switch (severity) {
    case Severity::error:
      return true;
    case Severity::warning:
      return verbosity != Verbosity::quiet;
    case Severity::note:
      return verbosity == Verbosity::verbose;
  }
  return true;
}

}  // namespace

MessageStyle message_style(ColorChoice choice, Verbosity verbosity, MessageFormat format) {
  const bool color = choice == ColorChoice::always || (choice == ColorChoice::automatic && wants_color(STDERR_FILENO));
  return {color, verbosity, format};
}

bool colors_standard_output(ColorChoice choice) {
  return choice == ColorChoice::always || (choice == ColorChoice::automatic && wants_color(STDOUT_FILENO));
}

std::string error_line(std::string_view about, std::string_view message, MessageStyle style) {
  if (style.format == MessageFormat::github) {
    const std::string_view file = about == "heaplift" ? "" : about;
    return workflow_command({Severity::error, file, std::nullopt, std::nullopt, "heaplift", message});
  }
  const std::string_view word = style.color ? "\x1b[1;31merror:\x1b[0m " : "error: ";
  return visible_text(about) + ": " + std::string(word) + std::string(message) + "\n";
}

std::string render_all(const Source& source, const std::vector<Diagnostic>& diagnostics, MessageStyle style) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!passes_through(diagnostic.severity, style.verbosity)) continue;
    text += style.format == MessageFormat::github
                ? workflow_command({diagnostic.severity, source.name(), source.position(diagnostic.range.begin),
                                    std::nullopt, "heaplift", diagnostic.message})
                : render(source, diagnostic, style.color);
  }
  return text;
}

bool any_error(const std::vector<Diagnostic>& diagnostics) {
  return std::ranges::any_of(diagnostics, [](const Diagnostic& found) { return found.severity == Severity::error; });
}

}  // namespace heaplift
