#include "src/analysis/syntax_report.h"

#include <algorithm>
#include <set>

#include "grammar/parse.h"

namespace heaplift {
namespace {

bool mentions_views(std::string_view text, const ViewOptions& options) {
  if (text.find("HEAP") != text.npos || text.find("\\u") != text.npos) return true;
  return std::any_of(options.names.begin(), options.names.end(),
                     [&](const auto& name) { return text.find(name.first) != text.npos; });
}

bool is_balanced(std::string_view text) {
  const auto count = [&](char bracket) { return std::count(text.begin(), text.end(), bracket); };
  return count('{') == count('}') && count('(') == count(')');
}

}  // namespace

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

void condemn_syntax_errors(const Source& source, const Node& root, const Views& views,
                           std::vector<Diagnostic>& diagnostics) {
  if (diagnostics.empty()) return;
  std::set<std::string_view> names;
  for (const ViewReference& view : views.references) names.insert(source.text(view.range));
  const auto names_view = [&](Range range) {
    const std::string_view text = source.text(range);
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return text.find(name) != text.npos; });
  };
  std::size_t at = 0;  // of the diagnostic that report_syntax_errors made of the error
  for (const SyntaxError& error : syntax_errors(root)) {
    while (diagnostics[at].range != error.range) ++at;
    if (views.any_in(error.enclosing) || names_view(error.range)) {
      diagnostics[at] = {Severity::error, error.range, error.message};
    }
    ++at;
  }
}

}  // namespace heaplift
