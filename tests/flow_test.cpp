// Flow: in each program below, `v` is a variable that is written, and read at the marks. A mark says whether the memory
// may have grown on some way from a write to this read: `stale`, `fresh` if it cannot, `none` if no write gets there.
// `g()` stands for any call that may grow the memory.
#include "src/analysis/flow.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support.h"

namespace heaplift {
namespace {

using testing::Analysed;
using testing::Marked;
using testing::nested;
using testing::read_marks;
using testing::repeated;

struct Flowing {
  explicit Flowing(const std::string& source)
      : file(source),
        tracer(file.scopes, file.text, ""),
        functions(find_functions(file.tree.root(), file.text, file.scopes, tracer)),
        growth(find_growth(functions, file.scopes, file.views, tracer, {})) {
    for (const Binding& binding : file.scopes.bindings) followed.push_back(file.scopes.names.text(binding.name) == "v");
    flow = build_flow(file.tree.root(), file.text, file.scopes, functions, growth, file.accesses, followed);
  }

  Analysed file;
  Tracer tracer;
  Functions functions;
  GrowthPoints growth;
  std::vector<bool> followed;
  Flow flow;
};

struct State {
  bool fresh = false;
  bool stale = false;
};

void step(State& state, EventKind kind) {
  switch (kind) {
    case EventKind::growth:
      state.stale |= state.fresh;
      state.fresh = false;
      break;
    case EventKind::write:
      state = {.fresh = true};
      break;
    case EventKind::declare:
      state = {};
      break;
    case EventKind::read:
    case EventKind::access:
    case EventKind::bind:
    case EventKind::place:
      break;
  }
}

// The source with its marks as the analysis would set them.
std::string found_in(const Flowing& flowing, const Marked& marked) {
  std::vector<std::string> at(marked.marks.size(), "missing");
  for (FunctionId id = 0; id < flowing.functions.functions.size(); ++id) {
    const FunctionFlow& part = flowing.flow.functions[id];
    const auto states = solve_forward(
        flowing.flow, id, State{},
        [&](BlockId block, State state) {
          for (const Event& event : flowing.flow.events_of(block)) step(state, event.kind);
          return state;
        },
        [](State& into, const State& from) {
          const State before = into;
          into.fresh |= from.fresh;
          into.stale |= from.stale;
          return into.fresh != before.fresh || into.stale != before.stale;
        });
    for (BlockId block = part.first_block; block < part.end_block; ++block) {
      State state = states[block - part.first_block];
      for (const Event& event : flowing.flow.events_of(block)) {
        step(state, event.kind);
        if (event.kind != EventKind::read) continue;
        const std::uint32_t end = flowing.file.scopes.references[event.subject].range.end;
        for (std::size_t i = 0; i < at.size(); ++i) {
          if (marked.marks[i].offset == end) at[i] = state.stale ? "stale" : state.fresh ? "fresh" : "none";
        }
      }
    }
  }
  std::string out;
  std::uint32_t from = 0;
  for (std::size_t i = 0; i < at.size(); ++i) {
    out.append(marked.text.substr(from, marked.marks[i].offset - from)).append("^").append(at[i]);
    from = marked.marks[i].offset;
  }
  return out.append(marked.text.substr(from));
}

void expect_flow(std::initializer_list<const char*> sources) {
  for (const char* body : sources) {
    const std::string source = std::string("async function* f() { var v; ") + body + " }";
    const Marked marked = read_marks(source);
    const Flowing flowing(marked.text);
    EXPECT_FALSE(flowing.file.tree.root().has_error()) << source;
    EXPECT_EQ(found_in(flowing, marked), source);
  }
}

TEST(Flow, SeesEachGrowthPoint) {
  expect_flow({
      "v = 1; v^fresh; g(); v^stale; v = 2; v^fresh",
      "v = 1; new X(); v^stale",
      "v = 1; g`x`; v^stale",
      "v = 1; await 0; v^stale",
      "v = 1; yield 0; v^stale",
      "v = 1; Atomics.store(x, 0, 1); v^stale",
      "v = 1; [...x]; v^stale",
      "v = 1; [a] = x; v^stale",
      "v = 1; for (x of y) v^stale; v^stale",
      "v = 1; for await (x of y) v^stale",
      "v = 1; for (x in y) v^fresh; v^fresh",
      "v = 1; Math.max(1); [].push(1); v^fresh",
      "v = 1; (() => { g() })(); v^stale",
      "v = 1; const h = () => { g() }; v^fresh; h(); v^stale",
  });
}

TEST(Flow, EvaluatesOperandsInOrder) {
  expect_flow({
      "v = g(); v^fresh",
      "v = 1; x(v^fresh, g(), v^stale)",
      "v = 1; x = v^fresh + g() + v^stale",
      "v = 1; x[v^fresh] = g(); v^stale",
      "v = 1; x[g()][v^stale]",
      "v = 1; ({[g()]: v^stale})",
      "v = 1; `${v^fresh}${g()}${v^stale}`",
      "v = 1; v^fresh += g(); v^fresh",
      "v = 1; g(); v^stale++; v^fresh",
      "v = 1; g(); ({v, x} = y); v^fresh",
      "v = 1; [x[v^stale]] = y; v^stale",  // the iterator is got first
      "v = 1; [v] = g(); v^stale",         // by the steps of the iterator
      "v = 1; ({x: v = g()} = y); v^fresh",
      "v = 1; var {x = g()} = v^fresh; v^stale",
      "v = 1; var {x = v^stale} = g()",
      "v = 1; class A extends g() { [v^stale] = 1 }",
      "v = 1; class A { static x = g(); y = g() } v^stale",
      "v = 1; class A { y = g() } v^fresh",
      "v = 1; class A { static { g() } } v^stale",
  });
}

TEST(Flow, BranchesAtOperators) {
  expect_flow({
      "v = 1; x && g(); v^stale",
      "v = 1; g() && (v = 2); v^stale",
      "v = 1; x || (v = 2, g(), v = 3); v^fresh",
      "v = 1; x ?? g(); v^stale",
      "v = 1; x ? g() : (v = 2); v^stale",
      "v = 1; (x ? g() : h(), v = 2); v^fresh",
      "v = 1; g(); x ? (v = 2) : (v = 3); v^fresh",
      "v = 1; x.y ||= g(); v^stale",
      "v = 1; g(); v^stale &&= 2; v^stale",
      "v = 1; x?.[g()]; v^stale",
      "v = 1; g(); x?.[v = 2]; v^stale",
      "v = 1; g(); x?.y(v = 2); v^stale",
      "v = 1; g(); [x = (v = 2)] = []; v^stale",
  });
}

TEST(Flow, BranchesAtStatements) {
  expect_flow({
      "v = 1; if (x) g(); v^stale",
      "v = 1; if (x) v = 2; else g(); v^stale",
      "v = 1; g(); if (x) v = 2; v^stale",
      "v = 1; g(); if (x) v = 2; else v = 3; v^fresh",
      "v = 1; if (x) { g(); return } v^fresh",
      "v = 1; if (x) { g(); throw x } v^fresh",
      "v = 1; switch (x) { case 1: g(); break; default: } v^stale",
      "v = 1; switch (x) { case 1: g(); case 2: v^stale; break; case 3: v^fresh }",
      "v = 1; switch (x) { case g(): break; case 2: v^stale }",
      "v = 1; g(); switch (x) { case 1: v = 2; break; default: v = 3 } v^fresh",
      "v = 1; g(); switch (x) { case 1: v = 2; break } v^stale",
      "v = 1; switch (x) { default: v^fresh; g(); case 1: v^stale }",
      "v = 1; switch (x) { case 1: default: v^fresh }",
      "v = 1; switch (g()) { } v^stale",
      "a: { v = 1; if (x) break a; g() } v^stale",
      "a: { v = 1; g(); if (x) break a; v = 2 } v^stale",
      "v = 1; a: { if (x) break a; return } v^fresh",
      "return; v^none",
  });
}

TEST(Flow, GoesAroundLoops) {
  expect_flow({
      "v = 1; while (x) { v^stale; g() } v^stale",
      "v = 1; while (g()) v^stale",
      "v = 1; do { v^stale; g() } while (v^stale); v^stale",
      "v = 1; for (;;) { v^stale; g() }",
      "v = 1; for (; v^stale; g()) v^stale; v^stale",
      "for (v = 1; v^stale; v^stale) { g() }",
      "for (v = 1; x; v = 2) { v^fresh; g(); v^stale }",
      "while (x) { v = 1; v^fresh; g() } v^stale",
      "while (true) { v = 1; if (x) break; g() } v^fresh",
      "while (x) { let v; v^none; v = 1; g() }",
      "v = 1; for (const x of [1]) { v^stale; g() } v^stale",
      "for (v of [1]) { v^fresh; g() } v^stale",
      "for (const w of [1]) { v = w; v^fresh; if (x) continue; g(); v^stale }",
      "v = 1; while (x) { if (y) continue; v^fresh; break } g()",
      "v = 1; while (x) { v^stale; if (y) { g(); continue } }",
      "v = 1; a: while (x) { v^stale; while (y) { g(); continue a } v = 2 }",
      "v = 1; a: while (x) { v^fresh; while (y) { g(); v = 2; continue a } }",
      "v = 1; a: b: for (;; v = 2) { v^fresh; for (;;) { g(); continue a } }",
      "v = 1; a: while (x) { while (y) { g(); break a } } v^stale",
      "v = 1; a: while (x) { while (y) { g(); v = 2; break a } } v^fresh",
  });
}

TEST(Flow, FollowsExceptions) {
  expect_flow({
      "v = 1; try { g() } catch { v^stale } v^stale",
      "v = 1; try { x.y } catch { v^fresh } v^fresh",
      "v = 1; try { g(); v = 2; g(); v = 3 } catch { v^stale } v^stale",
      "try { v = 1 } catch { v^fresh }",
      "try { v = 1; x.y; v = 2; g(); v = 3 } catch { v^stale; return } v^fresh",
      "v = 1; g(); try { v = 2 } catch { v^stale }",
      "v = 1; try { throw g() } catch { v^stale }",
      "v = 1; try { throw x; g() } catch { v^fresh }",
      "v = 1; try { x.y } catch { g() } v^stale",
      "v = 1; try { x.y } catch { g(); return } v^fresh",
      "v = 1; try { try { g() } catch { v = 2 } v^stale } catch { v^stale }",
      "v = 1; try { await x } catch { v^stale }",
      "v = 1; try { v = g() } catch (v) { } v^stale",
  });
}

TEST(Flow, PassesThroughFinally) {
  expect_flow({
      "v = 1; try { g() } finally { v^stale } v^stale",
      "v = 1; try { } finally { g() } v^stale",
      "v = 1; try { x.y } finally { v^fresh }",
      "v = 1; try { return g() } finally { v^stale }",
      "v = 1; try { try { g() } finally { v = 2 } } catch { v^stale }",
      "v = 1; try { try { throw x } finally { g() } } catch { v^stale }",
      "v = 1; try { x.y } catch { g() } finally { v^stale } v^stale",
      "v = 1; while (x) { v^stale; try { continue } finally { g() } }",
      "v = 1; while (x) { try { break } finally { g() } } v^stale",
      "v = 1; a: while (x) { v^stale; while (y) { try { continue a } finally { g() } return } return }",
      "v = 1; a: { try { try { break a } finally { g() } return } finally { v^stale } } v^stale",
      "v = 1; a: { try { break a } finally { v = 2 } return } v^fresh",
      "v = 1; while (x) { try { g(); break } finally { v = 2 } } v^fresh",
  });
}

TEST(Flow, KeepsFunctionsApart) {
  expect_flow({
      "v = 1; function h() { g(); v^none } v^fresh",
      "v = 1; const h = () => { v = 2; g(); v^stale }; v^fresh",
      "v = 1; x = { m() { g() }, get y() { g() } }; v^fresh",
  });
  const Flowing flowing("function a() { b() } class C { x = c(); y = d() } e()");
  ASSERT_EQ(flowing.flow.functions.size(), 3U);
  for (const FunctionFlow& part : flowing.flow.functions) EXPECT_LT(part.first_block, part.end_block);
}

TEST(Flow, HasAnEventForEachAccess) {
  const std::string text = "HEAP8[f(HEAP16[1])] = 2; [HEAP32[0]] = x; HEAPU8.set(y, 1); function h() { return HEAP8 }";
  const Flowing flowing(text);
  std::vector<std::size_t> seen(flowing.file.accesses.accesses.size());
  for (const Event& event : flowing.flow.events) {
    if (event.kind == EventKind::access) ++seen[event.subject];
  }
  EXPECT_EQ(seen, std::vector<std::size_t>(5, 1));
}

TEST(Flow, PutsAnAccessBehindItsOperands) {
  const Flowing flowing("HEAP8[g()] = 2;");
  ASSERT_EQ(flowing.flow.events.size(), 2U);
  EXPECT_EQ(flowing.flow.events[0].kind, EventKind::growth);
  EXPECT_EQ(flowing.flow.events[1].kind, EventKind::access);
}

TEST(Flow, TakesLinearTimeAndNoStack) {
  const auto begin = std::chrono::steady_clock::now();
  const std::size_t depth = 10'000;
  for (const std::string& source : {
           nested("while (x) {", "g()", "}", depth),
           nested("try {", "g()", "} finally { h() }", depth),
           nested("try { g() } catch {", "g()", "}", depth),
           nested("a: {", "break a", "}", depth),
           nested("x && (", "g()", ")", depth),
           nested("x ? 1 : (", "g()", ")", depth),
           nested("switch (x) { case 1: ", "g()", "}", depth),
           nested("if (x) {", "g()", "} else h()", depth),
           nested("function f() {", "g()", "}", depth),
           nested("a: while (x) { try { continue a;", "g()", "} finally { } }", depth),
           nested("class A { x = ", "g()", "}", 5'000),
       }) {
    const Flowing flowing(source);
    EXPECT_LT(flowing.flow.blocks.size() + flowing.flow.edges.size(), depth * 30) << source.substr(0, 40);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60 * HEAPLIFT_SLOWDOWN));
}

TEST(Flow, SurvivesWhatIsNotJavaScript) {
  for (const char* source :
       {"break; continue; return", "break a", "continue a", "try {", "while (", "for (;;", "switch (x) {",
        "a: while (x) { continue b }", "} finally { }", "catch", "for (x of", "do x"}) {
    const Flowing flowing(source);
    EXPECT_FALSE(flowing.flow.blocks.empty()) << source;
  }
}

}  // namespace
}  // namespace heaplift
