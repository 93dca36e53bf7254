#!/bin/sh
# Builds the fuzz targets with clang and runs each for SECONDS (60), from its seeds in
# tests/fuzz/corpus. What it finds on the way is kept under build/fuzz, and so is what fails.
set -eu
cd "$(dirname "$0")/../.."
seconds=${SECONDS:-60}
build=${BUILD:-build/fuzz}
mkdir -p "$build"

cmake -S . -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_CXX_COMPILER=clang++ \
  -DGONGKAI_FUZZERS=ON -DGONGKAI_TESTS=OFF -DGONGKAI_CLI=OFF -DGONGKAI_EXAMPLES=OFF \
  -DCMAKE_CXX_FLAGS="-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all" \
  >"$build.log"
cmake --build "$build" --parallel 2 >>"$build.log" || { cat "$build.log" >&2; exit 2; }
for source in tests/fuzz/fuzz_*.cpp; do
  name=$(basename "$source" .cpp)
  seeds=tests/fuzz/corpus/${name#fuzz_}
  mkdir -p "$build/found/$name"
  echo "$name: $seconds s"
  "$build/tests/fuzz/$name" -max_total_time="$seconds" -max_len=8192 -timeout=10 -verbosity=0 \
    -print_final_stats=1 -artifact_prefix="$build/$name-" "$build/found/$name" "$seeds"
done
