// Rewriting one text by several passes, with all that there is to say about it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "src/base/source.h"
#include "src/cli/messages.h"
#include "src/cli/options.h"
#include "src/edit/edit_buffer.h"

namespace heaplift {

struct RewrittenText {
  std::string text;
  std::vector<Edit> edits;  // from the source to `text`
  std::string messages;     // for standard error
  std::size_t accesses = 0;
  bool failed = false;  // the other members but `messages` mean nothing
};

// Applies the passes of `command` one after the other; with `verify` checks the result, too.
[[nodiscard]] RewrittenText rewrite_text(const Source& source, const RewriteCommand& command, MessageStyle style);

}  // namespace heaplift
