// Growth: which expressions of a file may grow the memory, and how sure that is.
//
// The memory grows inside of wasm, in `memory.grow`, and, while other code runs, in whatever that does. So every call,
// `new`, tagged template, `await`, `yield` and iterator step may grow it, unless it is proven not to: builtins on
// values whose type is evident, and functions of the file that reach neither wasm nor anything unknown, to a fixed
// point over all calls. Functions that are passed to builtins (`forEach`) count as called there; any other function
// that is passed on is unknown to whoever calls it. Getters, setters, `valueOf` and the like are taken not to grow it.
//
// Beyond that proof, growth tells apart what is known to reach wasm (`_malloc`, exports of an instance, `ccall`,
// `await`) and what only may: rules that must be precise ask for the former, what must be safe for anything but the
// proof.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/node.h"
#include "src/analysis/functions.h"
#include "src/analysis/scopes.h"
#include "src/analysis/tracer.h"
#include "src/analysis/views.h"

namespace heaplift {

// From the proof that it cannot, to the knowledge that it can.
enum class Growth : std::uint8_t {
  never,
  unlikely,  // by its name: a method that builtins have, on a value of unknown type; an iterator step; Atomics
  possible,  // a call of something unknown
  likely,    // a call into wasm, or a suspension
};
inline constexpr std::size_t kGrowthCount = 4;

// What the user says about functions that the file does not define: names as they are called, `_malloc` or
// `Module.ccall`.
struct GrowthOptions {
  std::vector<std::string> may_grow;
  std::vector<std::string> cannot_grow;
  bool trust_string_methods = false;  // `x.charCodeAt(…)` is the method of strings, whatever x is
};

// An expression that may run other code, and with it grow the memory.
struct GrowthPoint {
  Range range;
  FunctionId function;  // that it is a part of
  CallKind kind;
  Growth growth;
};

class GrowthPoints {
 public:
  GrowthPoints() = default;
  // `points` ascending by beginning, outer before inner; `by_function` the growth of calling each function.
  GrowthPoints(std::vector<GrowthPoint> points, std::vector<Growth> by_function);

  [[nodiscard]] const std::vector<GrowthPoint>& points() const { return points_; }
  // The point at exactly `range`, or null.
  [[nodiscard]] const GrowthPoint* find(Range range) const;
  // What calling a function does to the memory before the call returns.
  [[nodiscard]] Growth of_function(FunctionId function) const { return by_function_[function]; }
  // The first point that begins in `range`, is a part of `function` and may grow at least as likely; or null.
  // Functions inside of the range only count where they are called.
  [[nodiscard]] const GrowthPoint* first_in(Range range, FunctionId function, Growth at_least) const;

 private:
  std::vector<GrowthPoint> points_;
  std::vector<Growth> by_function_;
  std::array<std::vector<std::uint32_t>, kGrowthCount> at_least_;  // of points_, by function, then by beginning
};

// The arguments must outlive the call only.
[[nodiscard]] GrowthPoints find_growth(const Functions& functions, const Scopes& scopes, const Views& views,
                                       const Tracer& tracer, const GrowthOptions& options);

}  // namespace heaplift
