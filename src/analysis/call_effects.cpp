#include "src/analysis/call_effects.h"

#include <algorithm>
#include <array>

namespace heaplift {
namespace {

// How far names are followed; this also bounds the recursion.
constexpr int kMaxDepth = 5;

// Exports of every module, and functions of Emscripten's glue, that never grow the memory. By hand, from
// Emscripten's documentation and sources; names without leading underscores.
constexpr auto kQuietExports = std::to_array<std::string_view>({"UTF16ToString",
                                                                "UTF32ToString",
                                                                "UTF8ArrayToString",
                                                                "UTF8ToString",
                                                                "addFunction",
                                                                "dealloc",
                                                                "errno_location",
                                                                "htonl",
                                                                "htons",
                                                                "ntohl",
                                                                "ntohs",
                                                                "free",
                                                                "getTempRet0",
                                                                "getValue",
                                                                "get_daylight",
                                                                "get_environ",
                                                                "get_timezone",
                                                                "get_tzname",
                                                                "intArrayFromString",
                                                                "lengthBytesUTF16",
                                                                "lengthBytesUTF32",
                                                                "lengthBytesUTF8",
                                                                "pthread_self",
                                                                "removeFunction",
                                                                "setTempRet0",
                                                                "setThrew",
                                                                "setValue",
                                                                "stackAlloc",
                                                                "stackRestore",
                                                                "stackSave",
                                                                "stringToAscii",
                                                                "stringToUTF16",
                                                                "stringToUTF32",
                                                                "stringToUTF8",
                                                                "wbindgen_add_to_stack_pointer",
                                                                "wbindgen_free",
                                                                "writeArrayToMemory",
                                                                "writeAsciiToMemory"});

// Names of what allocates, or calls into wasm, whoever has them; without leading underscores.
constexpr auto kLoudNames = std::to_array<std::string_view>(
    {"allocate", "allocateUTF8", "calloc", "callMain", "ccall", "dynCall", "emscripten_builtin_malloc",
     "emscripten_builtin_memalign", "emscripten_resize_heap", "growMemory", "malloc", "memalign", "realloc",
     "stringToNewUTF8", "wbindgen_malloc", "wbindgen_realloc"});

bool contains(const auto& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view without_underscores(std::string_view name) {
  return name.substr(std::min(name.find_first_not_of('_'), name.size()));
}

bool is_quiet(std::string_view name) {
  const std::string_view plain = without_underscores(name);
  return contains(kQuietExports, plain) || plain.starts_with("emscripten_stack_");
}

bool is_loud(std::string_view name) {
  return contains(kLoudNames, without_underscores(name)) || name.starts_with("dynCall_") || name.starts_with("invoke_");
}

// What Emscripten calls an export: an underscore and the name in C.
bool is_export_name(std::string_view name) {
  return name.size() > 1 && name[0] == '_' && without_underscores(name).size() > 1;
}

// Whether an expression is 0 or null: of the arguments of a function in C, one that is left out.
bool is_nothing(const Node& node, const Tracer& tracer) {
  return node.kind() == Kind::null || tracer.text_of(node) == "0";
}

// Exports that read something out of an object, or free it, by the usual names in C: `x_get_length(p)`, `x_destroy(p)`.
// With more arguments they may do anything, and run scripts: `JS_GetLength(context, result, value)`. But where a getter
// gives an address and writes the length to another, which is left out, it gives what is there: `x_get_items(p, 0)`.
bool reads_or_frees(std::string_view name, const Node& arguments, const Tracer& tracer) {
  constexpr auto kFreeing = std::to_array<std::string_view>({"_delete", "_destroy", "_free"});
  constexpr auto kNumbers = std::to_array<std::string_view>(
      {"_count", "_flags", "_height", "_length", "_size", "_stride", "_type", "_width"});
  const auto ends = [&](std::string_view end) { return name.ends_with(end); };
  if (!arguments || !arguments.operand(0) || arguments.operand(2)) return false;
  const bool getter = name.find("_get_") != name.npos;
  if (const Node second = arguments.operand(1)) return getter && is_nothing(second, tracer);
  return std::any_of(kFreeing.begin(), kFreeing.end(), ends) ||
         (getter && std::any_of(kNumbers.begin(), kNumbers.end(), ends));
}

CallEffect export_called(std::string_view name, const Node& arguments, const Tracer& tracer) {
  if (is_quiet(name)) return {.growth = Growth::unlikely};
  return {.growth = reads_or_frees(name, arguments, tracer) ? Growth::possible : Growth::likely};
}

bool ends_with_word(std::string_view name, std::string_view lower, std::string_view upper) {
  return name == lower || name.ends_with(upper) || name.ends_with(std::string("_").append(lower));
}

// Hooks and helpers that users of a module define, or that cannot grow the memory.
bool is_hook(std::string_view name) {
  return name.starts_with("on") || name.starts_with("print") || name.starts_with("pre") || name.starts_with("post") ||
         name == "locateFile" || name == "instantiateWasm" || name == "monitorRunDependencies" || name == "setStatus";
}

}  // namespace

std::string_view property_name(const Node& member, const Tracer& tracer) {
  if (member.kind() == Kind::member_expression) return tracer.text_of(member.child(Field::property));
  const Node index = member.child(Field::index);
  if (index.kind() != Kind::string || index.range().size() < 2) return {};
  const std::string_view quoted = tracer.text_of(index);
  return quoted.substr(1, quoted.size() - 2);
}

CallEffects::CallEffects(const Functions& functions, const Scopes& scopes, const Views& views, const Tracer& tracer,
                         const GrowthOptions& options)
    : functions_(functions), scopes_(scopes), tracer_(tracer), options_(options), types_(scopes, views, tracer) {}

// What the user says about a function of that name; null: nothing.
const Growth* CallEffects::named(std::string_view name) const {
  static constexpr Growth kLikely = Growth::likely;
  static constexpr Growth kNever = Growth::never;
  if (contains(options_.may_grow, name)) return &kLikely;
  return contains(options_.cannot_grow, name) ? &kNever : nullptr;
}

// The function of the file that an expression gives, or kNone.
FunctionId CallEffects::function_of(const Node& callee) const {
  const Node node = unwrap(callee);
  if (is_function_kind(node.kind())) return functions_.at(node.range().begin);
  if (node.kind() != Kind::identifier) return kNone;
  const BindingId id = types_.binding(node);
  return id == kNone ? kNone : functions_.of_binding[id];
}

// The functions that a builtin may call: those that it is passed.
CallEffect CallEffects::with_callbacks(Builtin builtin, const Node& arguments) const {
  CallEffect effect;
  if (builtin == Builtin::plain || !arguments) return effect;
  Cursor cursor(arguments);
  if (!cursor.to_first_child()) return effect;
  do {
    const Node argument = cursor.node();
    if (!argument.named() || argument.kind() == Kind::comment) continue;
    if (const FunctionId function = function_of(argument); function != kNone) {
      effect.targets.push_back(function);
    } else {
      const std::string_view name = types_.global(argument);
      const bool harmless = types_.of(argument) != ValueType::unknown || argument.kind() == Kind::this_ ||
                            (!name.empty() && builtin_function(name));
      if (!harmless) effect.growth = Growth::possible;
    }
  } while (cursor.to_next_sibling());
  return effect;
}

// NOLINTNEXTLINE(misc-no-recursion)
bool CallEffects::is_exports_name(const Node& identifier, int depth) const {
  const std::string_view name = text(identifier);
  if (name == "wasmExports" || name == "wasm" || name == "asm") return true;
  const BindingId id = types_.binding(identifier);
  if (id == kNone) return false;
  if (name == "exports" && scopes_.bindings[id].kind != BindingKind::parameter) return true;
  const auto writes = tracer_.writes_of(id);
  constexpr std::size_t kMostWrites = 4;
  if (writes.size() > kMostWrites) return false;
  for (const std::uint32_t i : writes) {
    const Write& write = scopes_.writes[i];
    if (write.property == kNone && is_exports(write.value, depth + 1)) return true;
  }
  return false;
}

// Whether an expression gives the exports of a WebAssembly instance.
// NOLINTNEXTLINE(misc-no-recursion)
bool CallEffects::is_exports(const Node& node, int depth) const {
  if (depth >= kMaxDepth || !node) return false;
  const Node value = unwrap(node);
  if (value.kind() == Kind::identifier) return is_exports_name(value, depth);
  if (value.kind() != Kind::member_expression && value.kind() != Kind::subscript_expression) return false;
  const std::string_view property = property_name(value, tracer_);
  if (property == "exports") return text(value.child(Field::object)) != "module";
  return property == "asm" || property == "wasmExports" || property == "wasm" || property == "_exports";
}

// Whether an expression gives an Emscripten module: its name says so, or its views are used.
bool CallEffects::is_module(const Node& node) const {
  const std::string_view name = text(node);
  if (node.kind() != Kind::identifier) return functions_.is_heap_object(name);
  if (name == "Module" || name.ends_with("Module")) return true;
  const BindingId binding = types_.binding(node);
  return binding != kNone && functions_.is_heap_binding(binding);
}

CallEffect CallEffects::of_global(std::string_view name, const CallSite& site) const {
  if (const auto builtin = builtin_function(name)) return with_callbacks(*builtin, site.node.child(Field::arguments));
  if (is_loud(name)) return {.growth = Growth::likely};
  if (is_quiet(name) || name == "require" || name == "importScripts") return {.growth = Growth::unlikely};
  if (is_export_name(name)) return export_called(name, site.node.child(Field::arguments), tracer_);
  return {.growth = Growth::possible};
}

// `f(…)`
// NOLINTNEXTLINE(misc-no-recursion)
CallEffect CallEffects::of_name(const Node& name, const CallSite& site, int depth) const {
  const std::string_view called = text(name);
  if (const Growth* growth = named(called)) return {.growth = *growth};
  const BindingId id = types_.binding(name);
  if (id == kNone) return of_global(called, site);
  if (const FunctionId function = functions_.of_binding[id]; function != kNone) {
    return {.growth = Growth::never, .targets = {function}};
  }
  const auto writes = tracer_.writes_of(id);
  const Binding& binding = scopes_.bindings[id];
  if (depth < kMaxDepth && writes.size() == 1 && binding.writes == 1 && scopes_.writes[writes[0]].property == kNone) {
    const Node value = unwrap(scopes_.writes[writes[0]].value);
    switch (value.kind()) {
      case Kind::identifier:
      case Kind::member_expression:
      case Kind::subscript_expression:
        return of_callee(value, site, depth + 1);
      case Kind::call_expression: {  // `cwrap('name', …)`
        const Node maker = value.child(Field::function);
        const bool member = maker.kind() == Kind::member_expression;
        if ((member ? property_name(maker, tracer_) : text(maker)) == "cwrap") return {.growth = Growth::likely};
        break;
      }
      default:
        break;
    }
  }
  const bool from_exports = std::any_of(writes.begin(), writes.end(), [&](std::uint32_t i) {
    const Node value = unwrap(scopes_.writes[i].value);
    const bool member = value.kind() == Kind::member_expression || value.kind() == Kind::subscript_expression;
    return member && is_exports(value.child(Field::object), depth + 1);
  });
  if (from_exports) return export_called(called, site.node.child(Field::arguments), tracer_);
  if (is_quiet(called)) return {.growth = Growth::unlikely};
  return {.growth = is_loud(called) ? Growth::likely : Growth::possible};
}

CallEffect CallEffects::of_module_method(std::string_view method, const Node& arguments) const {
  if (is_quiet(method) || is_usual_method(method)) return {.growth = Growth::unlikely};
  // What the file asks for first is left to whoever uses the module; exports are there.
  if (reads_or_frees(method, arguments, tracer_)) return {.growth = Growth::possible};
  const bool hook = is_hook(method) || (functions_.is_tested(method) && !is_loud(method));
  return {.growth = hook ? Growth::possible : Growth::likely};
}

// `this.f(…)`, and `X.f(…)` where X is an object literal or a class of the file. Whoever has the object may have put
// another function there; so the proof goes no further than `unlikely`.
CallEffect CallEffects::of_own_method(const Node& object, std::string_view method, const CallSite& site) const {
  std::uint32_t owner = kNone;
  if (object.kind() == Kind::this_) {
    owner = functions_.functions[site.function].this_owner;
  } else if (const BindingId id = types_.binding(object); id != kNone) {
    const auto writes = tracer_.writes_of(id);
    if (functions_.of_binding[id] != kNone) {
      owner = functions_.functions[functions_.of_binding[id]].range.begin;
    } else if (writes.size() == 1) {
      owner = unwrap(scopes_.writes[writes[0]].value).range().begin;
    }
  }
  const FunctionId function = owner == kNone ? kNone : functions_.method(owner, method);
  if (function == kNone) return {.growth = Growth::possible};
  return {.growth = Growth::unlikely, .targets = {function}};
}

// `x.f(…)`, `x['f'](…)`
// NOLINTNEXTLINE(misc-no-recursion)
CallEffect CallEffects::of_method(const Node& callee, const CallSite& site, int depth) const {
  const Node object = unwrap(callee.child(Field::object));
  const std::string_view method = property_name(callee, tracer_);
  if (const Growth* growth = named(text(callee))) return {.growth = *growth};
  const Node arguments = site.node.child(Field::arguments);
  const std::string_view global = types_.global(object);
  if (!global.empty()) {
    if (const auto builtin = builtin_static(global, method)) return with_callbacks(*builtin, arguments);
    if (global == "WebAssembly" || global == "crypto") return {.growth = Growth::never};
    if (global == "Atomics") return {.growth = Growth::unlikely};
  }
  if (const auto builtin = builtin_method(types_.of(object), method)) return with_callbacks(*builtin, arguments);
  if ((method == "call" || method == "apply") && depth < kMaxDepth) {
    CallEffect effect = of_callee(object, site, depth + 1);
    if (effect.growth != Growth::possible || !effect.targets.empty()) return effect;
  }
  if (method.empty()) return {.growth = is_exports(object, 0) ? Growth::likely : Growth::possible};
  if (is_exports(object, 0)) return export_called(method, arguments, tracer_);
  const bool member = object.kind() == Kind::member_expression || object.kind() == Kind::subscript_expression;
  const std::string_view owner = member ? property_name(object, tracer_) : text(object);
  if (method == "grow" && ends_with_word(owner, "memory", "Memory")) return {.growth = Growth::likely};
  if (object.kind() == Kind::this_ || object.kind() == Kind::identifier) {
    CallEffect effect = of_own_method(object, method, site);
    if (!effect.targets.empty()) return effect;
  }
  if (options_.trust_string_methods && (method == "charCodeAt" || method == "codePointAt")) return {};
  if (method == "cwrap") return {.growth = Growth::never};
  if (is_loud(method)) return {.growth = Growth::likely};
  if (object.kind() != Kind::this_ && is_module(object)) return of_module_method(method, arguments);
  return {.growth = is_usual_method(method) || is_quiet(method) ? Growth::unlikely : Growth::possible};
}

// NOLINTNEXTLINE(misc-no-recursion)
CallEffect CallEffects::of_callee(const Node& callee, const CallSite& site, int depth) const {
  if (depth >= kMaxDepth) return {.growth = Growth::possible};
  const Node node = unwrap(callee);
  if (is_function_kind(node.kind())) {
    return {.growth = Growth::never, .targets = {functions_.at(node.range().begin)}};
  }
  switch (node.kind()) {
    case Kind::identifier:
      return of_name(node, site, depth);
    case Kind::member_expression:
    case Kind::subscript_expression:
      return of_method(node, site, depth);
    case Kind::sequence_expression:
      return of_callee(node.child(node.child_count() - 1), site, depth + 1);
    case Kind::import_:
      return {};
    case Kind::call_expression: {  // `getWasmTableEntry(p)(…)`, `wasmTable.get(p)(…)`
      const std::string_view maker = text(node.child(Field::function));
      const bool table = maker == "getWasmTableEntry" || maker.ends_with("able.get") || maker.ends_with("cwrap");
      return {.growth = table ? Growth::likely : Growth::possible};
    }
    default:
      return {.growth = Growth::possible};
  }
}

// Builtins that read what they are passed by iterating over it.
bool CallEffects::iterates_arguments(std::string_view constructor, const Node& arguments) const {
  if (!arguments || (!is_buffer_view(constructor) && constructed_type(constructor) != ValueType::map)) return false;
  const Node first = arguments.operand(0);
  if (!first || arguments.operand(1)) return false;  // with an offset, it is a buffer
  const bool buffer = first.kind() == Kind::member_expression && text(first.child(Field::property)) == "buffer";
  return !buffer && types_.of(first) == ValueType::unknown;
}

CallEffect CallEffects::of_construct(const CallSite& site) const {
  const Node constructor = unwrap(site.node.child(Field::constructor));
  const Node arguments = site.node.child(Field::arguments);
  if (const Growth* growth = named(text(constructor))) return {.growth = *growth};
  const std::string_view global = types_.global(constructor);
  if (!global.empty()) {
    const auto builtin = builtin_constructor(global);
    if (!builtin) return {.growth = Growth::possible};
    CallEffect effect = with_callbacks(*builtin, arguments);
    if (iterates_arguments(global, arguments)) effect.growth = std::max(effect.growth, Growth::unlikely);
    return effect;
  }
  if (const FunctionId function = function_of(constructor); function != kNone) {
    CallEffect effect{.growth = Growth::never, .targets = {function}};
    if (functions_.functions[function].node.child(Kind::class_heritage)) effect.growth = Growth::possible;
    return effect;
  }
  if (constructor.kind() == Kind::member_expression) {
    const Node object = constructor.child(Field::object);
    const std::string_view name = types_.global(object);
    const std::string_view property = text(constructor.child(Field::property));
    if (name == "WebAssembly") return {.growth = property == "Instance" ? Growth::possible : Growth::never};
    if (object.kind() != Kind::this_ && is_module(object)) return {.growth = Growth::likely};
  }
  return {.growth = Growth::possible};
}

// `for (… of x)`, `[...x]`; of `[a] = x`, the value is not looked for.
CallEffect CallEffects::of_iteration(const CallSite& site) const {
  Node iterated;
  if (site.node.kind() == Kind::for_in_statement) iterated = unwrap(site.node.child(Field::right));
  if (site.node.kind() == Kind::spread_element) iterated = unwrap(site.node.operand(0));
  if (!iterated) return {.growth = Growth::unlikely};
  if (site.node.kind() == Kind::for_in_statement && site.node.child(std::uint32_t{1}).range().size() == 5 &&
      text(site.node.child(std::uint32_t{1})) == "await") {
    return {.growth = Growth::likely};
  }
  switch (types_.of(iterated)) {
    case ValueType::array:
    case ValueType::typed_array:
    case ValueType::string:
    case ValueType::map:
      return {};
    default:
      break;
  }
  if (iterated.kind() == Kind::call_expression) {
    const FunctionId function = function_of(iterated.child(Field::function));
    if (function != kNone && functions_.functions[function].generator) {
      return {.growth = Growth::unlikely, .stepped = {function}};
    }
  }
  return {.growth = Growth::unlikely};
}

CallEffect CallEffects::of(const CallSite& site) const {
  switch (site.kind) {
    case CallKind::call:
      return of_callee(site.node.child(Field::function), site, 0);
    case CallKind::tag:
      if (text(site.node.child(Field::function)) == "String.raw") return {};
      return of_callee(site.node.child(Field::function), site, 0);
    case CallKind::construct:
      return of_construct(site);
    case CallKind::await_:
    case CallKind::yield_:
      return {.growth = Growth::likely};
    case CallKind::iterator_step:
      return of_iteration(site);
    case CallKind::dispose:
      return {.growth = Growth::possible};
  }
  return {.growth = Growth::possible};
}

}  // namespace heaplift
