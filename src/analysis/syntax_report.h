// What to say about text that is not JavaScript: how bad it is depends on whether it could hide a view.
#pragma once

#include <vector>

#include "src/analysis/views.h"
#include "src/base/diagnostics.h"
#include "src/base/source.h"

namespace heaplift {

// Adds a diagnostic for each place below `root` that is not JavaScript: an error where it could hide a view or the
// declaration of one, else a warning.
void report_syntax_errors(const Source& source, const Node& root, const ViewOptions& options,
                          std::vector<Diagnostic>& diagnostics);

// The same for views that have other names: aliases, and those of minified glue. What was only a warning so far becomes
// an error where the construct around it holds such a view, or the text itself its name.
void condemn_syntax_errors(const Source& source, const Node& root, const Views& views,
                           std::vector<Diagnostic>& diagnostics);

}  // namespace heaplift
