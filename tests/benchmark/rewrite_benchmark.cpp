// How long a whole rewrite, or lint, takes, against tree-sitter's parse alone of the same bytes.
//
//   heaplift_benchmark [--benchmark_…] [FILE…]   times all; without FILE on two builds of sql.js (npm ci in tests/)
//   heaplift_benchmark --once=NAME FILE          one of them once, and prints the peak memory, to be run under callgrind
//
// The names are `parse`, those of the passes, `growth-check-O` and `lint`. A rewrite is everything between the bytes of
// the file and those of the result: checking the UTF-8, parsing, resolving names, finding views and accesses, editing.
// Lint is everything up to the findings. scripts/benchmark.sh prints the ratios.
#include <benchmark/benchmark.h>
#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/parse.h"
#include "passes/pass.h"
#include "passes/rewrite.h"
#include "rules/lint.h"
#include "src/base/source.h"
#include "src/edit/edit_buffer.h"

namespace heaplift {
namespace {

[[noreturn]] void fail(const std::string& message) {
  std::fprintf(stderr, "heaplift_benchmark: %s\n", message.c_str());
  std::exit(2);
}

template <class T>
T value_or_fail(Result<T> result) {
  if (!result) fail(result.error().message);
  return std::move(result).value();
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) fail("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

void parse_once(const std::string& text) {
  const Tree tree = value_or_fail(parse(text));
  benchmark::DoNotOptimize(tree.root());
}

void rewrite_once(const Pass& pass, const RewriteOptions& options, const std::string& text) {
  const Source source = value_or_fail(Source::make("input.js", text));
  const Rewriting rewriting = value_or_fail(rewrite(source, pass, options));
  if (rewriting.failed()) fail("the file cannot be rewritten");
  benchmark::DoNotOptimize(apply_edits(source.text(), rewriting.edits));
}

void lint_once(const std::string& text) {
  const Source source = value_or_fail(Source::make("input.js", text));
  benchmark::DoNotOptimize(value_or_fail(lint(source, LintOptions{})).findings.size());
}

struct Measured {
  std::string name;
  std::function<void(const std::string& text)> run;
};

std::vector<Measured> all_measured() {
  std::vector<Measured> all = {{"parse", parse_once}};
  for (const Pass& pass : passes()) {
    all.push_back({std::string(pass.name), [&pass](const std::string& text) { rewrite_once(pass, {}, text); }});
  }
  all.push_back({"growth-check-O", [](const std::string& text) {
                   RewriteOptions options;
                   options.optimize = true;
                   rewrite_once(*find_pass("growth-check"), options, text);
                 }});
  all.push_back({"lint", lint_once});
  return all;
}

// What `--once` measures, and how much memory it took at most.
int run_once(std::string_view name, const char* path) {
  const std::string text = read_file(path);
  const std::vector<Measured> all = all_measured();
  const auto measured = std::ranges::find(all, name, &Measured::name);
  if (measured == all.end()) fail("nothing is called " + std::string(name));
  measured->run(text);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("peak_kib %ld\n", usage.ru_maxrss);
  return 0;
}

void add_benchmarks(const std::filesystem::path& path) {
  const std::string text = read_file(path);
  for (const Measured& measured : all_measured()) {
    const auto run = [text, measured](benchmark::State& state) {
      for ([[maybe_unused]] auto _ : state) {
        state.PauseTiming();
        malloc_trim(0);  // each run finds the heap as in a process of its own, not what the one before has freed
        state.ResumeTiming();
        measured.run(text);
      }
      state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
    };
    const std::string name = measured.name + "/" + path.filename().string();
    benchmark::RegisterBenchmark(name.c_str(), run)->Unit(benchmark::kMillisecond);
  }
}

std::vector<std::filesystem::path> default_files() {
  const std::filesystem::path folder = HEAPLIFT_SOURCE_DIR "/tests/node_modules/sql.js/dist";
  return {folder / "sql-wasm-debug.js", folder / "sql-asm-debug.js"};
}

int run_benchmarks(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const std::vector<std::filesystem::path> given(argv + 1, argv + argc);
  for (const auto& path : given.empty() ? default_files() : given) add_benchmarks(path);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}

}  // namespace
}  // namespace heaplift

int main(int argc, char** argv) {
  constexpr std::string_view kOnce = "--once=";
  if (argc > 1 && std::string_view(argv[1]).starts_with(kOnce)) {
    if (argc != 3) heaplift::fail("usage: heaplift_benchmark --once=NAME FILE");
    return heaplift::run_once(std::string_view(argv[1]).substr(kOnce.size()), argv[2]);
  }
  return heaplift::run_benchmarks(argc, argv);
}
