// shared-view-in-web-api: a view of the memory, given to a Web API that rejects shared or resizable buffers.
//
// Before:  crypto.getRandomValues(HEAPU8.subarray(p, p + n));
// Safe:    HEAPU8.set(crypto.getRandomValues(new Uint8Array(n)), p);
//
// Declines where the file shows no sign that the memory is shared or resizable, and where a condition asks for that.
// The APIs are in web_apis.def.
#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string>

#include "grammar/parentheses.h"
#include "rules/memory_values.h"
#include "rules/pointer_index.h"

namespace heaplift {
namespace {

enum class ApiForm : std::uint8_t { method, constructor, function };

struct WebApi {
  ApiForm form;
  std::string_view name;
  std::string_view receiver;
  std::uint32_t argument;
  bool shared;
  bool resizable;
};

constexpr std::array kWebApis = {
#define WEB_API(form, name, receiver, argument, shared, resizable, source) \
  WebApi{ApiForm::form, name, receiver, argument, shared, resizable},
#include "rules/web_apis.def"
#undef WEB_API
};

// Whether `text` ends with `word`, in any case.
bool ends_with_word(std::string_view text, std::string_view word) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  return text.size() >= word.size() && std::equal(word.rbegin(), word.rend(), text.rbegin(), same);
}

class Finder {
 public:
  explicit Finder(const LintContext& context) : context_(context), kinds_(context) {
    for (const WebApi& api : kWebApis) apis_.emplace(api.name, &api);
  }

  void run(Findings& findings) {
    if (!kinds_.any()) return;
    for (const Site& site : context_.syntax.calls) look_at(site, site.node.child(Field::function), findings);
    for (const Site& site : context_.syntax.news) look_at(site, site.node.child(Field::constructor), findings);
  }

 private:
  void look_at(const Site& site, const Node& callee, Findings& findings) {
    const bool member = callee.kind() == Kind::member_expression;
    const std::string_view name = context_.text(member ? callee.child(Field::property) : callee);
    const auto [first, last] = apis_.equal_range(name);
    if (first == last) return;
    const MemoryKind kind = kinds_.at(site.node.range().begin);
    for (auto api = first; api != last; ++api) {
      const bool shared = api->second->shared && kind.shared;
      if (!shared && !(api->second->resizable && kind.resizable)) continue;
      if (!is_called(*api->second, site, callee) || asks_for_kind(site)) continue;
      const Node view = view_in(site.node.child(Field::arguments), api->second->argument);
      if (!view) continue;
      findings.add(view.range(), "`" + std::string(name) + "` rejects views over " +
                                     (shared ? "a shared memory" : "a resizable buffer") + "; give it a copy");
      return;
    }
  }

  [[nodiscard]] bool is_called(const WebApi& api, const Site& site, const Node& callee) const {
    switch (api.form) {
      case ApiForm::method:
        return callee.kind() == Kind::member_expression && site.node.kind() == Kind::call_expression &&
               is_receiver(api.receiver, callee.child(Field::object));
      case ApiForm::constructor:
        return site.node.kind() == Kind::new_expression && is_global(context_, callee);
      case ApiForm::function:
        return site.node.kind() == Kind::call_expression && is_global(context_, callee);
    }
    return false;
  }

  // By its last name, or by `new X` as its only value.
  [[nodiscard]] bool is_receiver(std::string_view wanted, const Node& object) const {
    if (wanted.empty()) return true;
    const std::string_view word = wanted.substr(0, wanted.find(' '));
    const std::string_view made_by = wanted.substr(std::min(wanted.find(' '), wanted.size() - 1) + 1);
    const Node inner = without_parentheses(object);
    const bool member = inner.kind() == Kind::member_expression;
    if (member || inner.kind() == Kind::identifier) {
      if (ends_with_word(context_.text(member ? inner.child(Field::property) : inner), word)) return true;
    }
    const Node value = inner.kind() == Kind::identifier ? without_parentheses(only_value(context_, inner)) : inner;
    return value.kind() == Kind::new_expression && !made_by.empty() &&
           context_.text(value.child(Field::constructor)) == made_by;
  }

  // `x.buffer instanceof SharedArrayBuffer ? … : decoder.decode(x)`
  [[nodiscard]] bool asks_for_kind(const Site& site) const {
    constexpr std::size_t kMostText = 400;
    const std::string_view guard = site.guard ? context_.text(site.guard).substr(0, kMostText) : "";
    return guard.find("SharedArrayBuffer") != guard.npos || guard.find("hared") != guard.npos ||
           guard.find("esizable") != guard.npos;
  }

  // The view at a place of the arguments, as it is, in an array literal, or as the body of a request.
  [[nodiscard]] Node view_in(const Node& arguments, std::uint32_t place) const {
    if (arguments.kind() != Kind::arguments) return {};
    const Node argument = arguments.operand(place);
    if (!argument) return {};
    if (shares_memory(context_, argument)) return argument;
    const Node body = property_of(context_, argument, "body");
    if (body && shares_memory(context_, body)) return body;
    if (argument.kind() != Kind::array) return {};
    constexpr std::uint32_t kMostElements = 16;
    for (std::uint32_t i = 0; i < kMostElements; ++i) {
      const Node element = argument.operand(i);
      if (!element) break;
      if (shares_memory(context_, element)) return element;
    }
    return {};
  }

  const LintContext& context_;
  MemoryKinds kinds_;
  std::multimap<std::string_view, const WebApi*> apis_;  // by name
};

void run(const LintContext& context, Findings& findings) { Finder(context).run(findings); }

}  // namespace

Rule shared_view_in_web_api_rule() {
  return {.name = "shared-view-in-web-api",
          .summary = "a view of a shared or resizable memory, given to a Web API that rejects it",
          .severity = Severity::error,
          .on_by_default = true,
          .fixable = false,
          .run = run};
}

}  // namespace heaplift
