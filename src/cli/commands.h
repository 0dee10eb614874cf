// The commands. Each writes to the standard streams and returns the exit code.
#pragma once

#include <string>
#include <vector>

#include "src/cli/options.h"

namespace heaplift {

// Exit codes.
inline constexpr int kDone = 0;
inline constexpr int kWouldChange = 1;  // of --check
inline constexpr int kFindings = 1;     // of lint
inline constexpr int kFailed = 2;

[[nodiscard]] int run(const RewriteCommand& given);
[[nodiscard]] int run(const ViewsCommand& command);
[[nodiscard]] int run(const LintCommand& command);
[[nodiscard]] int run(const PassesCommand& command);
[[nodiscard]] int run(const RulesCommand& command);
[[nodiscard]] int run(const ExplainCommand& command);
[[nodiscard]] int run(const RuntimeCommand& command);
[[nodiscard]] int run(const HelpText& help);
[[nodiscard]] int run(const UsageError& error);

// The whole program: `arguments` without its name. Does not throw.
[[nodiscard]] int run_heaplift(const std::vector<std::string>& arguments) noexcept;

}  // namespace heaplift
