// Patterns for paths, as .gitignore has them (gitignore(5)): `*` and `?` within one folder, `[a-z]`, `**` across
// folders, `\` in front of a character that stands for itself.
#pragma once

#include <bitset>
#include <string_view>
#include <vector>

namespace heaplift {

// A compiled pattern. Matching takes time proportional to the product of the two lengths, whatever the pattern.
class Glob {
 public:
  explicit Glob(std::string_view pattern);

  // Whether the whole of `path`, with `/` between folders, is matched.
  [[nodiscard]] bool matches(std::string_view path) const;

 private:
  enum class Kind : unsigned char {
    literal,    // one given byte
    any,        // `?`: one byte, no slash
    set,        // `[…]`: one byte of a set, no slash
    star,       // `*`: any bytes without a slash
    folders,    // `**/`: nothing, or anything that ends with a slash
    remainder,  // `/**` at the end: anything, at least one byte
  };
  struct Token {
    Kind kind;
    char byte = 0;
    std::bitset<256> set{};
  };

  [[nodiscard]] std::size_t add_set(std::string_view pattern, std::size_t at);
  void add_stars(std::string_view pattern, std::size_t& at);

  std::vector<Token> tokens_;
};

// Whether a word of the command line is a pattern rather than a name.
[[nodiscard]] bool has_wildcards(std::string_view word);

}  // namespace heaplift
