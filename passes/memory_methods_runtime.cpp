// The runtime of `memory-methods`: load8_s, store8, view8_s and so on as methods of WebAssembly.Memory, where the
// engine has none.
//
// The memory keeps a view per element type in a property of its own ("heaplift_i32"), made at the first use
// and replaced when it is found short. The name does not depend on the prefix: two runtimes on a page may
// use one memory, and each takes the other's view for what it is, a view over the memory that may be stale.
//
// The fast path serves an address whose index `i = p >>> 2` is in the view and for which `i * 4 === p`: aligned,
// whole, not negative and under 4 GiB in one comparison. Everything else goes through hl_load and hl_store,
// which treat an address as a wasm access does: a fraction is cut off, a negative int32 is a pointer over
// 2 GiB, a misaligned element is put together from its bytes (not by DataView, which tears aligned ones on
// shared memory too), and what is outside traps, after grow(0) told the true size of a shared memory.
//
// Closure's ADVANCED mode renames the methods, each file in its own way, but not what is quoted. A method that another
// file has given the name of one of this file's is told by the name that it keeps in "heaplift_name".
//
// An object that is not a WebAssembly.Memory (wasm2js) grows into a new ArrayBuffer and leaves the old one
// attached with stale data. So its views are kept with the buffer they are over, not with the memory, and
// every access asks the memory for its buffer.
#include <algorithm>
#include <bit>
#include <string>
#include <vector>

#include "passes/runtime.h"
#include "passes/runtime_text.h"
#include "passes/size_probe.h"

namespace heaplift {

namespace {

constexpr std::string_view kHeader =
    "// heaplift runtime (memory-methods): loads, stores and views of a growing memory. Free for any use.\n";

constexpr std::string_view kLoad = R"(
  <method>(p) {
    var H = this["heaplift_<id>"], i = typeof p === "number" ? p >>> <shift> : -1;
    return i * <size> === p && H && i < (H.length | 0) ? H[i] : hl_load(this, p, "<id>", <array>);
  })";

constexpr std::string_view kStore = R"(
  <method>(p, v) {
    var H = this["heaplift_<id>"], i = typeof p === "number" ? p >>> <shift> : -1;
    if (i * <size> === p && H && i < (H.length | 0)) H[i] = v;
    else hl_store(this, p, v, "<id>", <array>);
  })";

constexpr std::string_view kView = R"(
  <method>(begin, end) {
    begin = Number(begin) / <size>;
    if (end !== undefined) end = Number(end) / <size>;
    var H = this["heaplift_<id>"], pages = this["heaplift_pages"];
    var current = H && (pages ? pages(0) * 65536 === H.byteLength : pages === null && H.length);
    if (!current) H = hl_whole(this, "<id>", <array>);
    return arguments.length ? H.subarray(begin, end) : H;
  })";

// The view over the buffer that the memory has now, as far as the engine tells. All views of a memory are over one
// buffer object: programs compare `.buffer` of two views to see whether both are in the memory, and on V8 each
// grow(0) of a shared memory makes another object. Beside the views, the memory keeps the probe of its size
// (size_probe.h), or null when it is not shared.
constexpr std::string_view kCurrent = R"(
function hl_keep(holder, key, value) {
  Object.defineProperty(holder, key, { value: value, writable: true, configurable: true });
  return value;
}

function hl_current(m, id, type) {
  var b = m.buffer, kept = m["heaplift_buffer"], key = "heaplift_" + id, tag = Object.prototype.toString;
  var real = tag.call(m) === "[object WebAssembly.Memory]", holder = real ? m : b;
  var shared = tag.call(b) === "[object SharedArrayBuffer]";
  if (kept && shared && kept.byteLength === b.byteLength) b = kept;
  if (real && b !== kept) hl_keep(m, "heaplift_buffer", b);
  if (real && m["heaplift_pages"] === undefined) hl_keep(m, "heaplift_pages", shared ? hl_sizer(m) : null);
  var H = holder[key];
  return H && H.buffer === b ? H : hl_keep(holder, key, new type(b));
}
)";

// On V8 `.buffer` of a shared memory can be stale. grow(0) makes it current.
constexpr std::string_view kWhole = R"(
function hl_whole(m, id, type) {
  var H = m["heaplift_" + id], pages;
  if (!H || !H.length) H = hl_current(m, id, type);
  if (!m["heaplift_" + id] || Object.prototype.toString.call(H.buffer) !== "[object SharedArrayBuffer]") return H;
  try {
    pages = m.grow(0);
  } catch (e) {
    pages = Number(m.grow(BigInt(0)));
  }
  return pages * 65536 === H.byteLength ? H : hl_current(m, id, type);
}
)";

constexpr std::string_view kReach = R"(
function hl_address(p) {
  if (typeof p === "bigint") return Number(BigInt.asUintN(64, p));
  p = Math.trunc(p) || 0;
  return p < 0 ? p >>> 0 : p;
}

function hl_reach(m, p, id, type) {
  var H = m["heaplift_" + id], end = p + type.BYTES_PER_ELEMENT;
  if (H && end <= H.byteLength) return H;
  H = hl_whole(m, id, type);
  if (end <= H.byteLength) return H;
  var trap = typeof WebAssembly !== "undefined" && WebAssembly.RuntimeError || RangeError;
  throw new trap("memory access out of bounds");
}
)";

constexpr std::string_view kSlowLoad = R"(
function hl_load(m, p, id, type) {
  p = hl_address(p);
  var H = hl_reach(m, p, id, type), n = type.BYTES_PER_ELEMENT;
  if (p % n === 0) return H[p / n];
  var element = new type(1);
  new Uint8Array(element.buffer).set(new Uint8Array(H.buffer, p, n));
  return element[0];
}
)";

constexpr std::string_view kSlowStore = R"(
function hl_store(m, p, v, id, type) {
  var element = new type(1), n = type.BYTES_PER_ELEMENT;
  p = hl_address(p);
  element[0] = v;
  var H = hl_reach(m, p, id, type);
  if (p % n === 0) H[p / n] = element[0];
  else new Uint8Array(H.buffer, p, n).set(new Uint8Array(element.buffer));
}
)";

constexpr std::string_view kInstall = R"(
function hl_install(target) {
  Object.keys(hl_methods).forEach(function (key, i) {
    var name = hl_names[i];
    if (!(key in target)) hl_keep(target, key, hl_methods[key])["heaplift_name"] = name;
    else if (key !== name && target[key]["heaplift_name"] !== name) {
      throw new Error("heaplift: another file on this page has renamed a method of memories to `" + key + "`");
    }
  });
}
)";

constexpr std::string_view kInstallNow = R"(
if (typeof WebAssembly !== "undefined" && WebAssembly.Memory) hl_install(WebAssembly.Memory.prototype);
)";

constexpr std::string_view kMemoryHook = R"(
function hl_memory(m) {
  if (m) hl_install(m);
  return m;
}
)";

constexpr std::string_view kPlainMemoryHook = R"(
function hl_memory(m) {
  return m;
}
)";

constexpr std::string_view kLateCall = R"(
function hl_call_<id>(method, ...operands) {
  var view = <memory>.<method>();
  return view[method](...operands);
}
)";

constexpr std::string_view kReference = R"(
function hl_ref_<id>(i) {
  return {
    get value() { return <memory>.<method>()[i]; },
    set value(v) { <memory>.<method>()[i] = v; }
  };
}
)";

constexpr std::string_view kAtomics = R"(
function hl_atomics_<id>(f, i, ...operands) {
  var m = <memory>, H = m["heaplift_<id>"];
  return f(H && typeof i === "number" && i >= 0 && i < (H.length | 0) ? H : m.<method>(), i, ...operands);
}
)";

// The methods that the calls of a file need.
class Methods {
 public:
  Methods(const RuntimeUse& use, const RuntimeSite& site) : out_(site.prefix), names_(site.names) {
    for (std::size_t i = 0; i < kViewTypeCount; ++i) add_type(use, static_cast<ViewType>(i));
  }

  [[nodiscard]] bool loads() const { return loads_; }
  [[nodiscard]] bool stores() const { return stores_; }
  [[nodiscard]] bool empty() const { return added_.empty(); }
  [[nodiscard]] std::string take() { return out_.take(); }
  // The names, quoted, in the order of the methods.
  [[nodiscard]] std::string quoted_names() const {
    std::string list;
    for (const std::string& name : added_) list += (list.empty() ? "\"" : ", \"") + name + "\"";
    return list;
  }

 private:
  void add_type(const RuntimeUse& use, ViewType type) {
    if (use.has(Helper::load, type)) loads_ = add(Helper::load, type, kLoad);
    if (use.has(Helper::store, type)) stores_ = add(Helper::store, type, kStore);
    if (use.has(Helper::view, type) || use.has(Helper::late_call, type) || use.has(Helper::reference, type) ||
        use.has(Helper::atomics, type)) {
      add(Helper::view, type, kView);
    }
  }

  // HEAP8 and HEAPU8 share the method store8: the second one adds nothing.
  bool add(Helper helper, ViewType type, std::string_view text) {
    const std::string name = method_name(helper, type, names_);
    if (std::find(added_.begin(), added_.end(), name) != added_.end()) return true;
    const std::string shift = std::to_string(std::countr_zero(info(type).element_size));
    if (!added_.empty()) out_.add(",");
    out_.add(type, text, {{"method", name}, {"shift", shift}});
    added_.push_back(name);
    return true;
  }

  RuntimeText out_;
  MethodNames names_;
  std::vector<std::string> added_;
  bool loads_ = false;
  bool stores_ = false;
};

void add_methods(RuntimeText& out, Methods& methods) {
  out.add("var hl_methods = {<methods>\n};\nvar hl_names = [<names>];\n",
          {{"methods", methods.take()}, {"names", methods.quoted_names()}});
  out.add(kCurrent);
  out.add(kSizeProbe);
  out.add(kWhole);
  if (methods.loads() || methods.stores()) out.add(kReach);
  if (methods.loads()) out.add(kSlowLoad);
  if (methods.stores()) out.add(kSlowStore);
  out.add(kInstall);
}

void add_helpers(RuntimeText& out, const RuntimeUse& use, const RuntimeSite& site, ViewType type) {
  const std::string view = method_name(Helper::view, type, site.names);
  const RuntimeText::Values values = {{"memory", site.memory}, {"method", view}};
  if (use.has(Helper::late_call, type)) out.add(type, kLateCall, values);
  if (use.has(Helper::reference, type)) out.add(type, kReference, values);
  if (use.has(Helper::atomics, type)) out.add(type, kAtomics, values);
}

}  // namespace

std::string memory_methods_runtime(const RuntimeUse& use, const RuntimeSite& site) {
  if (use.empty()) return {};
  Methods methods(use, site);
  RuntimeText out(site.prefix);
  out.add(kHeader);
  const bool none = methods.empty();
  if (!none) add_methods(out, methods);
  if (!none && !site.own_webassembly) out.add(kInstallNow);
  for (std::size_t i = 0; i < kViewTypeCount; ++i) add_helpers(out, use, site, static_cast<ViewType>(i));
  if (use.memory_hook || site.own_webassembly) out.add(none ? kPlainMemoryHook : kMemoryHook);
  return out.take();
}

}  // namespace heaplift
