#!/usr/bin/env bash
# Checks what a compiler cannot: which module may include what, and that each pass and each rule has its page and
# fixtures.
# Usage: tests/conventions.sh [ROOT]
set -euo pipefail
shopt -s nullglob

cd "${1:-$(dirname "${BASH_SOURCE[0]}")/..}"
failures=0

fail() {
  echo "conventions: $*" >&2
  failures=$((failures + 1))
}

sources_of() { # FOLDER…: our .h, .cpp and .def files directly in it
  local folder file
  for folder; do
    for file in "$folder"/*.{h,cpp,def}; do
      echo "$file"
    done
  done
}

# Reports each line of FILES that matches the extended regular expression REGEX.
forbid() { # MESSAGE REGEX FILE…
  local message=$1 regex=$2 hit
  shift 2
  (($#)) || return 0
  while IFS= read -r hit; do
    fail "$message: $hit"
  done < <(grep -HnE "$regex" -- "$@" || true)
}

# base <- edit, grammar <- analysis <- passes, rules <- cli: a module includes itself and those before it.
check_include_direction() {
  local -A allowed=(
    [src/base]='src/base'
    [src/edit]='src/(base|edit)'
    [grammar]='(src/base|grammar)'
    [src/analysis]='(src/(base|edit|analysis)|grammar)'
    [passes]='(src/(base|edit|analysis)|grammar|passes)'
    [rules]='(src/(base|analysis)|grammar|rules)'
    [src/cli]='(src/[a-z]+|grammar|passes|rules)'
  )
  local folder file hit
  for folder in "${!allowed[@]}"; do
    for file in $(sources_of "$folder"); do
      while IFS= read -r hit; do
        fail "$folder may not include this: $file:$hit"
      done < <(grep -nE '^ *# *include "' "$file" | grep -vE "include \"${allowed[$folder]}/[a-z0-9_]+\.(h|def)\"" || true)
    done
  done
}

check_outside_world() {
  local library=() parser_users=()
  mapfile -t library < <(sources_of src/base src/edit src/analysis grammar passes rules)
  mapfile -t parser_users < <(sources_of src/base src/edit src/analysis src/cli passes rules tests)
  forbid "only grammar/ includes tree-sitter" 'include [<"]tree_sitter/' "${parser_users[@]}"
  forbid "grammar/parse.h does not show tree-sitter" 'include [<"]tree_sitter/' grammar/parse.h
  forbid "only src/cli touches CLI11, streams and the file system" \
    'include <(CLI/|iostream|fstream|filesystem|ostream|istream|unistd\.h)' "${library[@]}"
  forbid "only src/cli reads and writes files" '\b(printf|fprintf|puts|fputs|fopen|fread|fwrite) *\(' "${library[@]}"
  forbid "no exit codes outside src/cli" '\b(std::)?(exit|abort|quick_exit)\(' "${library[@]}"
}

check_sources() {
  local all=() file
  mapfile -t all < <(sources_of src/base src/edit src/analysis src/cli grammar passes rules tests)
  forbid "no using namespace" '^ *using namespace ' "${all[@]}"
  for file in "${all[@]}"; do
    [[ $file != *.h ]] || grep -q '^#pragma once$' "$file" || fail "$file lacks #pragma once"
    [[ $(head -c 2 "$file") == // ]] || case $file in tests/* | *.cpp) ;; *) fail "$file does not say what it is for" ;; esac
  done
  [[ ! -e src/cli/main.cpp ]] || (($(wc -l <src/cli/main.cpp) <= 30)) || fail "src/cli/main.cpp has more than 30 lines"
}

# The names in a .def file: PASS(growth_check) gives growth_check.
names_in() { # MACRO FILE
  [[ ! -e $2 ]] || sed -nE "s/^$1\\(([a-z0-9_]+).*/\\1/p" "$2"
}

# Reports each entry of GLOB-expanded PATHs whose name (without .md) is not among NAMES.
check_orphans() { # MACRO NAMES PATH…
  local macro=$1 names=" $2 " path name
  shift 2
  for path; do
    name=$(basename "${path%/}" .md)
    [[ $names == *" ${name//-/_} "* ]] || fail "$path belongs to no $macro"
  done
}

# A pass or rule is written growth_check in C++ and growth-check everywhere else.
check_passes() {
  local names pass name cases unchanged case
  names=$(names_in PASS passes/passes.def)
  for pass in $names; do
    name=${pass//_/-}
    [[ -e passes/$pass.cpp ]] || fail "pass $name has no passes/$pass.cpp"
    [[ -e docs/passes/$name.md ]] || fail "pass $name has no docs/passes/$name.md"
    cases=(fixtures/"$name"/*/) unchanged=0
    ((${#cases[@]} >= 2)) || fail "pass $name has fewer than two fixtures in fixtures/$name/"
    for case in "${cases[@]}"; do
      if cmp -s "$case/input.js" "$case/output.js"; then unchanged=$((unchanged + 1)); fi
    done
    ((unchanged >= 1)) || fail "pass $name has no fixture that it leaves unchanged"
    ((unchanged < ${#cases[@]})) || fail "pass $name has no fixture that it changes"
  done
  check_orphans pass "${names//$'\n'/ }" docs/passes/*.md
  check_orphans "pass or other user of fixtures" "${names//$'\n'/ } $other_fixtures" fixtures/*/
}

check_rules() {
  local names rule name cases case with without
  names=$(names_in RULE rules/rules.def)
  for rule in $names; do
    name=${rule//_/-}
    [[ -e rules/$rule.cpp ]] || fail "rule $name has no rules/$rule.cpp"
    [[ -e docs/rules/$name.md ]] || fail "rule $name has no docs/rules/$name.md"
    cases=(fixtures/rules/"$name"/*/) with=0 without=0
    for case in "${cases[@]}"; do
      if [[ -s $case/findings.txt ]]; then with=$((with + 1)); else without=$((without + 1)); fi
    done
    ((with >= 6)) || fail "rule $name has fewer than six fixtures with findings in fixtures/rules/$name/"
    ((without >= 6)) || fail "rule $name has fewer than six fixtures without findings in fixtures/rules/$name/"
  done
  check_orphans rule "${names//$'\n'/ }" docs/rules/*.md fixtures/rules/*/
}

readonly other_fixtures="rules views" # folders of fixtures that belong to no pass

check_include_direction
check_outside_world
check_sources
check_passes
check_rules
((failures == 0)) || {
  echo "conventions: $failures broken; see docs/development.md" >&2
  exit 1
}
