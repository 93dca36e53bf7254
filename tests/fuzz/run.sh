#!/bin/bash
# Builds the fuzz targets with clang, address and undefined-behaviour sanitizers, and runs them:
#   run.sh [SECONDS [AT_ONCE [TARGET...]]]     60 seconds each, one at a time, all of them
# Each starts from its seeds in tests/fuzz/corpus and from what earlier runs found, which is kept
# under build/fuzz/found. What fails is written to build/fuzz; once mended, it goes among the seeds.
# In CI the seed is always the same: what fails there fails elsewhere too.
# For a long run: nice -n 19 tests/fuzz/run.sh 1800
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60} at_once=${2:-1}
shift $(($# < 2 ? $# : 2))
build=build/fuzz
mkdir -p "$build/words"

cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++ \
  -DGONGKAI_FUZZERS=ON -DGONGKAI_TESTS=OFF -DGONGKAI_CLI=OFF -DGONGKAI_EXAMPLES=OFF \
  -DCMAKE_CXX_FLAGS="-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all" \
  >"$build.log"
cmake --build "$build" --parallel 2 >>"$build.log" || { cat "$build.log" >&2; exit 2; }

# A word a line, as libFuzzer wants to have them: "\xE8\xA1\xA8"
for words in tests/fuzz/words/*; do
  while IFS= read -r word; do
    printf '"%s"\n' "$(printf %s "$word" | od -An -v -tx1 | tr -d '\n' | sed 's/ /\\x/g')"
  done <"$words" >"$build/words/$(basename "$words")"
done
words_of() {
  case $1 in
    html) echo html ;;
    json | json_lines) echo json ;;
    text | markdown | read | label | number) echo form ;;
    prose) echo prose ;;
  esac
}

# One target: its last figures, and what went wrong. The status is libFuzzer's.
one() {
  local name=$1 seconds=$2 build=$3 words=$4 status=0 log="$3/$1.log" TIMEFORMAT='cpu: %U'
  mkdir -p "$build/found/$name"
  { time "$build/tests/fuzz/fuzz_$name" -max_total_time="$seconds" -max_len=8192 -timeout=30 \
    -rss_limit_mb=2048 -print_final_stats=1 ${CI:+-seed=1} -artifact_prefix="$build/$name-" \
    ${words:+"-dict=$build/words/$words"} "$build/found/$name" "tests/fuzz/corpus/$name" \
    >"$log" 2>&1; } 2>"$log.cpu" || status=$?
  printf '%-14s %12s executions  %s  %s\n' "$name" \
    "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
    "$(grep -aoE 'cov: [0-9]+ ft: [0-9]+' "$log" | tail -1)" "$(cat "$log.cpu")"
  if [ "$status" != 0 ]; then
    grep -avE '^#[0-9]+[[:space:]]+(NEW|REDUCE|pulse)|NEW_FUNC' "$log" | tail -60
  fi
  return "$status"
}
export -f one

[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls fuzz_*.cpp | sed 's/^fuzz_\(.*\)\.cpp$/\1/')
for name; do
  printf '%s\0%s\0%s\0%s\0' "$name" "$seconds" "$build" "$(words_of "$name")"
done | xargs -0 -n 4 -P "$at_once" bash -c 'one "$@" || exit 1' _
