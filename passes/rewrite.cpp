#include "passes/rewrite.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "grammar/parse.h"
#include "passes/lowering.h"
#include "src/analysis/functions.h"
#include "src/analysis/growth.h"
#include "src/analysis/regions.h"
#include "src/analysis/signed_indices.h"
#include "src/analysis/syntax_report.h"

namespace heaplift {
namespace {

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

Regions regions_of(const Node& root, const Source& source, const RewriteOptions& options, const Scopes& scopes,
                   const Views& views, const Accesses& accesses) {
  const Tracer tracer(scopes, source.text(), options.views.memory);
  const Functions functions = find_functions(root, source.text(), scopes, tracer);
  const GrowthPoints growth =
      find_growth(functions, scopes, views, tracer, {.may_grow = {}, .cannot_grow = {}, .trust_string_methods = true});
  return find_regions(root, source.text(), scopes, views, functions, growth, accesses);
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
  condemn_syntax_errors(source, root, views, result.diagnostics);
  append(result.diagnostics, views.diagnostics);
  append(result.diagnostics, accesses.diagnostics);
  if (!accesses.accesses.empty()) report_evals(scopes, result.diagnostics);
  // WebAssembly takes addresses modulo 2^32, and so do the methods of a memory; typed arrays do not.
  const SignedOperands matter = pass.byte_addresses ? SignedOperands::ranges : SignedOperands::all;
  report_signed_indices(scopes, accesses, source.text(), matter, result.diagnostics);

  const std::string prefix = options.prefix.empty() ? free_prefix(source.text(), scopes.names) : options.prefix;
  EditBuffer edits(source.size());
  const bool optimize = options.optimize && pass.keeps_views;
  Regions regions = optimize ? regions_of(root, source, options, scopes, views, accesses) : Regions();
  const Analysis analysis{source, std::move(scopes), std::move(views), std::move(accesses), std::move(regions)};
  result.accesses = lower(analysis, pass, options, prefix, edits, result.diagnostics);
  const auto taken = static_cast<std::uint32_t>(source.text().find(prefix));
  if (result.accesses > 0 && options.runtime && taken < source.size()) {
    const auto end = static_cast<std::uint32_t>(taken + prefix.size());
    result.diagnostics.push_back(
        {Severity::error, {taken, end}, "names of the file begin with the prefix `" + prefix + "`"});
  }
  sort(result.diagnostics);
  if (result.failed()) return result;
  auto sorted = edits.sorted();
  if (!sorted) return sorted.error();
  result.edits = std::move(sorted).value();
  separate_tokens(source.text(), result.edits);
  return result;
}

Result<ViewReport> report_views(const Source& source, const ViewOptions& options) {
  auto tree = parse(source.text());
  if (!tree) return tree.error();
  const auto members = member_names(options);
  const Scopes scopes = analyse_scopes(tree.value().root(), source.text(), members);
  const Views found = find_views(scopes, source.text(), options);
  ViewReport report{{}, found.memories, found.definitions, {}, found.diagnostics};
  report.arrays = find_typed_arrays(tree.value().root(), source.text(), scopes, found, options);
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
