#include "src/cli/glob.h"

#include <array>
#include <cctype>
#include <utility>

namespace heaplift {
namespace {

using ByteSet = std::bitset<256>;

std::size_t index_of(char c) { return static_cast<unsigned char>(c); }

struct CharacterClass {
  std::string_view name;
  int (*contains)(int);
};

// `[[:alpha:]]`, as wildmatch() of git knows them.
constexpr std::array<CharacterClass, 12> kClasses = {{{"alnum", std::isalnum},
                                                      {"alpha", std::isalpha},
                                                      {"blank", std::isblank},
                                                      {"cntrl", std::iscntrl},
                                                      {"digit", std::isdigit},
                                                      {"graph", std::isgraph},
                                                      {"lower", std::islower},
                                                      {"print", std::isprint},
                                                      {"punct", std::ispunct},
                                                      {"space", std::isspace},
                                                      {"upper", std::isupper},
                                                      {"xdigit", std::isxdigit}}};

// Adds `[:name:]` at `at`; returns where it ends, or `at` when there is none.
std::size_t add_class(ByteSet& set, std::string_view pattern, std::size_t at) {
  if (!pattern.substr(at).starts_with("[:")) return at;
  const std::size_t end = pattern.find(":]", at + 2);
  if (end == pattern.npos) return at;
  for (const CharacterClass& known : kClasses) {
    if (known.name != pattern.substr(at + 2, end - at - 2)) continue;
    for (int byte = 0; byte < 128; ++byte) {
      if (known.contains(byte) != 0) set.set(static_cast<std::size_t>(byte));
    }
  }
  return end + 2;
}

}  // namespace

bool has_wildcards(std::string_view word) { return word.find_first_of("*?[") != word.npos; }

Glob::Glob(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size();) {
    switch (pattern[at]) {
      case '*':
        add_stars(pattern, at);
        break;
      case '?':
        tokens_.push_back({Kind::any});
        ++at;
        break;
      case '[':
        at = add_set(pattern, at);
        break;
      case '\\':
        if (at + 1 < pattern.size()) ++at;
        tokens_.push_back({Kind::literal, pattern[at++]});
        break;
      default:
        tokens_.push_back({Kind::literal, pattern[at++]});
    }
  }
}

// `**` means folders only where slashes or the ends of the pattern are around it.
void Glob::add_stars(std::string_view pattern, std::size_t& at) {
  const std::size_t begin = at;
  at = std::min(pattern.find_first_not_of('*', at), pattern.size());
  const bool before = begin == 0 || pattern[begin - 1] == '/';
  if (at - begin == 2 && before && at < pattern.size() && pattern[at] == '/') {
    tokens_.push_back({Kind::folders});
    ++at;
  } else if (at - begin == 2 && before && at == pattern.size()) {
    tokens_.push_back({Kind::remainder});
  } else {
    tokens_.push_back({Kind::star});
  }
}

// Returns where the set ends. A bracket that nothing closes matches nothing.
std::size_t Glob::add_set(std::string_view pattern, std::size_t at) {
  Token token{Kind::set};
  ++at;
  const bool inverted = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (inverted) ++at;
  const std::size_t first = at;
  while (at < pattern.size() && (pattern[at] != ']' || at == first)) {
    const std::size_t behind_class = add_class(token.set, pattern, at);
    if (behind_class != at) {
      at = behind_class;
      continue;
    }
    if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
    const std::size_t low = index_of(pattern[at++]);
    std::size_t high = low;
    if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
      ++at;
      if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
      high = index_of(pattern[at++]);
    }
    for (std::size_t byte = low; byte <= high; ++byte) token.set.set(byte);
  }
  const bool closed = at < pattern.size();
  if (inverted) token.set.flip();
  token.set.reset(index_of('/'));
  if (!closed) token.set.reset();
  tokens_.push_back(token);
  return closed ? at + 1 : at;
}

bool Glob::matches(std::string_view path) const {
  // A state is a place between tokens, or inside of one that takes several bytes.
  const std::size_t count = tokens_.size();
  std::vector<bool> now(count + 1);
  std::vector<bool> next(count + 1);
  const auto enter = [&](std::vector<bool>& states, std::size_t state) {
    states[state] = true;
    while (state < count && (tokens_[state].kind == Kind::star || tokens_[state].kind == Kind::folders)) {
      states[++state] = true;
    }
  };
  enter(now, 0);
  for (const char byte : path) {
    next.assign(count + 1, false);
    for (std::size_t state = 0; state < count; ++state) {
      if (!now[state]) continue;
      const Token& token = tokens_[state];
      switch (token.kind) {
        case Kind::literal:
          if (byte == token.byte) enter(next, state + 1);
          break;
        case Kind::any:
          if (byte != '/') enter(next, state + 1);
          break;
        case Kind::set:
          if (token.set.test(index_of(byte))) enter(next, state + 1);
          break;
        case Kind::star:
          if (byte != '/') enter(next, state);
          break;
        case Kind::folders:
          // Stays inside of names; only behind a slash may the rest of the pattern begin.
          next[state] = true;
          if (byte == '/') enter(next, state + 1);
          break;
        case Kind::remainder:
          next[state] = true;
          enter(next, state + 1);
          break;
      }
    }
    std::swap(now, next);
  }
  return now[count];
}

}  // namespace heaplift
