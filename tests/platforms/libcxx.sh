#!/bin/bash
# The library and the unit tests with clang and libc++ instead of libstdc++, as C++20. Debian's
# simdjson and pugixml are made with libstdc++; they are called with plain types only, and each unit
# test that runs shows that this does.
set -euo pipefail
cd "$(dirname "$0")/../.."
.ci/need clang libc++-14-dev libc++abi-14-dev
cmake --preset dev -B build/libcxx -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_CXX_STANDARD=20 \
  -DCMAKE_CXX_FLAGS="-Wall -Wextra -Werror -stdlib=libc++" -DGONGKAI_EXAMPLES=OFF "$@"
cmake --build build/libcxx --parallel "$(nproc)" --target gongkai_tests gongkai_cli
ctest --test-dir build/libcxx --output-on-failure --parallel "$(nproc)" -R '^unit\.'
