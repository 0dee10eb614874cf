#!/usr/bin/env bash
# Prints how much a run of ctest covered: the number of fixtures, and the line in which each node test sums itself up.
# Usage: scripts/summary.sh LOG      (LOG is ctest's LastTest.log)
set -euo pipefail

fixtures=$(grep -cE '^[0-9]+/[0-9]+ Test(ing)?: .*FixtureTest\.MatchesItsFiles' "$1" || true)
echo "fixtures: $fixtures"
grep -E '^[a-z_0-9]+: [^ ].*[0-9]' "$1" | grep -vE '^(heaplift|npm): ' | sort -u || true
