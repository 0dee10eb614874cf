#include "src/cli/source_map_url.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace heaplift {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kHexDigits = "0123456789ABCDEF";

bool is_alphanumeric(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

std::string to_base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::string_view group = bytes.substr(i, 3);
    std::uint32_t bits = 0;
    for (std::size_t k = 0; k < 3; ++k)
      bits = bits << 8U | (k < group.size() ? static_cast<unsigned char>(group[k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += k <= group.size() ? kDigits[bits >> (18U - 6U * k) & 63U] : '=';
  }
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text.substr(0, std::min(text.size(), text.find_last_not_of('=') + 1))) {
    const std::size_t digit = c == '-' ? 62 : c == '_' ? 63 : kDigits.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFFU);
  }
  return out;
}

// Each `%41` as the byte that it stands for; any other `%` as it is.
std::string without_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = [&](std::size_t at) {
      return at < text.size() ? kHexDigits.find(static_cast<char>(std::toupper(static_cast<unsigned char>(text[at]))))
                              : std::string_view::npos;
    };
    if (text[i] == '%' && digit(i + 1) != std::string_view::npos && digit(i + 2) != std::string_view::npos) {
      out += static_cast<char>(digit(i + 1) * 16 + digit(i + 2));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::string data_url(std::string_view json) { return "data:application/json;charset=utf-8;base64," + to_base64(json); }

bool is_data_url(std::string_view url) { return url.starts_with("data:"); }

Result<std::string> data_url_contents(std::string_view url) {
  const std::size_t comma = url.find(',');
  if (comma == std::string_view::npos) return Error{"the URL is cut off"};
  const std::string contents = without_escapes(url.substr(comma + 1));
  if (!url.substr(0, comma).ends_with(";base64")) return contents;
  auto decoded = from_base64(contents);
  if (!decoded) return Error{"the URL is not base64"};
  return *std::move(decoded);
}

bool has_scheme(std::string_view url) {
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos || colon < 2 || std::isalpha(static_cast<unsigned char>(url[0])) == 0)
    return false;
  return std::all_of(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](char c) { return is_alphanumeric(c) || c == '+' || c == '-' || c == '.'; });
}

Result<std::string> path_of_url(std::string_view url) {
  constexpr std::string_view kFile = "file://";
  if (url.starts_with(kFile)) return without_escapes(url.substr(kFile.size()));
  if (has_scheme(url) || url.starts_with("//")) return Error{"only files and data URLs are read"};
  return without_escapes(url.substr(0, url.find_first_of("?#")));
}

std::string url_of_path(std::string_view path) {
  constexpr std::string_view kPlain = "-_.~/!$&()+,;=@";
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x80 && is_alphanumeric(c)) || kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += {'%', kHexDigits[byte >> 4U], kHexDigits[byte & 15U]};
    }
  }
  return out;
}

}  // namespace heaplift
