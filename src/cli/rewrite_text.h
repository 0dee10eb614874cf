// Rewriting one text by several passes, with all that there is to say about it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "src/base/diagnostics.h"
#include "src/base/source.h"
#include "src/cli/messages.h"
#include "src/cli/options.h"
#include "src/edit/edit_buffer.h"

namespace heaplift {

// A diagnostic with its place in lines and columns; without a place, it is about the whole text.
struct PlacedDiagnostic {
  Severity severity = Severity::error;
  std::string message;
  std::optional<Position> begin;
  std::optional<Position> end;
};

[[nodiscard]] PlacedDiagnostic placed(const Source& source, const Diagnostic& diagnostic);

struct RewrittenText {
  std::string text;
  std::vector<Edit> edits;                 // from the source to `text`
  std::string messages;                    // for standard error
  std::vector<PlacedDiagnostic> findings;  // the same for programs, and all of them
  std::size_t accesses = 0;
  bool failed = false;  // the other members but `messages` and `findings` mean nothing
};

// Applies the passes of `command` one after the other; with `verify` checks the result, too.
[[nodiscard]] RewrittenText rewrite_text(const Source& source, const RewriteCommand& command, MessageStyle style);

}  // namespace heaplift
