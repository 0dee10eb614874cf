#include "src/cli/rewrite_text.h"

#include <set>

#include "grammar/parse.h"
#include "passes/rewrite.h"
#include "src/cli/compose_edits.h"

namespace heaplift {
namespace {

void fail(const Source& source, const std::string& message, MessageStyle style, RewrittenText& result) {
  const std::string text = "internal error: " + message;
  result.failed = true;
  result.messages += error_line(source.name(), text, style);
  result.findings.push_back({Severity::error, text, {}, {}});
}

// A later pass finds again what an earlier one has warned of; only what is new is kept.
std::vector<Diagnostic> unseen(const std::vector<Diagnostic>& diagnostics, const std::set<std::string>& seen) {
  std::vector<Diagnostic> fresh;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == Severity::error || !seen.contains(diagnostic.message)) fresh.push_back(diagnostic);
  }
  return fresh;
}

// Applies one pass to `source`, the result so far.
void apply_pass(const Source& source, const Pass& pass, const RewriteOptions& options, MessageStyle style,
                std::set<std::string>& seen, RewrittenText& result) {
  auto rewriting = rewrite(source, pass, options);
  if (!rewriting) {
    fail(source, rewriting.error().message, style, result);
    return;
  }
  const Rewriting& done = rewriting.value();
  const auto fresh = unseen(done.diagnostics, seen);
  result.messages += render_all(source, fresh, style);
  for (const Diagnostic& diagnostic : fresh) result.findings.push_back(placed(source, diagnostic));
  for (const Diagnostic& diagnostic : done.diagnostics) seen.insert(diagnostic.message);
  result.failed = done.failed();
  if (result.failed || done.edits.empty()) return;
  result.text = apply_edits(source.text(), done.edits);
  result.edits = result.edits.empty() ? done.edits : compose_edits(result.edits, done.edits, result.text);
  result.accesses += done.accesses;
}

void apply_passes(const Source& source, const RewriteCommand& command, MessageStyle style, RewrittenText& result) {
  std::set<std::string> seen;
  result.text = source.text();
  for (const Pass* pass : command.passes) {
    if (result.text == source.text()) {
      apply_pass(source, *pass, command.options, style, seen, result);
    } else if (auto between = Source::make(std::string(source.name()), result.text)) {
      apply_pass(between.value(), *pass, command.options, style, seen, result);
    } else {
      fail(source, between.error().message, style, result);
    }
    if (result.failed) return;
  }
}

Result<std::size_t> count_syntax_errors(std::string_view text) {
  const auto tree = parse(text);
  if (!tree) return tree.error();
  return syntax_errors(tree.value().root()).size();
}

Status verify(const Source& source, const RewriteCommand& command, const RewrittenText& result) {
  const auto before = count_syntax_errors(source.text());
  const auto after = count_syntax_errors(result.text);
  if (!before) return before.error();
  if (!after) return after.error();
  if (after.value() > before.value()) return Error{"the result is not JavaScript"};
  auto again_source = Source::make(std::string(source.name()), result.text);
  if (!again_source) return again_source.error();
  RewrittenText again;
  apply_passes(again_source.value(), command, {}, again);
  if (again.failed) return Error{"the result cannot be rewritten again:\n" + again.messages};
  if (again.text != result.text) return Error{"a second run changes the result"};
  return kOk;
}

}  // namespace

PlacedDiagnostic placed(const Source& source, const Diagnostic& diagnostic) {
  return {diagnostic.severity, diagnostic.message, source.position(diagnostic.range.begin),
          source.position(diagnostic.range.end)};
}

RewrittenText rewrite_text(const Source& source, const RewriteCommand& command, MessageStyle style) {
  RewrittenText result;
  apply_passes(source, command, style, result);
  if (result.failed || !command.verify) return result;
  if (const Status status = verify(source, command, result); !status) {
    fail(source, "--verify: " + status.error().message, style, result);
  }
  return result;
}

}  // namespace heaplift
