#include "src/cli/commands.h"

#include <csignal>
#include <exception>
#include <new>

#include "src/cli/files.h"
#include "src/cli/messages.h"

namespace heaplift {
namespace {

int fail(std::string_view message) {
  write_standard_error(error_line("heaplift", message, message_style(ColorChoice::automatic, Verbosity::normal)));
  return kFailed;
}

int print(std::string_view text) {
  const Status status = write_standard_output(text);
  return status ? kDone : fail(status.error().message);
}

// Passes or rules, one a line.
template <class Things>
std::string list_of(const Things& things) {
  std::size_t width = 0;
  for (const auto& thing : things) width = std::max(width, thing.name.size());
  std::string text;
  for (const auto& thing : things) {
    const std::string blanks(width + 2 - thing.name.size(), ' ');
    text += std::string(thing.name) + blanks + std::string(thing.summary) + "\n";
  }
  return text;
}

}  // namespace

int run(const PassesCommand& /*command*/) { return print(list_of(passes())); }

int run(const RulesCommand& /*command*/) { return print(list_of(rules())); }

int run(const RuntimeCommand& command) { return print(command.pass->runtime(RuntimeUse::all(), command.site)); }

int run(const HelpText& help) { return print(help.text); }

int run(const UsageError& error) { return fail(error.message); }

int run_heaplift(const std::vector<std::string>& arguments) noexcept {
  try {
    occupy_standard_streams();
    std::signal(SIGPIPE, SIG_IGN);
    return std::visit([](const auto& command) { return run(command); }, parse_arguments(arguments));
  } catch (const std::bad_alloc&) {
    write_standard_error("heaplift: error: out of memory\n");
  } catch (const std::exception& error) {
    write_standard_error(std::string("heaplift: internal error: ") + error.what() + "\n");
  }
  return kFailed;
}

}  // namespace heaplift
