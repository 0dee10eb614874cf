// What the user asked for: command-line arguments turned into a value, without any other effect.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "passes/pass.h"

namespace heaplift {

enum class ColorChoice { automatic, always, never };
enum class Verbosity { quiet, normal, verbose };

// Where the results of `rewrite` go.
struct Destination {
  enum class Kind { standard_output, file, folder, in_place };
  Kind kind = Kind::standard_output;
  std::string path;  // of the file or folder
};

struct RewriteCommand {
  std::vector<std::string> files;   // at least one; `-` is standard input, at most once
  std::vector<const Pass*> passes;  // at least one; applied one after the other
  RewriteOptions options;
  Destination destination;
  std::string stdin_name = "<stdin>";
  bool check = false;
  bool diff = false;
  bool verify = false;
  bool stats = false;
  unsigned jobs = 0;  // files at once; 0: one for each processor
  ColorChoice color = ColorChoice::automatic;
  Verbosity verbosity = Verbosity::normal;
};

struct ViewsCommand {
  std::vector<std::string> files;  // as above
  ViewOptions options;
  std::string stdin_name = "<stdin>";
  bool json = false;
  ColorChoice color = ColorChoice::automatic;
  Verbosity verbosity = Verbosity::normal;
};

struct PassesCommand {};

struct ExplainCommand {
  const Pass* pass;
};

struct RuntimeCommand {
  const Pass* pass;
  RuntimeSite site;
};

// The user asked for help or the version.
struct HelpText {
  std::string text;
};

// The arguments make no sense; the message may be followed by lines that help.
struct UsageError {
  std::string message;
};

using Command =
    std::variant<RewriteCommand, ViewsCommand, PassesCommand, ExplainCommand, RuntimeCommand, HelpText, UsageError>;

// `arguments` without the name of the program.
[[nodiscard]] Command parse_arguments(const std::vector<std::string>& arguments);

}  // namespace heaplift
