#include "passes/rewrite.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "grammar/parse.h"
#include "passes/lowering.h"

namespace heaplift {
namespace {

bool mentions_views(std::string_view text, const ViewOptions& options) {
  if (text.find("HEAP") != text.npos || text.find("\\u") != text.npos) return true;
  return std::ranges::any_of(options.names, [&](const auto& name) { return text.find(name.first) != text.npos; });
}

bool is_balanced(std::string_view text) {
  return std::ranges::count(text, '{') == std::ranges::count(text, '}') &&
         std::ranges::count(text, '(') == std::ranges::count(text, ')');
}

// Text that is no JavaScript is an error where it could hide a view or the declaration of one, else a warning.
void report_syntax_errors(const Source& source, const Node& root, const ViewOptions& options,
                          std::vector<Diagnostic>& diagnostics) {
  const bool matters = mentions_views(source.text(), options);
  for (const SyntaxError& error : syntax_errors(root)) {
    const bool fatal =
        matters && (mentions_views(source.text(error.enclosing), options) || !is_balanced(source.text(error.range)));
    diagnostics.push_back(
        {fatal ? Severity::error : Severity::warning, error.range, error.message + (fatal ? "" : "; left as it is")});
  }
}

void report_evals(const Scopes& scopes, std::vector<Diagnostic>& diagnostics) {
  for (const Range call : scopes.direct_evals) {
    diagnostics.push_back({Severity::warning, call, "code in this direct `eval` is not rewritten"});
  }
}

// Whether a name of the file, or a part of its text that looks like one, begins with `prefix`.
bool is_taken(std::string_view prefix, std::string_view text, const Names& names) {
  if (text.find(prefix) != text.npos) return true;
  for (NameId name = 0; name < names.size(); ++name) {
    if (names.text(name).starts_with(prefix)) return true;
  }
  return false;
}

std::string free_prefix(std::string_view text, const Names& names) {
  std::string prefix = "hl_";
  for (int i = 2; is_taken(prefix, text, names); ++i) prefix = "hl" + std::to_string(i) + "_";
  return prefix;
}

void sort(std::vector<Diagnostic>& diagnostics) {
  std::ranges::stable_sort(diagnostics, {}, [](const Diagnostic& diagnostic) { return diagnostic.range.begin; });
}

void append(std::vector<Diagnostic>& to, const std::vector<Diagnostic>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

bool Rewriting::failed() const {
  return std::ranges::any_of(diagnostics, [](const Diagnostic& d) { return d.severity == Severity::error; });
}

Result<Rewriting> rewrite(const Source& source, const Pass& pass, const RewriteOptions& options) {
  auto tree = parse(source.text());
  if (!tree) return tree.error();
  const Node root = tree.value().root();
  Rewriting result;
  report_syntax_errors(source, root, options.views, result.diagnostics);
  if (result.failed()) return result;

  const auto members = member_names(options.views);
  Scopes scopes = analyse_scopes(root, source.text(), members);
  Views views = find_views(scopes, source.text(), options.views);
  Accesses accesses = find_accesses(root, source.text(), scopes, views);
  append(result.diagnostics, views.diagnostics);
  append(result.diagnostics, accesses.diagnostics);
  if (!accesses.accesses.empty()) report_evals(scopes, result.diagnostics);

  const std::string prefix = options.prefix.empty() ? free_prefix(source.text(), scopes.names) : options.prefix;
  if (!options.prefix.empty() && options.runtime && !accesses.accesses.empty() &&
      source.text().find(prefix) != std::string_view::npos) {
    result.diagnostics.push_back({Severity::error,
                                  {static_cast<std::uint32_t>(source.text().find(prefix)),
                                   static_cast<std::uint32_t>(source.text().find(prefix) + prefix.size())},
                                  "names of the file begin with the prefix `" + prefix + "`"});
  }
  EditBuffer edits(source.size());
  const Analysis analysis{source, std::move(scopes), std::move(views), std::move(accesses)};
  result.accesses = lower(analysis, pass, options, prefix, edits, result.diagnostics);
  sort(result.diagnostics);
  if (result.failed()) return result;
  auto sorted = edits.sorted();
  if (!sorted) return sorted.error();
  result.edits = std::move(sorted).value();
  return result;
}

Result<ViewReport> report_views(const Source& source, const ViewOptions& options) {
  auto tree = parse(source.text());
  if (!tree) return tree.error();
  const auto members = member_names(options);
  const Scopes scopes = analyse_scopes(tree.value().root(), source.text(), members);
  const Views found = find_views(scopes, source.text(), options);
  ViewReport report{{}, found.memories, found.diagnostics};
  report_syntax_errors(source, tree.value().root(), options, report.diagnostics);
  sort(report.diagnostics);
  std::map<std::pair<std::string_view, MemoryId>, std::size_t> known;
  for (const ViewReference& reference : found.references) {
    const std::string_view name = source.text(reference.range);
    const auto [entry, fresh] = known.emplace(std::pair(name, reference.memory), report.views.size());
    if (fresh) {
      report.views.push_back({std::string(name), reference.type, reference.origin,
                              found.memories[reference.memory].expression, reference.range});
    }
    ++report.views[entry->second].uses;
  }
  return report;
}

}  // namespace heaplift
