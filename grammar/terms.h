// Where the grammar reads a text differently from ECMA-262: changes of the text, all of the same length, after which it
// finds the same constructs at the same places.
//
// Some differences show before parsing; others only in a tree, and then the text is changed and parsed once more. Each
// function gives the changed text, or an empty one where there is nothing to change. `text` is always the file's,
// `parsed` what the tree below `root` was parsed from.
#pragma once

#include <string>
#include <string_view>

#include "grammar/node.h"

namespace heaplift {

// What can be seen without a tree: the grammar takes a NUL for the end of the text, ends a hashbang at `\n` alone, does
// not know `-->` in the first line as a comment, and reads `await (a)[b]` as an element of what a function `await`
// gives. There, `await` becomes `void `, which binds as it does.
[[nodiscard]] std::string in_the_grammars_terms(std::string_view text);

// In a module, `<!--` is no comment (ECMA-262, B.1.1) but three operators; `<~--` has the same tree.
[[nodiscard]] std::string as_module(std::string_view text, std::string_view parsed, const Node& root);

// `await` is a name inside of functions that are not async, `yield` is one outside of generators.
[[nodiscard]] std::string with_names(std::string_view text, std::string_view parsed, const Node& root);

// Where the tree has errors: `await` is a name everywhere.
[[nodiscard]] std::string without_await(std::string_view text, std::string_view parsed, const Node& root);

// Where the tree has errors: `[(a.b)] = c` without parentheses, which the grammar does not know in patterns.
[[nodiscard]] std::string without_parentheses(std::string_view text, std::string_view parsed, const Node& root);

}  // namespace heaplift
