#!/usr/bin/env bash
# Runs clang-tidy over the sources of heaplift (not its tests), as they are compiled in build/release.
# Usage: scripts/tidy.sh [FILE-REGEX]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
database=$root/build/release
log=$database/tidy.log

# g++'s own warning flags are in the database; clang need not know them.
run-clang-tidy -quiet -j "$(nproc)" -p "$database" -extra-arg=-Wno-unknown-warning-option \
  "${1:-^$root/(grammar|passes|rules|src)/[^.]*\.cpp$}" >"$log" 2>&1 || {
  sed 's/\x1b\[[0-9;]*m//g' "$log" |
    grep -vE '^(clang-tidy[-0-9]* |Suppressed |Use -header-filter|[0-9]+ warnings?( treated as errors?| generated.)$)' >&2
  exit 1
}
