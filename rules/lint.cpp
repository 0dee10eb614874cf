#include "rules/lint.h"

#include <algorithm>
#include <tuple>

#include "grammar/parse.h"
#include "rules/suppressions.h"
#include "rules/view_uses.h"
#include "src/analysis/syntax_report.h"

namespace heaplift {
namespace {

void sort(std::vector<Finding>& findings) {
  const auto key = [](const Finding& finding) {
    return std::tuple(finding.range.begin, finding.range.end, finding.rule - rules().data(),
                      std::string_view(finding.message));
  };
  std::sort(findings.begin(), findings.end(), [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
}

std::vector<Finding> run_rules(const LintContext& context, const RuleLevels& levels) {
  Findings findings;
  for (std::size_t i = 0; i < rules().size(); ++i) {
    const Rule& rule = rules()[i];
    if (!levels[i] || rule.run == nullptr) continue;
    findings.begin(rule, *levels[i]);
    rule.run(context, findings);
  }
  return findings.take();
}

}  // namespace

RuleLevels default_levels() {
  RuleLevels levels;
  for (const Rule& rule : rules()) {
    levels.push_back(rule.on_by_default ? std::optional(rule.severity) : std::nullopt);
  }
  return levels;
}

bool LintResult::failed() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

Result<LintResult> lint(const Source& source, const LintOptions& options) {
  auto tree = parse(source.text());
  if (!tree) return tree.error();
  const Node root = tree.value().root();
  ViewOptions view_options = options.views;
  view_options.any_object = true;
  LintResult result;
  report_syntax_errors(source, root, view_options, result.diagnostics);
  if (result.failed()) return result;

  const auto members = member_names(view_options);
  const Scopes scopes = analyse_scopes(root, source.text(), members);
  const Views views = find_views(scopes, source.text(), view_options);
  condemn_syntax_errors(source, root, views, result.diagnostics);
  if (result.failed()) return result;
  const Accesses accesses = find_accesses(root, source.text(), scopes, views);
  const Tracer tracer(scopes, source.text(), view_options.memory);
  const SyntaxIndex syntax = index_syntax(root, source.text());
  const Functions functions = find_functions(root, source.text(), scopes, tracer);
  const GrowthPoints growth = find_growth(functions, scopes, views, tracer, options.growth);
  ViewUses view_uses;
  const LintContext context{
      source, root, scopes, views, accesses, tracer, syntax, functions, growth, view_uses, options.memory_is_shared};
  view_uses = find_view_uses(context);
  const auto found = run_rules(context, options.levels);
  Suppressions suppressions(source, syntax.directives);
  for (const Finding& finding : found) {
    if (suppressions.suppress(finding)) {
      ++result.suppressed;
    } else {
      result.findings.push_back(finding);
    }
  }
  suppressions.report_unused(options.levels, result.findings);
  sort(result.findings);
  return result;
}

}  // namespace heaplift
