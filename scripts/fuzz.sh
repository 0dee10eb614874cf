#!/usr/bin/env bash
# Fuzzes rewriting and lint with both sanitizers, from the seeds in tests/fuzz/corpus.
# Usage: scripts/fuzz.sh [SECONDS]     default 60; goes on from what earlier runs found
#        scripts/fuzz.sh --runs N      N inputs, the same ones each time
# An input that fails is left in build/fuzz/findings/; `build/fuzz/tests/rewrite_fuzzer FILE` runs it again.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/fuzz
findings=$build/findings
log=$build/fuzz.log

"$root/scripts/setup.sh" run fuzz
"$root/scripts/build.sh" fuzz rewrite_fuzzer
if [[ ${1-} == --runs ]]; then
  corpus=$build/corpus.runs
  rm -rf "$corpus"
  limits=(-seed=1 -reload=0 -runs="$2")
else
  corpus=$build/corpus
  limits=(-max_total_time="${1:-60}")
fi
mkdir -p "$findings" "$corpus"
"$build/tests/rewrite_fuzzer" "${limits[@]}" -max_len=600 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
  -dict="$root/tests/fuzz/rewrite_fuzzer.dict" -artifact_prefix="$findings/" \
  "$corpus" "$root/tests/fuzz/corpus" >"$log" 2>&1 || {
  tail -n 60 "$log" >&2
  echo "heaplift: fuzzing failed; the input is in $findings, all of the output in $log" >&2
  exit 1
}
grep -E '^stat::(number_of_executed_units|new_units_added)' "$log"
