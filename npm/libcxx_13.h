// Included in front of every source of the WebAssembly build: what libc++ 13, that of emcc 3.1.6, lacks of C++20 and
// heaplift uses. Most algorithms take whole ranges only; they are those of the standard otherwise.
#pragma once
#pragma GCC system_header

#ifdef __cplusplus
#include <version>

#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 14000
#include <algorithm>
#include <cstring>
#include <functional>
#include <iterator>
#include <type_traits>
#include <utility>

namespace std {

template <class To, class From>
requires(sizeof(To) == sizeof(From) && is_trivially_copyable_v<To> && is_trivially_copyable_v<From>) [[nodiscard]] To
    bit_cast(const From& from) noexcept {
  To to;
  std::memcpy(static_cast<void*>(&to), &from, sizeof to);
  return to;
}

namespace ranges {

template <class Predicate, class Projection>
auto heaplift_projected(Predicate& predicate, Projection& projection) {
  return [&](auto&& item) -> bool {
    return std::invoke(predicate, std::invoke(projection, std::forward<decltype(item)>(item)));
  };
}

template <class Compare, class Projection>
auto heaplift_ordered(Compare& compare, Projection& projection) {
  return [&](auto&& left, auto&& right) -> bool {
    return std::invoke(compare, std::invoke(projection, left), std::invoke(projection, right));
  };
}

template <class T, class Projection>
auto heaplift_equal_to(const T& value, Projection& projection) {
  return [&](auto&& item) -> bool { return std::invoke(projection, item) == value; };
}

template <class Range>
concept heaplift_range = requires(Range& range) {
  std::begin(range) != std::end(range);
};

template <class End, class Iterator>
concept heaplift_end_of = requires(Iterator iterator, End end) {
  *iterator, iterator != end;
};

#define HEAPLIFT_WITH_PREDICATE(name)                                                                    \
  template <heaplift_range Range, class Predicate, class Projection = identity>                          \
  auto name(Range&& range, Predicate predicate, Projection projection = {}) {                            \
    return std::name(std::begin(range), std::end(range), heaplift_projected(predicate, projection));     \
  }                                                                                                      \
  template <class Iterator, heaplift_end_of<Iterator> End, class Predicate, class Projection = identity> \
  auto name(Iterator begin, End end, Predicate predicate, Projection projection = {}) {                  \
    return std::name(begin, end, heaplift_projected(predicate, projection));                             \
  }
HEAPLIFT_WITH_PREDICATE(all_of)
HEAPLIFT_WITH_PREDICATE(any_of)
HEAPLIFT_WITH_PREDICATE(none_of)
HEAPLIFT_WITH_PREDICATE(count_if)
HEAPLIFT_WITH_PREDICATE(find_if)
HEAPLIFT_WITH_PREDICATE(find_if_not)
HEAPLIFT_WITH_PREDICATE(is_partitioned)
HEAPLIFT_WITH_PREDICATE(partition_point)
#undef HEAPLIFT_WITH_PREDICATE

#define HEAPLIFT_WITH_COMPARE(name)                                                              \
  template <class Range, class Compare = less, class Projection = identity>                      \
  auto name(Range&& range, Compare compare = {}, Projection projection = {}) {                   \
    return std::name(std::begin(range), std::end(range), heaplift_ordered(compare, projection)); \
  }
HEAPLIFT_WITH_COMPARE(sort)
HEAPLIFT_WITH_COMPARE(stable_sort)
HEAPLIFT_WITH_COMPARE(is_sorted)
HEAPLIFT_WITH_COMPARE(max_element)
HEAPLIFT_WITH_COMPARE(min_element)
#undef HEAPLIFT_WITH_COMPARE

template <heaplift_range Range, class T, class Projection = identity>
auto find(Range&& range, const T& value, Projection projection = {}) {
  return std::find_if(std::begin(range), std::end(range), heaplift_equal_to(value, projection));
}

template <class Iterator, heaplift_end_of<Iterator> End, class T, class Projection = identity>
auto find(Iterator begin, End end, const T& value, Projection projection = {}) {
  return std::find_if(begin, end, heaplift_equal_to(value, projection));
}

template <class Range, class T, class Projection = identity>
auto count(Range&& range, const T& value, Projection projection = {}) {
  return std::count_if(std::begin(range), std::end(range), heaplift_equal_to(value, projection));
}

template <class Range, class T, class Compare = less, class Projection = identity>
auto lower_bound(Range&& range, const T& value, Compare compare = {}, Projection projection = {}) {
  return std::partition_point(std::begin(range), std::end(range), [&](auto&& item) -> bool {
    return std::invoke(compare, std::invoke(projection, item), value);
  });
}

template <class Range, class T, class Compare = less, class Projection = identity>
auto upper_bound(Range&& range, const T& value, Compare compare = {}, Projection projection = {}) {
  return std::partition_point(std::begin(range), std::end(range), [&](auto&& item) -> bool {
    return !std::invoke(compare, value, std::invoke(projection, item));
  });
}

template <class Range, class T, class Compare = less, class Projection = identity>
bool binary_search(Range&& range, const T& value, Compare compare = {}, Projection projection = {}) {
  const auto found = ranges::lower_bound(range, value, std::ref(compare), std::ref(projection));
  return found != std::end(range) && !std::invoke(compare, value, std::invoke(projection, *found));
}

template <class Range, class Function, class Projection = identity>
void for_each(Range&& range, Function function, Projection projection = {}) {
  for (auto&& item : range) std::invoke(function, std::invoke(projection, item));
}

template <class Range, class Out, class Function, class Projection = identity>
void transform(Range&& range, Out out, Function function, Projection projection = {}) {
  for (auto&& item : range) *out++ = std::invoke(function, std::invoke(projection, item));
}

template <class Range, class Old, class New>
void replace(Range&& range, const Old& old_value, const New& new_value) {
  for (auto&& item : range) {
    if (item == old_value) item = new_value;
  }
}

template <class Range, class T>
void fill(Range&& range, const T& value) {
  std::fill(std::begin(range), std::end(range), value);
}

template <class Range, class Out>
void copy(Range&& range, Out out) {
  std::copy(std::begin(range), std::end(range), out);
}

template <class Range, class Out, class Predicate, class Projection = identity>
void copy_if(Range&& range, Out out, Predicate predicate, Projection projection = {}) {
  std::copy_if(std::begin(range), std::end(range), out, heaplift_projected(predicate, projection));
}

template <class Range>
void reverse(Range&& range) {
  std::reverse(std::begin(range), std::end(range));
}

template <class Left, class Right>
bool equal(Left&& left, Right&& right) {
  return std::equal(std::begin(left), std::end(left), std::begin(right), std::end(right));
}

}  // namespace ranges
}  // namespace std
#endif
#endif
