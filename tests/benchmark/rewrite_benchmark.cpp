// How long a whole rewrite takes, against tree-sitter's parse alone of the same bytes.
//
//   heaplift_benchmark [--benchmark_…] [FILE…]   times both; without FILE on two builds of sql.js (npm ci in tests/)
//   heaplift_benchmark --once=parse FILE         parses once and prints the peak memory, to be run under callgrind
//   heaplift_benchmark --once=PASS FILE          the same for a rewrite by PASS
//
// A rewrite is everything between the bytes of the file and those of the result: checking the UTF-8, parsing,
// resolving names, finding views and accesses, editing. scripts/benchmark.sh prints the ratios.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/parse.h"
#include "passes/pass.h"
#include "passes/rewrite.h"
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

void rewrite_once(const Pass& pass, const std::string& text) {
  const Source source = value_or_fail(Source::make("input.js", text));
  const Rewriting rewriting = value_or_fail(rewrite(source, pass, RewriteOptions{}));
  if (rewriting.failed()) fail("the file cannot be rewritten");
  benchmark::DoNotOptimize(apply_edits(source.text(), rewriting.edits));
}

const Pass& pass_or_fail(std::string_view name) {
  if (const Pass* pass = find_pass(name)) return *pass;
  fail("no pass " + std::string(name));
}

// What `--once` measures, and how much memory it took at most.
int run_once(std::string_view what, const char* path) {
  const std::string text = read_file(path);
  if (what == "parse") {
    parse_once(text);
  } else {
    rewrite_once(pass_or_fail(what), text);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("peak_kib %ld\n", usage.ru_maxrss);
  return 0;
}

template <class Run>
void add_benchmark(const std::string& name, const std::string& text, Run run) {
  const auto measure = [text, run](benchmark::State& state) {
    for ([[maybe_unused]] auto _ : state) run(text);
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
  };
  benchmark::RegisterBenchmark(name.c_str(), measure)->Unit(benchmark::kMillisecond);
}

void add_benchmarks(const std::filesystem::path& path) {
  const std::string text = read_file(path);
  const std::string file = path.filename().string();
  add_benchmark("parse/" + file, text, parse_once);
  for (const Pass& pass : passes()) {
    add_benchmark(std::string(pass.name) + "/" + file, text,
                  [&pass](const std::string& input) { rewrite_once(pass, input); });
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
    if (argc != 3) heaplift::fail("usage: heaplift_benchmark --once=parse|PASS FILE");
    return heaplift::run_once(std::string_view(argv[1]).substr(kOnce.size()), argv[2]);
  }
  return heaplift::run_benchmarks(argc, argv);
}
