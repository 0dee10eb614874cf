#!/usr/bin/env bash
# Installs what building and testing heaplift needs on Debian 12, Ubuntu 22.04 or newer, and nothing that is there.
# Usage: scripts/setup.sh [run] [test] [lint] [real] [browser] [fuzz] [benchmark]
#   run        compiler, CMake, Ninja, node with npm, CLI11, nlohmann-json
#   test       GoogleTest, git
#   lint       clang-format, clang-tidy
#   real       emcc, for the tests of real glue; zsh and fish, for those of completions
#   browser    Chromium, for the tests of pages
#   fuzz       clang with its sanitizers and libFuzzer
#   benchmark  Google Benchmark, valgrind
# It tests for the command or header itself, so that one installed by other means counts.
set -euo pipefail

readonly node_minimum=18
packages=()

need_command() { # COMMAND PACKAGE
  command -v "$1" >/dev/null || packages+=("$2")
}

has_header() { # HEADER
  printf '#if !__has_include(<%s>)\n#error\n#endif\n' "$1" | "${CXX:-g++}" -x c++ -E -o /dev/null - 2>/dev/null
}

need_header() { # HEADER PACKAGE
  has_header "$1" || packages+=("$2")
}

need_fuzzer() {
  command -v clang++ >/dev/null || packages+=(clang)
  [[ -e $(clang++ -print-file-name=libclang_rt.fuzzer-x86_64.a 2>/dev/null || true) ]] ||
    compgen -G "/usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-*.a" >/dev/null ||
    packages+=(libclang-rt-14-dev)
}

collect() { # PROFILE
  case $1 in
    run)
      need_command "${CXX:-g++}" g++
      need_command "${CC:-gcc}" gcc
      need_command cmake cmake
      need_command ninja ninja-build
      need_command node nodejs
      need_command npm npm
      need_header CLI/CLI.hpp libcli11-dev
      need_header nlohmann/json.hpp nlohmann-json3-dev
      ;;
    test)
      need_header gtest/gtest.h libgtest-dev
      need_command git git
      ;;
    lint)
      need_command clang-format clang-format
      need_command clang-tidy clang-tidy
      need_command git git
      ;;
    real)
      need_command emcc emscripten
      need_command zsh zsh
      need_command fish fish
      ;;
    browser) need_command chromium chromium ;;
    fuzz) need_fuzzer ;;
    benchmark)
      need_header benchmark/benchmark.h libbenchmark-dev
      need_command valgrind valgrind
      ;;
    *)
      echo "heaplift: unknown profile '$1' (run, test, lint, real, browser, fuzz, benchmark)" >&2
      exit 2
      ;;
  esac
}

as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo -- "$@"
  fi
}

install_packages() {
  local command="apt-get install -y --no-install-recommends ${packages[*]}"
  if ! command -v apt-get >/dev/null; then
    echo "heaplift: this is no Debian or Ubuntu; please install what these packages hold: ${packages[*]}" >&2
    exit 1
  fi
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    echo "heaplift: neither root nor sudo here; please have this run as root: $command" >&2
    exit 1
  fi
  echo "heaplift: installing ${packages[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -qq >&2
  # shellcheck disable=SC2086 # the words of the command
  as_root $command >&2
}

check_node() {
  local version
  version=$(node --version)
  version=${version#v}
  if ((${version%%.*} < node_minimum)); then
    echo "heaplift: node $version is too old: node $node_minimum or newer is needed." \
      "Ubuntu 22.04 ships node 12; install a newer one from nodejs.org, nvm or a snap and put it first in PATH." >&2
    exit 1
  fi
}

(($#)) || set -- run
for profile in "$@"; do
  collect "$profile"
done
((${#packages[@]} == 0)) || install_packages
check_node
