#!/bin/sh
# clang-tidy over the sources and, through them, the public headers, by .clang-tidy.
#   tidy.sh [FILE...]     default: all of src
set -eu
cd "$(dirname "$0")/.."
.ci/need clang-tidy-14 clang
cmake --preset dev -B build/tidy -DCMAKE_CXX_COMPILER=clang++ -DGONGKAI_TESTS=OFF \
  -DGONGKAI_EXAMPLES=OFF >/dev/null
[ $# -gt 0 ] || set -- $(find src -name '*.cpp' ! -path 'src/shared/*' | sort)
printf '%s\n' "$@" | xargs -P "$(nproc)" -n 4 clang-tidy-14 -p build/tidy --quiet
echo "$# files without a warning"
