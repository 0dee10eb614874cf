#!/usr/bin/env bash
# Installs what DIR/package-lock.json pins into DIR/node_modules, unless exactly that is there already.
# Usage: scripts/npm_install.sh DIR
set -euo pipefail

dir=$(cd "$1" && pwd)
stamp=$dir/node_modules/.installed-lock.json

installed() { cmp -s "$dir/package-lock.json" "$stamp"; }

installed && exit
if ! command -v npm >/dev/null; then
  echo "heaplift: npm is missing; it installs $dir/package-lock.json" >&2
  exit 1
fi
exec 9<"$dir"
flock 9 # another build or test may be installing right now
installed && exit
echo "heaplift: npm ci in $dir" >&2
(cd "$dir" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) || {
  echo "heaplift: npm ci failed in $dir; the first time it needs the network" >&2
  exit 1
}
cp "$dir/package-lock.json" "$stamp"
