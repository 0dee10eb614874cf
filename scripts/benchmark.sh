#!/usr/bin/env bash
# Compares a whole rewrite, and lint, with tree-sitter's parse alone of the same file: time, instructions, peak memory.
# Usage: scripts/benchmark.sh [FILE…]     default: two builds of sql.js
# Exit code 1 when a rewrite is over its bounds; -O and lint have none. Times are the best of several runs, so that a busy machine matters less.
set -euo pipefail

readonly time_bound=1.4 memory_bound=1.3 repetitions=12
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
binary=$root/build/benchmark/tests/heaplift_benchmark
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$root/scripts/setup.sh" run benchmark
files=()
for file; do
  files+=("$(realpath -- "$file")")
done
if ((${#files[@]} == 0)); then
  "$root/scripts/npm_install.sh" "$root/tests"
  files=("$root"/tests/node_modules/sql.js/dist/sql-{wasm,asm}-debug.js)
fi
"$root/scripts/build.sh" benchmark heaplift_benchmark

# The passes, growth-check-O and lint, as the benchmark lists them.
list_passes() {
  "$binary" --benchmark_list_tests "${files[0]}" | sed 's|/.*||' | grep -vx parse
}

measure_times() { # writes "milliseconds MEASURED FILE VALUE" lines, processor time
  "$binary" --benchmark_repetitions=$repetitions --benchmark_enable_random_interleaving=true \
    --benchmark_format=csv "${files[@]}" 2>"$scratch/log" >"$scratch/times" || {
    cat "$scratch/log" >&2
    exit 1
  }
  grep '^"' "$scratch/times" | grep -vE '_(mean|median|stddev|cv)"' |
    awk -F '[",/]+' '{ key = $2 " " $3 } !(key in best) || $6 < best[key] { best[key] = $6 }
         END { for (key in best) print "milliseconds", key, best[key] }'
}

measure_once() { # MEASURED FILE: writes "peak_kib …" and "instructions …" lines
  local name
  name=$(basename "$2")
  echo "peak_kib $1 $name $("$binary" "--once=$1" "$2" | sed -n 's/^peak_kib //p')"
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$binary" "--once=$1" "$2" >"$scratch/out" 2>"$scratch/log" || {
    cat "$scratch/log" >&2
    exit 1
  }
  echo "instructions $1 $name $(sed -nE 's/.*Collected : ([0-9]+).*/\1/p' "$scratch/log")"
}

print_table() {
  awk -v time_bound=$time_bound -v memory_bound=$memory_bound '
    function row(quantity, bound,   base, value, ratio, verdict) {
      if (pass ~ /-O$|^lint$/) bound = 0
      base = measured[quantity, "parse", file]
      value = measured[quantity, pass, file]
      ratio = base > 0 ? value / base : 0
      verdict = bound == 0 ? "" : ratio > 0 && ratio <= bound ? "at most " bound : "OVER " bound
      if (verdict ~ /OVER/) failed = 1
      printf "%-26s %-16s %-13s %14.6g %14.6g %7.2f  %s\n", file, pass, quantity, base, value, ratio, verdict
    }
    { measured[$1, $2, $3] = $4 }
    $1 == "instructions" && $2 != "parse" { pair[++pairs] = $3 " " $2 }
    END {
      printf "%-26s %-16s %-13s %14s %14s %7s\n", "file", "pass", "quantity", "parse", "rewrite", "ratio"
      for (i = 1; i <= pairs; i++) {
        split(pair[i], part, " "); file = part[1]; pass = part[2]
        row("milliseconds", time_bound); row("instructions", 0); row("peak_kib", memory_bound)
      }
      exit failed
    }'
}

passes=$(list_passes)
{
  measure_times
  for file in "${files[@]}"; do
    for measured in parse $passes; do
      measure_once "$measured" "$file"
    done
  done
} >"$scratch/measured"
print_table <"$scratch/measured"
