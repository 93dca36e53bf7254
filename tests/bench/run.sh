#!/bin/sh
# Builds the benchmarks in release mode and runs them: JSON as ratios of one run, tables of many
# reports beside reading the same bytes, and the compile time of the umbrella header. Arguments go to
# the first of them (--benchmark_repetitions=5).
# BUILD names the build directory, CXX the compiler.
set -eu
cd "$(dirname "$0")/../.."
build=${BUILD:-build/bench}
cxx=${CXX:-g++}
mkdir -p "$build"

cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$cxx" \
  -DGONGKAI_BENCHMARKS=ON -DGONGKAI_TESTS=OFF >"$build.log" 2>&1 ||
  { cat "$build.log" >&2; exit 2; }
cmake --build "$build" --target gongkai_json_bench gongkai_table_bench --parallel 2 >>"$build.log" 2>&1 ||
  { cat "$build.log" >&2; exit 2; }
"$(find "$build" -name gongkai_json_bench -type f | head -n 1)" "$@"
echo
"$(find "$build" -name gongkai_table_bench -type f | head -n 1)"

# ---- compile time ------------------------------------------------------------------------------

boost=$(sed -n 's/^Boost_INCLUDE_DIR:PATH=//p' "$build/CMakeCache.txt")
runs=9

# Median milliseconds of compiling a file that holds these includes and no more.
compile_time() {
  printf '%b' "$1" >"$build/include.cpp"
  i=0
  while [ $i -lt $runs ]; do
    start=$(date +%s%N)
    "$cxx" -std=c++17 -O0 -Iinclude ${boost:+-I"$boost"} -c "$build/include.cpp" -o "$build/include.o"
    echo $((($(date +%s%N) - start) / 1000000))
    i=$((i + 1))
  done | sort -n | sed -n "$(((runs + 1) / 2))p"
}

echo
echo "Compile time ($cxx -std=c++17 -O0 -c, medians of $runs runs)"
printf '%6s ms  %s\n' "$(compile_time '#include <string>\n#include <vector>\n')" '<string>, <vector>'
for header in gongkai/gongkai.hpp gongkai/json.hpp gongkai/report.hpp; do
  [ -e "include/$header" ] || continue
  printf '%6s ms  %s\n' "$(compile_time "#include <$header>\n")" "<$header>"
done
