// What a rewrite adds to a file beside the accesses themselves: the runtime of each memory, temporaries, and the hook
// that tells the runtime when the memory is replaced.
//
// The runtime goes to the beginning of the scope that holds the memory's binding, before any statement runs: views
// may be used before the memory is made, and before the line that declares it.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "passes/pass.h"
#include "src/analysis/accesses.h"
#include "src/base/diagnostics.h"
#include "src/edit/edit_buffer.h"

namespace heaplift {

struct Analysis;

class Installation {
 public:
  Installation(const Analysis& analysis, const Pass& pass, const RewriteOptions& options, std::string_view prefix,
               std::vector<Diagnostic>& diagnostics);

  // Whether a use of `view` can be rewritten where it stands; reports why not.
  bool admit(const ViewReference& view);
  // Notes that a helper will be called.
  void use(const ViewReference& view, Helper helper);
  // Notes that the runtime's own views will be checked, as a whole or for a span; gives the name of the function that
  // does it.
  std::string use_sync(MemoryId memory, bool span);
  // What the names of the helpers for the memory of `view` begin with.
  [[nodiscard]] std::string_view prefix(const ViewReference& view) const { return sites_[view.memory].prefix; }
  // An expression for the memory of `view`, at its place.
  [[nodiscard]] std::string_view memory_expression(const ViewReference& view);

  // The name of a temporary variable of `owner`, which must not be OwnerKind::none.
  std::string temporary(std::uint32_t owner, const std::string& name);

  // Declares the temporaries. To be called before the accesses are edited, so that what is put around the body of an
  // arrow function is outside of what is put around the accesses.
  void declare_temporaries(EditBuffer& edits) const;
  // Puts in the runtimes and hooks.
  void install(EditBuffer& edits);

 private:
  // Where the runtime of a memory goes.
  struct Site {
    std::string prefix;
    ScopeId scope = kNone;           // kNone: there is no place for statements in the memory's scope
    std::vector<BindingId> shadows;  // bindings that hide the memory's name in parts of the scope
    std::string accessor;            // a call that gives the memory where its name is hidden
    bool accessor_used = false;
    RuntimeUse use;
  };

  [[nodiscard]] Site site_of(MemoryId id) const;
  [[nodiscard]] bool is_hidden(const Site& site, ScopeId scope) const;
  void add_hooks(MemoryId id, EditBuffer& edits);
  [[nodiscard]] std::string runtime_text(MemoryId id) const;

  const Analysis& analysis_;
  const Pass& pass_;
  const RewriteOptions& options_;
  std::string_view prefix_;
  std::vector<Diagnostic>& diagnostics_;
  std::vector<Site> sites_;  // by memory
  std::set<std::pair<std::uint32_t, std::string>> temporaries_;
};

// `text` as lines of the file: behind what stands before `offset`, indented as what follows is.
[[nodiscard]] std::string as_lines_at(std::string_view file, std::uint32_t offset, std::string_view text);

}  // namespace heaplift
