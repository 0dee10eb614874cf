#!/usr/bin/env bash
# Builds the npm packages: build/npm/heaplift (WebAssembly, API, plugins) and build/npm/linux-x64 (the program), and
# packs both as build/npm/*.tgz. Nothing is published. Exit code 77 where emcc is not installed.
# Usage: scripts/npm_package.sh
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=$root/build/npm

if ! command -v emcc >/dev/null; then
  echo "heaplift: emcc is missing, which makes the npm package; scripts/setup.sh real installs it" >&2
  exit 77
fi

# Copies npm/PACKAGE and the licence; `files` in its package.json says what of it is packed.
copy_sources() { # PACKAGE
  rm -rf "${out:?}/$1"
  mkdir -p "$out"
  cp -r "$root/npm/$1" "$out/$1"
  cp "$root/LICENSE" "$out/$1/"
}

pack() { # PACKAGE
  (cd "$out" && npm pack --silent --ignore-scripts --pack-destination "$out" "./$1")
}

# Debian's emcc finds its JavaScript there.
NODE_PATH=${NODE_PATH:-/usr/share/nodejs} "$root/scripts/build.sh" wasm heaplift_engine
"$root/scripts/build.sh" static heaplift

copy_sources package
rm -rf "$out/heaplift"
mv "$out/package" "$out/heaplift"
cp "$root/docs/npm.md" "$out/heaplift/README.md"
cp "$root/build/wasm/heaplift_engine.js" "$out/heaplift/engine.cjs"
cp "$root/build/wasm/heaplift_engine.wasm" "$out/heaplift/engine.wasm"
copy_sources linux-x64
install -m 755 "$root/build/static/heaplift" "$out/linux-x64/heaplift"
strip "$out/linux-x64/heaplift"

rm -f "$out"/*.tgz
pack heaplift
pack linux-x64
