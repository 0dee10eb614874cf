#!/usr/bin/env bash
# Sets up, builds and tests heaplift.
# Usage: ./test.sh [--quick | --full] [ctest argument…]
#   --quick  only the unit tests and conventions, without node
#   --full   also the long tests, with emcc and Chromium for those of real glue
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
profiles=(run test)
selection=(-LE '^long$')
case ${1-} in
  --quick) selection=(-L '^unit$') && shift ;;
  --full) profiles+=(real browser) selection=() && shift ;;
esac
"$root/scripts/setup.sh" "${profiles[@]}"
"$root/scripts/build.sh" release
cd "$root"
# What was covered goes ahead of ctest's closing lines.
ctest --preset release -j"$(nproc)" "${selection[@]}" "$@" | awk '
  / tests passed, / { closing = 1 }
  closing { held = held $0 "\n"; next }
  { print; fflush() }
  END { system("scripts/summary.sh build/release/Testing/Temporary/LastTest.log"); printf "%s", held }'
