#!/usr/bin/env bash
# Configures (once) and builds a preset in build/PRESET. Quiet unless it fails; all output goes to standard error.
# Usage: scripts/build.sh PRESET [TARGET…]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
preset=$1
shift
build=$root/build/$preset
log=$build/build.log

run_logged() {
  "$@" >"$log" 2>&1 9>&- || {
    cat "$log" >&2
    echo "heaplift: failed: $*" >&2
    exit 1
  }
}

mkdir -p "$build"
exec 9<"$build"
flock 9 # two builds in one folder would spoil each other
cd "$root"
if [[ ! -e $build/build.ninja ]]; then
  echo "heaplift: configuring and building $build (about a minute)" >&2
  run_logged cmake --preset "$preset"
fi
run_logged ninja -C "$build" "${@:-all}"
