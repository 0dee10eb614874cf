#include "src/analysis/builtins.h"

#include <algorithm>
#include <array>

namespace heaplift {
namespace {

using Name = std::string_view;

template <std::size_t kCount>
constexpr bool sorted(const std::array<Name, kCount>& names) {
  for (std::size_t i = 1; i < kCount; ++i) {
    if (!(names[i - 1] < names[i])) return false;
  }
  return true;
}

template <std::size_t kCount>
bool has(const std::array<Name, kCount>& names, Name name) {
  return std::binary_search(names.begin(), names.end(), name);
}

constexpr auto kFunctions = std::to_array<Name>({"Array",
                                                 "BigInt",
                                                 "Boolean",
                                                 "Date",
                                                 "Error",
                                                 "Number",
                                                 "Object",
                                                 "RangeError",
                                                 "RegExp",
                                                 "String",
                                                 "Symbol",
                                                 "TypeError",
                                                 "alert",
                                                 "atob",
                                                 "btoa",
                                                 "cancelAnimationFrame",
                                                 "clearImmediate",
                                                 "clearInterval",
                                                 "clearTimeout",
                                                 "decodeURI",
                                                 "decodeURIComponent",
                                                 "encodeURI",
                                                 "encodeURIComponent",
                                                 "escape",
                                                 "fetch",
                                                 "isFinite",
                                                 "isNaN",
                                                 "parseFloat",
                                                 "parseInt",
                                                 "postMessage",
                                                 "queueMicrotask",
                                                 "requestAnimationFrame",
                                                 "setImmediate",
                                                 "setInterval",
                                                 "setTimeout",
                                                 "structuredClone",
                                                 "unescape"});

constexpr auto kConstructors = std::to_array<Name>({"AbortController",
                                                    "AggregateError",
                                                    "Array",
                                                    "ArrayBuffer",
                                                    "BigInt64Array",
                                                    "BigUint64Array",
                                                    "Blob",
                                                    "Boolean",
                                                    "DataView",
                                                    "Date",
                                                    "Error",
                                                    "EvalError",
                                                    "Event",
                                                    "FinalizationRegistry",
                                                    "Float32Array",
                                                    "Float64Array",
                                                    "Headers",
                                                    "ImageData",
                                                    "Int16Array",
                                                    "Int32Array",
                                                    "Int8Array",
                                                    "Map",
                                                    "MessageChannel",
                                                    "Number",
                                                    "Object",
                                                    "RangeError",
                                                    "ReferenceError",
                                                    "RegExp",
                                                    "Request",
                                                    "Response",
                                                    "Set",
                                                    "SharedArrayBuffer",
                                                    "String",
                                                    "SyntaxError",
                                                    "TextDecoder",
                                                    "TextEncoder",
                                                    "TypeError",
                                                    "URL",
                                                    "URLSearchParams",
                                                    "Uint16Array",
                                                    "Uint32Array",
                                                    "Uint8Array",
                                                    "Uint8ClampedArray",
                                                    "WeakMap",
                                                    "WeakRef",
                                                    "WeakSet",
                                                    "Worker",
                                                    "XMLHttpRequest"});

constexpr auto kObjects = std::to_array<Name>({"Array", "ArrayBuffer", "BigInt", "Date", "JSON", "Math", "Number",
                                               "Object", "Promise", "String", "Symbol", "console", "performance"});

// Statics of these objects that call what they are passed.
constexpr auto kStaticCallbacks = std::to_array<Name>({"from", "fromAsync", "groupBy", "parse", "stringify", "try"});

constexpr auto kNumberMethods =
    std::to_array<Name>({"toExponential", "toFixed", "toLocaleString", "toPrecision", "toString", "valueOf"});

constexpr auto kStringMethods = std::to_array<Name>({"at",
                                                     "charAt",
                                                     "charCodeAt",
                                                     "codePointAt",
                                                     "concat",
                                                     "endsWith",
                                                     "includes",
                                                     "indexOf",
                                                     "isWellFormed",
                                                     "lastIndexOf",
                                                     "localeCompare",
                                                     "normalize",
                                                     "padEnd",
                                                     "padStart",
                                                     "repeat",
                                                     "slice",
                                                     "startsWith",
                                                     "substr",
                                                     "substring",
                                                     "toLocaleLowerCase",
                                                     "toLocaleUpperCase",
                                                     "toLowerCase",
                                                     "toString",
                                                     "toUpperCase",
                                                     "toWellFormed",
                                                     "trim",
                                                     "trimEnd",
                                                     "trimStart",
                                                     "valueOf"});
// With a regular expression or a function: those of the program could be anything.
constexpr auto kStringCallbacks =
    std::to_array<Name>({"match", "matchAll", "replace", "replaceAll", "search", "split"});

constexpr auto kArrayMethods =
    std::to_array<Name>({"at",     "concat",     "copyWithin",  "entries",  "fill",    "flat",    "includes", "indexOf",
                         "join",   "keys",       "lastIndexOf", "pop",      "push",    "reverse", "shift",    "slice",
                         "splice", "toReversed", "toSpliced",   "toString", "unshift", "values",  "with"});

constexpr auto kTypedArrayMethods = std::to_array<Name>(
    {"at",          "copyWithin",   "entries",    "fill",       "getBigInt64", "getBigUint64", "getFloat32",
     "getFloat64",  "getInt16",     "getInt32",   "getInt8",    "getUint16",   "getUint32",    "getUint8",
     "includes",    "indexOf",      "join",       "keys",       "lastIndexOf", "reverse",      "set",
     "setBigInt64", "setBigUint64", "setFloat32", "setFloat64", "setInt16",    "setInt32",     "setInt8",
     "setUint16",   "setUint32",    "setUint8",   "slice",      "subarray",    "toReversed",   "toString",
     "values",      "with"});

// Methods of arrays and typed arrays that call what they are passed.
constexpr auto kListCallbacks =
    std::to_array<Name>({"every", "filter", "find", "findIndex", "findLast", "findLastIndex", "flatMap", "forEach",
                         "map", "reduce", "reduceRight", "some", "sort", "toSorted"});

constexpr auto kRegexpMethods = std::to_array<Name>({"exec", "test", "toString"});

constexpr auto kMapMethods =
    std::to_array<Name>({"add", "clear", "delete", "entries", "get", "has", "keys", "set", "values"});

constexpr auto kObjectMethods = std::to_array<Name>({"hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"});

constexpr auto kUsualMethods = std::to_array<Name>({"addEventListener",
                                                    "appendChild",
                                                    "apply",
                                                    "bind",
                                                    "catch",
                                                    "createElement",
                                                    "decode",
                                                    "delete",
                                                    "encode",
                                                    "encodeInto",
                                                    "finally",
                                                    "get",
                                                    "getAttribute",
                                                    "getTime",
                                                    "has",
                                                    "hasOwnProperty",
                                                    "join",
                                                    "log",
                                                    "now",
                                                    "postMessage",
                                                    "removeEventListener",
                                                    "set",
                                                    "setAttribute",
                                                    "terminate",
                                                    "then",
                                                    "toJSON",
                                                    "warn"});

constexpr auto kNumberFunctions =
    std::to_array<Name>({"BigInt", "Boolean", "Number", "isFinite", "isNaN", "parseFloat", "parseInt"});
constexpr auto kStringFunctions = std::to_array<Name>({"String", "atob", "btoa", "decodeURI", "decodeURIComponent",
                                                       "encodeURI", "encodeURIComponent", "escape", "unescape"});
constexpr auto kMaps = std::to_array<Name>({"Map", "Set", "WeakMap", "WeakSet"});
constexpr auto kBufferViews =
    std::to_array<Name>({"BigInt64Array", "BigUint64Array", "DataView", "Float32Array", "Float64Array", "Int16Array",
                         "Int32Array", "Int8Array", "Uint16Array", "Uint32Array", "Uint8Array", "Uint8ClampedArray"});
constexpr auto kArrayOfStatics =
    std::to_array<Name>({"entries", "from", "getOwnPropertyNames", "getOwnPropertySymbols", "keys", "of", "values"});

static_assert(sorted(kFunctions) && sorted(kConstructors) && sorted(kObjects) && sorted(kStaticCallbacks));
static_assert(sorted(kNumberMethods) && sorted(kStringMethods) && sorted(kStringCallbacks) && sorted(kArrayMethods));
static_assert(sorted(kTypedArrayMethods) && sorted(kListCallbacks) && sorted(kRegexpMethods) && sorted(kMapMethods));
static_assert(sorted(kObjectMethods) && sorted(kUsualMethods) && sorted(kNumberFunctions) && sorted(kStringFunctions));
static_assert(sorted(kMaps) && sorted(kBufferViews) && sorted(kArrayOfStatics));

std::optional<Builtin> plain_if(bool plain, bool callbacks = false) {
  if (callbacks) return Builtin::callbacks;
  if (plain) return Builtin::plain;
  return std::nullopt;
}

}  // namespace

std::optional<Builtin> builtin_function(std::string_view name) { return plain_if(has(kFunctions, name)); }

std::optional<Builtin> builtin_constructor(std::string_view name) {
  return plain_if(has(kConstructors, name), name == "Promise");
}

std::optional<Builtin> builtin_static(std::string_view object, std::string_view method) {
  if (!has(kObjects, object)) return std::nullopt;
  return plain_if(true, has(kStaticCallbacks, method));
}

std::optional<Builtin> builtin_method(ValueType type, std::string_view method) {
  switch (type) {
    case ValueType::number:
      return plain_if(has(kNumberMethods, method));
    case ValueType::string:
      return plain_if(has(kStringMethods, method), has(kStringCallbacks, method));
    case ValueType::array:
      return plain_if(has(kArrayMethods, method), has(kListCallbacks, method));
    case ValueType::typed_array:
      return plain_if(has(kTypedArrayMethods, method), has(kListCallbacks, method));
    case ValueType::regexp:
      return plain_if(has(kRegexpMethods, method));
    case ValueType::map:
      return plain_if(has(kMapMethods, method), method == "forEach");
    case ValueType::function:
      return plain_if(method == "bind");
    case ValueType::object:
      return plain_if(has(kObjectMethods, method));
    case ValueType::unknown:
      return std::nullopt;
  }
  return std::nullopt;
}

bool is_usual_method(std::string_view method) {
  return has(kStringMethods, method) || has(kStringCallbacks, method) || has(kArrayMethods, method) ||
         has(kTypedArrayMethods, method) || has(kListCallbacks, method) || has(kRegexpMethods, method) ||
         has(kNumberMethods, method) || has(kUsualMethods, method);
}

ValueType constructed_type(std::string_view name) {
  if (name == "Array") return ValueType::array;
  if (is_buffer_view(name) || name == "ArrayBuffer" || name == "SharedArrayBuffer") return ValueType::typed_array;
  if (has(kMaps, name)) return ValueType::map;
  if (name == "RegExp") return ValueType::regexp;
  return has(kConstructors, name) ? ValueType::object : ValueType::unknown;
}

ValueType method_result(ValueType type, std::string_view method) {
  const bool position = method == "indexOf" || method == "lastIndexOf" || method == "charCodeAt" ||
                        method == "codePointAt" || method == "includes" || method == "push" || method == "findIndex" ||
                        method == "startsWith" || method == "endsWith" || method == "some" || method == "every";
  if (position) return ValueType::number;
  switch (type) {
    case ValueType::number:
      return method == "valueOf" ? ValueType::number : ValueType::string;
    case ValueType::string:
      if (method == "split") return ValueType::array;
      return has(kStringMethods, method) || method == "replace" || method == "replaceAll" ? ValueType::string
                                                                                          : ValueType::unknown;
    case ValueType::array:
      if (method == "join") return ValueType::string;
      return method == "concat" || method == "filter" || method == "map" || method == "slice" || method == "splice" ||
                     method == "sort" || method == "reverse" || method == "flat" || method == "fill"
                 ? ValueType::array
                 : ValueType::unknown;
    case ValueType::typed_array:
      if (method == "join") return ValueType::string;
      if (method.starts_with("get")) return ValueType::number;
      return method == "slice" || method == "subarray" || method == "fill" || method == "map" || method == "filter"
                 ? ValueType::typed_array
                 : ValueType::unknown;
    default:
      return ValueType::unknown;
  }
}

ValueType function_result(std::string_view name) {
  if (has(kNumberFunctions, name)) return ValueType::number;
  if (has(kStringFunctions, name)) return ValueType::string;
  return name == "Array" ? ValueType::array : ValueType::unknown;
}

ValueType static_result(std::string_view object, std::string_view method) {
  if (object == "Math" || object == "Number" || method == "now") return ValueType::number;
  if (object == "String" || (object == "JSON" && method == "stringify")) return ValueType::string;
  if ((object == "Object" || object == "Array") && has(kArrayOfStatics, method)) return ValueType::array;
  return ValueType::unknown;
}

bool is_buffer_view(std::string_view constructor) { return has(kBufferViews, constructor); }

}  // namespace heaplift
