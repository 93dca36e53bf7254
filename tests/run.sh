#!/bin/sh
# Builds with the address and undefined-behaviour sanitizers and runs all tests.
# On Debian 12 it installs what it needs (as root; Python packages for the tests from PyPI); a second
# run is quick and needs no network.
# With GONGKAI_REQUIRE_CORPUS=ON it is an error not to find the real reports (../shared/corpus).
set -eu
cd "$(dirname "$0")/.."
.ci/need g++ cmake ninja-build pkg-config libboost1.81-dev libsimdjson-dev zlib1g-dev \
  libpugixml-dev libcli11-dev doctest-dev libgumbo-dev nlohmann-json3-dev \
  g++-11 g++-12 clang clang-format-14 python3-venv python3-dev

cmake --preset asan -DGONGKAI_REQUIRE_CORPUS="${GONGKAI_REQUIRE_CORPUS:-OFF}"
cmake --build --preset asan --parallel "$(nproc)"
ctest --preset asan --parallel "$(nproc)"
