#include "src/cli/jsonc.h"

#include <nlohmann/json.hpp>

namespace heaplift {
namespace {

using Json = nlohmann::json;

// A place in the text that tells how far the parser has read: it reads through an iterator and keeps no places itself.
class CountingIterator {
 public:
  // NOLINTBEGIN(readability-identifier-naming): the names that std::iterator_traits wants
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  // NOLINTEND(readability-identifier-naming)

  CountingIterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    const CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

// Builds a JsonValue from the parser's events.
class Builder {
 public:
  Builder(std::string_view text, const char** furthest, std::vector<Diagnostic>& diagnostics)
      : text_(text), furthest_(furthest), diagnostics_(diagnostics) {}

  bool null() { return add({.kind = JsonValue::Kind::null, .range = here(4), .members = {}}); }
  bool boolean(bool value) {
    return add({.kind = JsonValue::Kind::boolean, .range = here(value ? 4 : 5), .boolean = value, .members = {}});
  }
  bool number_integer(Json::number_integer_t /*value*/) { return add_number(); }
  bool number_unsigned(Json::number_unsigned_t /*value*/) { return add_number(); }
  bool number_float(Json::number_float_t /*value*/, const std::string& /*text*/) { return add_number(); }
  bool binary(Json::binary_t& /*value*/) { return false; }
  bool string(std::string& value) {
    return add({.kind = JsonValue::Kind::string, .range = quoted(), .string = std::move(value), .members = {}});
  }
  bool key(std::string& value) {
    open_.back()->members.push_back({std::move(value), quoted(), {}});
    return true;
  }
  bool start_object(std::size_t /*size*/) {
    return open({.kind = JsonValue::Kind::object, .range = here(1), .members = {}});
  }
  bool start_array(std::size_t /*size*/) {
    return open({.kind = JsonValue::Kind::array, .range = here(1), .members = {}});
  }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string& /*token*/, const Json::exception& error) {
    // "[json.exception.parse_error.101] parse error at line 1, column 5: syntax error while …"
    std::string message = error.what();
    const std::size_t column = message.find("column ");
    if (column != std::string::npos) message = message.substr(message.find(": ", column) + 2);
    const auto at = static_cast<std::uint32_t>(std::min(position == 0 ? 0 : position - 1, text_.size()));
    diagnostics_.push_back({Severity::error, {at, at}, message});
    return false;
  }

  JsonValue take() { return std::move(root_); }

 private:
  [[nodiscard]] std::uint32_t read_until() const { return static_cast<std::uint32_t>(*furthest_ - text_.data()); }
  // The last `size` bytes that were read.
  [[nodiscard]] Range here(std::uint32_t size) const { return {read_until() - size, read_until()}; }
  // The string that ends here: its first quote is the last one that no backslash and no string stands in front of.
  [[nodiscard]] Range quoted() const {
    const std::uint32_t end = read_until();
    std::uint32_t begin = end - 1;
    while (begin > 0) {
      --begin;
      if (text_[begin] != '"') continue;
      std::uint32_t slashes = 0;
      while (slashes < begin && text_[begin - 1 - slashes] == '\\') ++slashes;
      if (slashes % 2 == 0) break;
    }
    return {begin, end};
  }

  JsonValue* place() {
    if (open_.empty()) return &root_;
    JsonValue& container = *open_.back();
    if (container.kind == JsonValue::Kind::object) return &container.members.back().value;
    container.elements.emplace_back();
    return &container.elements.back();
  }
  bool add(JsonValue value) {
    *place() = std::move(value);
    return true;
  }
  // The parser may have read one byte behind the number to see where it ends.
  bool add_number() {
    constexpr std::string_view kBytes = "+-.0123456789Ee";
    const auto in_number = [&](std::uint32_t at) { return kBytes.find(text_[at]) != kBytes.npos; };
    std::uint32_t end = read_until();
    if (end > 0 && !in_number(end - 1)) --end;
    std::uint32_t begin = end;
    while (begin > 0 && in_number(begin - 1)) --begin;
    return add({.kind = JsonValue::Kind::number, .range = {begin, end}, .members = {}});
  }
  bool open(JsonValue value) {
    constexpr std::size_t kMostDepth = 32;
    if (open_.size() == kMostDepth) {
      diagnostics_.push_back({Severity::error, value.range, "nested too deeply"});
      return false;
    }
    JsonValue* at = place();
    *at = std::move(value);
    open_.push_back(at);  // stays where it is: only the innermost open container grows
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  const char** furthest_;
  std::vector<Diagnostic>& diagnostics_;
  JsonValue root_;
  std::vector<JsonValue*> open_;
};

}  // namespace

JsonValue read_jsonc(const Source& source, std::vector<Diagnostic>& diagnostics) {
  const std::string_view text = source.text();
  const char* furthest = text.data();
  Builder builder(text, &furthest, diagnostics);
  const CountingIterator begin(text.data(), &furthest);
  const CountingIterator end(text.data() + text.size(), &furthest);
  const bool read = Json::sax_parse(begin, end, &builder, Json::input_format_t::json, true, true);
  return read ? builder.take() : JsonValue();
}

}  // namespace heaplift
