// The element types of views: what a view's elements are, how large, and what the passes call them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace heaplift {

enum class ViewType : std::uint8_t {
#define VIEW_TYPE(id, name, array, size, wasm, wasm_store, js) id,
#include "src/analysis/view_types.def"
#undef VIEW_TYPE
};

struct ViewTypeInfo {
  std::string_view id;              // "i8": the suffix of the helpers
  std::string_view canonical_name;  // "HEAP8": Emscripten's name
  std::string_view array;           // "Int8Array": the constructor of ECMA-262
  std::uint32_t element_size;       // bytes
  std::string_view wasm_suffix;     // "8_s": of load8_s and view8_s
  std::string_view wasm_store;      // "8": of store8
  std::string_view js_suffix;       // "Int8": of loadInt8, storeInt8 and viewInt8
};

inline constexpr std::array kViewTypes = {
#define VIEW_TYPE(id, name, array, size, wasm, wasm_store, js) \
  ViewTypeInfo{#id, name, array, size, wasm, wasm_store, js},
#include "src/analysis/view_types.def"
#undef VIEW_TYPE
};

inline constexpr std::size_t kViewTypeCount = kViewTypes.size();

[[nodiscard]] constexpr const ViewTypeInfo& info(ViewType type) { return kViewTypes[static_cast<std::size_t>(type)]; }

// The element is a BigInt (HEAP64, HEAPU64).
[[nodiscard]] constexpr bool is_bigint(ViewType type) { return type == ViewType::i64 || type == ViewType::u64; }

// The element is a floating-point number (HEAPF32, HEAPF64).
[[nodiscard]] constexpr bool is_float(ViewType type) { return type == ViewType::f32 || type == ViewType::f64; }

// The view whose canonical name is `name`.
[[nodiscard]] constexpr std::optional<ViewType> view_type_of_name(std::string_view name) {
  for (std::size_t i = 0; i < kViewTypeCount; ++i) {
    if (kViewTypes[i].canonical_name == name) return static_cast<ViewType>(i);
  }
  return std::nullopt;
}

}  // namespace heaplift
