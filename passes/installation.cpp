#include "passes/installation.h"

#include <algorithm>

#include "passes/lowering.h"

namespace heaplift {
namespace {

// The scope that begins with statements and holds what `scope` declares; kNone where there is none.
ScopeId statement_scope(const Scopes& scopes, std::string_view text, ScopeId id) {
  const Scope& scope = scopes.scopes[id];
  switch (scope.kind) {
    case ScopeKind::program:
    case ScopeKind::body:
      return id;
    case ScopeKind::block:
      return text[scope.range.begin] == '{' ? id : kNone;
    case ScopeKind::function:
      for (ScopeId inner = id + 1; inner < scopes.scopes.size() && scopes.inside(inner, id); ++inner) {
        if (scopes.scopes[inner].kind == ScopeKind::body && scopes.scopes[inner].parent == id) return inner;
      }
      return kNone;
    default:
      return kNone;
  }
}

}  // namespace

Installation::Installation(const Analysis& analysis, const Pass& pass, const RewriteOptions& options,
                           std::string_view prefix, std::vector<Diagnostic>& diagnostics)
    : analysis_(analysis), pass_(pass), options_(options), prefix_(prefix), diagnostics_(diagnostics) {
  for (MemoryId id = 0; id < analysis.views.memories.size(); ++id) sites_.push_back(site_of(id));
}

Installation::Site Installation::site_of(MemoryId id) const {
  const Memory& memory = analysis_.views.memories[id];
  const Scopes& scopes = analysis_.scopes;
  Site site;
  site.prefix = prefix_;
  if (id > 0) {
    if (site.prefix.ends_with('_')) site.prefix.pop_back();
    site.prefix += "_m" + std::to_string(id + 1) + "_";
  }
  site.accessor = site.prefix + "get_memory()";
  site.scope = statement_scope(scopes, analysis_.source.text(), memory.scope);
  const std::string_view name = std::string_view(memory.expression).substr(0, memory.expression.find_first_of(".["));
  for (BindingId other = 0; other < scopes.bindings.size(); ++other) {
    const Binding& binding = scopes.bindings[other];
    if (other == memory.binding || scopes.names.text(binding.name) != name) continue;
    if (binding.scope != memory.scope && scopes.inside(binding.scope, memory.scope)) site.shadows.push_back(other);
  }
  return site;
}

bool Installation::is_hidden(const Site& site, ScopeId scope) const {
  return std::ranges::any_of(
      site.shadows, [&](BindingId id) { return analysis_.scopes.inside(scope, analysis_.scopes.bindings[id].scope); });
}

bool Installation::admit(const ViewReference& view) {
  const Scopes& scopes = analysis_.scopes;
  const Site& site = sites_[view.memory];
  const auto fail = [&](std::string message) {
    diagnostics_.push_back({Severity::error, view.range, std::move(message)});
    return false;
  };
  const std::string& memory = analysis_.views.memories[view.memory].expression;
  if (site.scope == kNone) return fail("cannot rewrite: `" + memory + "` is declared where no statement can follow");
  if (!scopes.inside(scopes.references[view.reference].scope, site.scope)) {
    return fail("cannot rewrite: the memory `" + memory + "` is not in scope here");
  }
  const auto after = std::ranges::upper_bound(scopes.with_bodies, view.range.begin, {}, &Range::begin);
  if (after != scopes.with_bodies.begin() && std::prev(after)->contains(view.range)) {
    return fail("cannot rewrite: inside of `with`, this name may be a property of the object");
  }
  return true;
}

void Installation::use(const ViewReference& view, Helper helper) { sites_[view.memory].use.add(helper, view.type); }

std::string Installation::use_sync(MemoryId memory, bool span) {
  sites_[memory].use.sync = true;
  sites_[memory].use.span |= span;
  return sites_[memory].prefix + (span ? "span" : "sync");
}

std::string_view Installation::memory_expression(const ViewReference& view) {
  Site& site = sites_[view.memory];
  if (!is_hidden(site, analysis_.scopes.references[view.reference].scope)) {
    return analysis_.views.memories[view.memory].expression;
  }
  site.accessor_used = true;
  return site.accessor;
}

std::string Installation::temporary(std::uint32_t owner, const std::string& name) {
  return temporaries_.emplace(owner, std::string(prefix_) + name).first->second;
}

void Installation::declare_temporaries(EditBuffer& edits) const {
  for (auto first = temporaries_.begin(); first != temporaries_.end();) {
    const Owner& owner = analysis_.accesses.owners[first->first];
    const auto last = temporaries_.upper_bound({first->first, "\x7f"});
    std::string names;
    for (auto it = first; it != last; ++it) names += (it == first ? "" : ", ") + it->second;
    first = last;
    if (owner.kind == OwnerKind::arrow) {
      edits.wrap(owner.range, "{ var " + names + "; return ", "; }");
      continue;
    }
    const char before = owner.first_statement == 0 ? '\n' : analysis_.source.text()[owner.first_statement - 1];
    const bool after_directive = before == '"' || before == '\'';
    edits.insert_before({owner.first_statement, owner.first_statement},
                        (after_directive ? "; var " : "var ") + names + "; ");
  }
}

// A runtime that keeps views has to let them go when the memory is replaced; methods have to be installed on a memory
// that is not of the engine's own class.
void Installation::add_hooks(MemoryId id, EditBuffer& edits) {
  const Memory& memory = analysis_.views.memories[id];
  const Scopes& scopes = analysis_.scopes;
  for (const Write& write : scopes.writes) {
    const Reference& reference = scopes.references[write.reference];
    if (reference.binding != memory.binding || reference.binding == kNone || write.property != kNone) continue;
    if (reference.use == Use::initialize && pass_.keeps_views) continue;
    edits.wrap(write.value.range(), sites_[id].prefix + "memory(", ")");
    sites_[id].use.memory_hook = true;
  }
}

std::string Installation::runtime_text(MemoryId id) const {
  const Memory& memory = analysis_.views.memories[id];
  const Site& site = sites_[id];
  std::string text;
  if (options_.runtime) {
    text = pass_.runtime(site.use, {.prefix = site.prefix,
                                    .memory = memory.expression,
                                    .refresh_call = memory.refresh_call,
                                    .names = options_.names,
                                    .own_webassembly = memory.foreign_webassembly});
  }
  if (site.accessor_used) text += "function " + site.accessor + " { return " + memory.expression + "; }\n";
  return text;
}

void Installation::install(EditBuffer& edits) {
  for (MemoryId id = 0; id < sites_.size(); ++id) {
    Site& site = sites_[id];
    if (site.use.empty()) continue;
    if (pass_.keeps_views || analysis_.views.memories[id].foreign_webassembly) add_hooks(id, edits);
    const std::string text = runtime_text(id);
    if (text.empty()) continue;
    const std::uint32_t offset = analysis_.scopes.scopes[site.scope].first_statement;
    edits.insert_before({offset, offset}, as_lines_at(analysis_.source.text(), offset, text));
  }
}

std::string as_lines_at(std::string_view file, std::uint32_t offset, std::string_view text) {
  const std::size_t line = file.substr(0, offset).find_last_of("\r\n");
  const std::string_view before =
      file.substr(line == file.npos ? 0 : line + 1, offset - (line == file.npos ? 0 : line + 1));
  const bool fresh_line = before.find_first_not_of(" \t\xEF\xBB\xBF") == before.npos;
  const std::string indent(fresh_line && !before.starts_with('\xEF') ? before : "");
  const std::size_t first_end = file.find_first_of("\r\n");
  const std::string_view newline = first_end != file.npos && file.substr(first_end, 2) == "\r\n" ? "\r\n" : "\n";
  std::string out(fresh_line ? "" : newline);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view content = text.substr(0, end);
    if (!out.empty() && !content.empty() && out.back() == '\n') out.append(indent);
    out.append(content).append(newline);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return out.append(fresh_line ? indent : "");
}

}  // namespace heaplift
