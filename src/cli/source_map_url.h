// The URLs of source maps: maps inside of them, and files that they name.
#pragma once

#include <string>
#include <string_view>

#include "src/base/result.h"

namespace heaplift {

// The map as a URL that holds all of it.
[[nodiscard]] std::string data_url(std::string_view json);

[[nodiscard]] bool is_data_url(std::string_view url);

// What a `data:` URL holds. An Error says that it is damaged.
[[nodiscard]] Result<std::string> data_url_contents(std::string_view url);

// The path that a URL names, relative or absolute; an Error for anything that is not a file.
[[nodiscard]] Result<std::string> path_of_url(std::string_view url);

// A relative or absolute path as a URL.
[[nodiscard]] std::string url_of_path(std::string_view path);

// Whether it begins with a scheme, as in `webpack://app/a.js`.
[[nodiscard]] bool has_scheme(std::string_view url);

}  // namespace heaplift
