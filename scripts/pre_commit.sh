#!/usr/bin/env bash
# Runs heaplift for pre-commit, see .pre-commit-hooks.yaml: $HEAPLIFT if set, else a program built here if need be.
# Usage: scripts/pre_commit.sh ARGUMENT…
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [[ -z ${HEAPLIFT-} ]]; then
  HEAPLIFT=$root/build/release/heaplift
  "$root/scripts/build.sh" release heaplift || {
    echo "heaplift: its build failed; '$root/scripts/setup.sh run' installs what it needs," \
      "or set HEAPLIFT to a heaplift that is installed" >&2
    exit 2
  }
fi
exec "$HEAPLIFT" "$@"
