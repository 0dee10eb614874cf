// Rewriting a file: the library's front door. Maps a source to edits and diagnostics; touches no disk.
#pragma once

#include <cstddef>
#include <vector>

#include "passes/pass.h"
#include "src/analysis/typed_arrays.h"
#include "src/base/diagnostics.h"
#include "src/base/result.h"
#include "src/base/source.h"
#include "src/edit/edit_buffer.h"

namespace heaplift {

struct Rewriting {
  std::vector<Edit> edits;              // ascending; empty when nothing is to change or when there are errors
  std::vector<Diagnostic> diagnostics;  // ascending
  std::size_t accesses = 0;             // how many were rewritten
  [[nodiscard]] bool failed() const;    // a diagnostic is an error: the file must stay as it is
};

// Rewrites `source` by one pass. An Error means that heaplift itself is at fault.
[[nodiscard]] Result<Rewriting> rewrite(const Source& source, const Pass& pass, const RewriteOptions& options);

// What `heaplift views` shows: the views of a file and its memories.
struct ViewReport {
  struct View {
    std::string name;  // as it is written at its first use
    ViewType type;
    ViewOrigin origin;
    std::string memory;
    Range first_use;
    std::size_t uses = 0;
  };
  std::vector<View> views;  // by first use
  std::vector<Memory> memories;
  std::vector<ViewDefinition> definitions;
  std::vector<TypedArrayUse> arrays;
  std::vector<Diagnostic> diagnostics;
};

[[nodiscard]] Result<ViewReport> report_views(const Source& source, const ViewOptions& options);

}  // namespace heaplift
