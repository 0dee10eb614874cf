#!/usr/bin/env bash
# Sets up, builds and runs heaplift with the given arguments; without arguments it shows what it does to a sample.
# Usage: ./run.sh [argument…]      (FILE arguments are relative to the folder you call it from)
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$root/scripts/setup.sh" run
"$root/scripts/build.sh" release heaplift
(($#)) || set -- rewrite --diff "$root/fixtures/sample.js"
exec "$root/build/release/heaplift" "$@"
