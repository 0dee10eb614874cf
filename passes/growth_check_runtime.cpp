// The runtime of `growth-check`: helpers over views of the runtime's own.
//
//   hl_load_i32(i)  is  (typeof i === "number" && i < (hl_i32.length | 0) ? hl_i32 : hl_miss(i, "i32"))[i]
//
// hl_i32 and its like start empty and are replaced on a miss. `length | 0` is the length, or negative where
// that does not fit an int32: then hl_miss decides, so heaps over 2 GiB are right and only slower. Any
// other key ("length", a symbol, an object) gets a view over the whole memory, and is evaluated once.
//
// On an unshared memory `.buffer` tells whether the views are current; grow(0) would detach other people's
// views, so it is never called there. On a shared memory V8 may hand out a stale `.buffer`, and grow(0) makes
// it current, so an index outside the views is decided by that. For a whole view, which has no index to
// test, the size probe (size_probe.h) says whether grow(0) is called for.
//
// An object that is not a WebAssembly.Memory (wasm2js) grows into a new ArrayBuffer and leaves the old one
// attached with stale data, which no bounds test can see. For such the fast views stay empty and the slow
// path compares buffers at every access.
//
// Closure's ADVANCED mode renames properties that are not quoted: the keys of hl_views are.
#include <algorithm>
#include <array>
#include <vector>

#include "passes/runtime.h"
#include "passes/runtime_text.h"
#include "passes/size_probe.h"

namespace heaplift {

namespace {

// Which parts of the text a file needs, with what one helper needs of another.
struct Parts {
  RuntimeUse use;
  std::vector<ViewType> types;  // that any helper uses

  explicit Parts(const RuntimeUse& wanted) : use(wanted) {
    for (std::size_t i = 0; i < kViewTypeCount; ++i) add_type(static_cast<ViewType>(i));
  }

  [[nodiscard]] bool sizes() const { return use.has(Helper::view) || use.sync; }

  // The types of which the views themselves are used.
  [[nodiscard]] std::vector<ViewType> plain() const {
    std::vector<ViewType> found;
    for (const ViewType type : types) {
      if (use.has(Helper::plain, type)) found.push_back(type);
    }
    return found;
  }

  [[nodiscard]] bool indexed() const { return use.has(Helper::load) || use.has(Helper::store); }

 private:
  void add_type(ViewType type) {
    if (use.has(Helper::late_call, type)) use.add(Helper::view, type);
    if (use.has(Helper::reference, type)) {
      use.add(Helper::load, type);
      use.add(Helper::store, type);
    }
    constexpr std::array kNeeding = {Helper::load, Helper::store, Helper::view, Helper::atomics, Helper::plain};
    if (std::ranges::any_of(kNeeding, [&](Helper helper) { return use.has(helper, type); })) types.push_back(type);
  }
};

constexpr std::string_view kHeader =
    "// heaplift runtime (growth-check): accesses that stay right when the memory grows. Free for any use.\n";

// The view for an index that the runtime's own lacks, and for a key that is no number (NaN asks for the whole
// view). A memory64 takes and gives a BigInt.
constexpr std::string_view kMissStart = R"(
function hl_miss(i, type) {
)";

// For indices that a helper has not seen to be in a view with more elements than an int32 can count. The views of the
// first type tell whether those of hl_views may be taken at all.
constexpr std::string_view kMissLarge =
    R"(  if (hl_<id>.length && typeof i === "number" && i < hl_views[type].length) return hl_views[type];
)";

constexpr std::string_view kMissEnd = R"(  var m = <memory>, pages;
  if (!m) return;
  if (m !== hl_of || !hl_shared) hl_update(m);
  if (hl_shared && !(typeof i === "number" && i < hl_views[type].length)) {
    try {
      pages = m.grow(0);
    } catch (e) {
      pages = Number(m.grow(BigInt(0)));
    }
    if (pages * 65536 !== hl_buffer.byteLength) hl_update(m);
  }
  return hl_views[type];
}
)";

constexpr std::string_view kUpdateStart = R"(
function hl_update(m) {
  var b = m.buffer, tag = Object.prototype.toString;
  if (m === hl_of && b === hl_buffer) return;
  var real = tag.call(m) === "[object WebAssembly.Memory]";
  hl_of = m;
  hl_buffer = b;
  hl_shared = real && tag.call(b) === "[object SharedArrayBuffer]";
)";

constexpr std::string_view kUpdateSize = R"(  hl_pages = b.byteLength / 65536;
  if (hl_shared && m !== hl_sized) {
    hl_sized = m;
    hl_size = hl_sizer(m);
  }
)";

constexpr std::string_view kUpdateViews = R"(  hl_views = {
)";

constexpr std::string_view kUpdateEnd = R"(  };
  if (!real) hl_empty();
)";

constexpr std::string_view kLoad = R"(
function hl_load_<id>(i) {
  return (typeof i === "number" && i < (hl_<id>.length | 0) ? hl_<id> : hl_miss(i, "<id>"))[i];
}
)";

constexpr std::string_view kStore = R"(
function hl_store_<id>(i, v) {
  return (typeof i === "number" && i < (hl_<id>.length | 0) ? hl_<id> : hl_miss(i, "<id>"))[i] = v;
}
)";

constexpr std::string_view kView = R"(
function hl_view_<id>() {
  return hl_<id>.length && (!hl_shared || hl_size(0) === hl_pages) ? hl_<id> : hl_miss(NaN, "<id>");
}
)";

constexpr std::string_view kLateCall = R"(
function hl_call_<id>(method, ...operands) {
  var view = hl_view_<id>();
  return view[method](...operands);
}
)";

constexpr std::string_view kReference = R"(
function hl_ref_<id>(i) {
  return {
    get value() { return hl_load_<id>(i); },
    set value(v) { hl_store_<id>(i, v); }
  };
}
)";

// The runtime's views of the first type tell for all: they are empty where the memory has none, is detached or is no
// WebAssembly.Memory. Before there is a memory the plain views are undefined, as the file's own are; a name that is not
// declared yet is no error, since the check may stand ahead of accesses that are never made.
constexpr std::string_view kSync = R"(
function hl_sync(value) {
  if (hl_shared ? hl_size(0) !== hl_pages : !hl_<id>.length) hl_resync();
  return value;
}

function hl_resync() {
  try {
    hl_miss(NaN, "<id>");
  } catch (e) {
    if (hl_of) throw e;
  }
}
)";

// Views that reach beyond the bytes are right there, whether the memory has grown or not. Others are asked about.
// `byteLength` would be slower: on node 20 by 8 ns.
constexpr std::string_view kSpan = R"(
function hl_span(p, n) {
  if (!(typeof p === "number" && p >= 0 && p <= hl_<id>.length<times> - n)) hl_sync();
}
)";

constexpr std::string_view kAtomics = R"(
function hl_atomics_<id>(f, i, ...operands) {
  return f(typeof i === "number" && i >= 0 && i < hl_<id>.length ? hl_<id> : hl_miss(i, "<id>"), i, ...operands);
}
)";

void add_state(RuntimeText& out, const Parts& parts) {
  out.add("var hl_of, hl_buffer, hl_views, hl_shared = false;\n");
  if (parts.sizes()) out.add("var hl_sized, hl_size, hl_pages;\n");
  out.add("var ");
  for (const ViewType type : parts.types) out.add(type, type == parts.types.front() ? "hl_<id>" : ", hl_<id>");
  for (const ViewType type : parts.plain()) out.add(type, ", hl_<name>");
  out.add(";\nhl_empty();\n\nfunction hl_empty() {\n");
  for (const ViewType type : parts.types) out.add(type, "  hl_<id> = new <array>(0);\n");
  out.add("}\n");
}

void add_update(RuntimeText& out, const Parts& parts, const RuntimeSite& site) {
  out.add(kUpdateStart);
  if (parts.sizes()) out.add(kUpdateSize);
  out.add(kUpdateViews);
  for (const ViewType type : parts.types) {
    const bool plain = parts.use.has(Helper::plain, type);
    out.add(type,
            plain ? "    \"<id>\": hl_<name> = hl_<id> = new <array>(b)" : "    \"<id>\": hl_<id> = new <array>(b)");
    out.add(type == parts.types.back() ? "\n" : ",\n");
  }
  out.add(kUpdateEnd);
  if (!site.refresh_call.empty()) out.add("  <refresh>;\n", {{"refresh", site.refresh_call}});
  out.add("}\n");
}

void add_machinery(RuntimeText& out, const Parts& parts, const RuntimeSite& site) {
  add_state(out, parts);
  add_update(out, parts, site);
  out.add(kMissStart);
  if (parts.indexed()) out.add(parts.types.front(), kMissLarge);
  out.add(kMissEnd, {{"memory", site.memory}});
  if (parts.sizes()) out.add(kSizeProbe);
}

void add_helpers(RuntimeText& out, const Parts& parts, ViewType type) {
  if (parts.use.has(Helper::load, type)) out.add(type, kLoad);
  if (parts.use.has(Helper::store, type)) out.add(type, kStore);
  if (parts.use.has(Helper::view, type)) out.add(type, kView);
  if (parts.use.has(Helper::late_call, type)) out.add(type, kLateCall);
  if (parts.use.has(Helper::reference, type)) out.add(type, kReference);
  if (parts.use.has(Helper::atomics, type)) out.add(type, kAtomics);
}

void add_memory_hook(RuntimeText& out, const Parts& parts) {
  out.add("\nfunction hl_memory(m) {\n");
  if (!parts.types.empty()) out.add("  hl_empty();\n  hl_of = undefined;\n  hl_shared = false;\n");
  for (const ViewType type : parts.plain())
    out.add(type, type == parts.plain().front() ? "  hl_<name>" : " = hl_<name>");
  if (!parts.plain().empty()) out.add(" = undefined;\n");
  out.add("  return m;\n}\n");
}

}  // namespace

std::string growth_check_runtime(const RuntimeUse& use, const RuntimeSite& site) {
  if (use.empty()) return {};
  const Parts parts(use);
  RuntimeText out(site.prefix);
  out.add(kHeader);
  if (!parts.types.empty()) add_machinery(out, parts, site);
  if (use.sync && !parts.types.empty()) out.add(parts.types.front(), kSync);
  if (use.span && !parts.types.empty()) {
    const std::uint32_t size = info(parts.types.front()).element_size;
    out.add(parts.types.front(), kSpan, {{"times", size == 1 ? "" : " * " + std::to_string(size)}});
  }
  for (const ViewType type : parts.types) add_helpers(out, parts, type);
  if (use.memory_hook) add_memory_hook(out, parts);
  return out.take();
}

}  // namespace heaplift
