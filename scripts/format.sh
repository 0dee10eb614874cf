#!/usr/bin/env bash
# Formats the C++ sources, or with --check reports what is not formatted.
# Usage: scripts/format.sh [--check]
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
mode=(-i)
[[ ${1-} != --check ]] || mode=(--dry-run -Werror)
git ls-files -z --cached --others --exclude-standard -- '*.h' '*.cpp' | xargs -0 -r clang-format "${mode[@]}"
