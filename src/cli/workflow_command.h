// Annotations for GitHub Actions: what --format github writes instead of messages for people.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "src/base/diagnostics.h"
#include "src/base/source.h"

namespace heaplift {

// What an annotation says, and of which place. Both places count from 1, columns in UTF-16 code units; `end` is behind
// the last character.
struct Annotation {
  Severity severity;      // notes are notices
  std::string_view file;  // may be empty
  std::optional<Position> begin;
  std::optional<Position> end;
  std::string_view title;
  std::string_view message;
};

// A line such as `::error file=app.js,line=3,col=8,title=heaplift::message`, ending with a newline. The runner reads
// it from either stream.
//
// Escaped as the runner decodes it: in the message %, CR and LF, in properties also colon and comma. See
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions and escapeData and escapeProperty
// in packages/core/src/command.ts of github.com/actions/toolkit.
[[nodiscard]] std::string workflow_command(const Annotation& annotation);

}  // namespace heaplift
