#!/usr/bin/env bash
# Fuzzes the rewriting with both sanitizers, from the seeds in tests/fuzz/corpus and what earlier runs found.
# Usage: scripts/fuzz.sh [SECONDS]     default 60
# An input that fails is left in build/fuzz/findings/; `build/fuzz/tests/rewrite_fuzzer FILE` runs it again.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
seconds=${1:-60}
findings=$root/build/fuzz/findings
corpus=$root/build/fuzz/corpus
fuzzer=$root/build/fuzz/tests/rewrite_fuzzer

"$root/scripts/setup.sh" run fuzz
"$root/scripts/build.sh" fuzz rewrite_fuzzer
mkdir -p "$findings" "$corpus"
log=$root/build/fuzz/fuzz.log
"$fuzzer" -max_total_time="$seconds" -max_len=600 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
  -dict="$root/tests/fuzz/rewrite_fuzzer.dict" -artifact_prefix="$findings/" \
  "$corpus" "$root/tests/fuzz/corpus" >"$log" 2>&1 || {
  tail -n 60 "$log" >&2
  echo "heaplift: fuzzing failed; the input is in $findings, all of the output in $log" >&2
  exit 1
}
grep -E '^stat::(number_of_executed_units|new_units_added)' "$log"
