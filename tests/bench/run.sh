#!/bin/sh
# Builds the benchmarks in release mode and runs them, each as ratios of one run; and the compile time
# of the umbrella header. Arguments go to the programs of Google Benchmark (--benchmark_repetitions=5).
# BUILD names the build directory, CXX the compiler.
set -eu
cd "$(dirname "$0")/../.."
build=${BUILD:-build/bench}
cxx=${CXX:-g++}
mkdir -p "$build"

cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$cxx" \
  -DGONGKAI_BENCHMARKS=ON -DGONGKAI_TESTS=OFF >"$build.log" 2>&1 ||
  { cat "$build.log" >&2; exit 2; }
programs=$(sed -n 's/^add_executable(\(gongkai_[a-z]*_bench\) .*/\1/p' tests/bench/CMakeLists.txt)
# shellcheck disable=SC2086 # names of programs are words
cmake --build "$build" --target $programs --parallel 2 >>"$build.log" 2>&1 ||
  { cat "$build.log" >&2; exit 2; }
for program in $programs; do
  "$(find "$build" -name "$program" -type f | head -n 1)" "$@"
  echo
done

# ---- the Python package ------------------------------------------------------------------------
# PYTHON names one with the package in it, built in release mode (pip install .), and with what it is
# held against: pandas lxml polars pyarrow duckdb msgspec pydantic.

python=${PYTHON:-python3}
if "$python" -P -c 'import gongkai, pandas, lxml, polars, pyarrow, duckdb, msgspec, pydantic' 2>/dev/null; then
  cmake --build "$build" --target gongkai_cli --parallel 2 >>"$build.log" 2>&1 ||
    { cat "$build.log" >&2; exit 2; }
  "$python" -P tests/bench/python_bench.py --command "$build/gongkai"
else
  echo "The Python package and its peers are not in $python: not measured"
fi

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
for header in gongkai/gongkai.hpp gongkai/diagnose.hpp gongkai/json.hpp gongkai/report.hpp; do
  [ -e "include/$header" ] || continue
  printf '%6s ms  %s\n' "$(compile_time "#include <$header>\n")" "<$header>"
done
